from pathlib import Path

from reader.articles.mention import Kind, kind_of
from reader.entities.recognizer import Recognizer
from tests.entities.spans import marked

NEWS = Path(__file__).parent / "data" / "news.txt"
KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)


def test_names_in_news_of_many_kinds_and_regions_are_found(english: Recognizer) -> None:
    right = given = wanted = 0

    for line in NEWS.read_text("utf-8").splitlines():
        text, spans = marked(line)
        gold = {(one.start, one.end, kind_of(one.label)) for one in spans}
        ours = {(one.start, one.end, kind_of(one.label)) for one in english.find(text)}
        gold, ours = ({one for one in ones if one[2] in KINDS} for ones in (gold, ours))
        right += len(gold & ours)
        given += len(ours)
        wanted += len(gold)

    assert 2 * right / (given + wanted) >= 0.95
