from pathlib import Path

from reader.articles.mention import Kind, kind_of
from reader.entities.recognizer import Recognizer
from tests.entities.spans import marked

TEXTS = Path(__file__).parent / "data" / "formal.txt"
KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)


def test_names_in_contracts_rulings_and_filings_are_found(english: Recognizer) -> None:
    right = given = wanted = 0

    for document in TEXTS.read_text("utf-8").split("\n---\n"):
        text, spans = marked(document)
        gold = {(one.start, one.end, kind_of(one.label)) for one in spans}
        ours = {(one.start, one.end, kind_of(one.label)) for one in english.find(text)}
        gold, ours = ({one for one in ones if one[2] in KINDS} for ones in (gold, ours))
        right += len(gold & ours)
        given += len(ours)
        wanted += len(gold)

    assert right / given >= 0.73
    assert right / wanted >= 0.9


def test_names_of_everyday_words_stay_names_in_formal_prose(english: Recognizer) -> None:
    text = (
        'Bank of America Corp. (the "Lender") hereby announces that the White House, the Red '
        "Cross and the Guardian shall attend. Best Buy Co., Inc. (“Best Buy”) shall pay each "
        "Lender. Ms. Justice Baker shall sit. Baker said that the Baker papers were lost."
    )

    found = [text[one.start : one.end] for one in english.find(text)]

    assert found == [
        *("Bank of America Corp.", "White House", "Red Cross", "Guardian"),
        *("Best Buy Co., Inc.", "Best Buy", "Baker", "Baker", "Baker"),
    ]
