import pytest

from reader.entities.evidence import with_evidence
from reader.entities.lexicon.lexicon import shipped_lexicon
from reader.entities.span import Span
from tests.entities.spans import after


def evident(text: str, spans: list[Span]) -> list[Span]:
    return with_evidence(text, spans, shipped_lexicon())


@pytest.mark.parametrize(
    ("before", "labelled"),
    [
        ("the town of [Afula|PERSON]", "the town of [Afula|GPE]"),
        ("the town of [Afula|ORG]. [Afula|PERSON] is", "the town of [Afula|GPE]. [Afula|GPE] is"),
        ("in [Roermond|PERSON] on Monday", "in [Roermond|GPE] on Monday"),
        ("president [Suharto|NORP] said", "president [Suharto|PERSON] said"),
        ("[Odd Aukland|ORG], 27, won", "[Odd Aukland|PERSON], 27, won"),
        ("[Anders Aukland|ORG] won", "[Anders Aukland|PERSON] won"),
        ("the [Samarra Barrage|PERSON]", "the [Samarra Barrage|FAC]"),
        ("the [Enka Group|PERSON]", "the [Enka Group|ORG]"),
        ("Director [Enka Limited|PERSON]", "Director [Enka Limited|ORG]"),
        ("[MOORE|ORG], Chief Judge, and", "[MOORE|PERSON], Chief Judge, and"),
        ("[MOORE|ORG], Judge, and", "[MOORE|PERSON], Judge, and"),
        ("the [Kommers Law Firm|PERSON]", "the [Kommers Law Firm|ORG]"),
        ("the [Court of Butte District|LOC]", "the [Court of Butte District|ORG]"),
        ("the [State of Nevada|ORG]", "the [State of Nevada|GPE]"),
        ("the [STATE OF NEVADA|ORG]", "the [STATE OF NEVADA|GPE]"),
        ("the [State of Play|ORG]", "the [State of Play|ORG]"),
        ("the [ENKA VALLEY BANK|GPE]", "the [ENKA VALLEY BANK|ORG]"),
        ("in [Microsoft|ORG] shares", "in [Microsoft|ORG] shares"),
        ("[Kehl|PERSON] is a small town", "[Kehl|GPE] is a small town"),
        ("[Little Falls|ORG], Minnesota, is", "[Little Falls|LOC], Minnesota, is"),
        ("[Elmira|PERSON], NY, is", "[Elmira|GPE], NY, is"),
        ("[Elmira|PERSON], Iraqis said", "[Elmira|PERSON], Iraqis said"),
        ("he was born in [Ostrava|ORG].", "he was born in [Ostrava|GPE]."),
        ("a stake in [Ostrava|ORG].", "a stake in [Ostrava|ORG]."),
        ("he flew to [Dinas|PERSON].", "he flew to [Dinas|GPE]."),
        ("rebels retook [Karal|PERSON].", "rebels retook [Karal|GPE]."),
        ("his wife [Milka|ORG] said", "his wife [Milka|PERSON] said"),
        ("his wife, [Milka|ORG], said", "his wife, [Milka|PERSON], said"),
        ("the manager, [Milka|ORG] and", "the manager, [Milka|ORG] and"),
        ("[Milka|ORG] was born there", "[Milka|PERSON] was born there"),
        ("the company [Milka|PERSON] said", "the company [Milka|ORG] said"),
        ("[Milka|PERSON] shares fell", "[Milka|ORG] shares fell"),
        ("[Hamburg|GPE] shares fell", "[Hamburg|ORG] shares fell"),
        ("[Iraq|GPE] captain Ali", "[Iraq|GPE] captain Ali"),
        ("[Kent|GPE] beat Essex", "[Kent|ORG] beat Essex"),
        ("won:\n[Kent|GPE] 74 59 .556 -", "won:\n[Kent|ORG] 74 59 .556 -"),
        ("[Mount Elbe|PERSON] is", "[Mount Elbe|LOC] is"),
        (
            "the band [Milka|GPE]. He fled to [Milka|GPE]",
            "the band [Milka|GPE]. He fled to [Milka|GPE]",
        ),
        ("HOOVE, Malawi (AP) _ A judge", "[HOOVE|GPE], Malawi (AP) _ A judge"),
    ],
)
def test_the_words_around_a_name_tell_what_it_is(before: str, labelled: str) -> None:
    assert after(evident, before) == labelled
