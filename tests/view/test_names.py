from hypothesis import given
from hypothesis import strategies as st

from reader.articles.mention import Kind, Label, Mention
from reader.view.drawing.names import Density, Sigils, lit

TEXT = "Hassan Rouhani spoke in Mosul on Friday. Rouhani left with 12 aides."


def mention(words: str, label: Label, entity: str, start: int = 0) -> Mention:
    at = TEXT.index(words, start)
    return Mention(
        start=at, end=at + len(words), label=label, entity=entity, name=words,
        confidence=0.9, origin="model",
    )  # fmt: skip


MENTIONS = [
    mention("Hassan Rouhani", "PERSON", "person:hassan rouhani"),
    mention("Mosul", "GPE", "place:mosul"),
    mention("Friday", "DATE", "date:friday"),
    mention("Rouhani", "PERSON", "person:hassan rouhani", 20),
    mention("12", "CARDINAL", "other:12"),
]


def shown(density: Density, hidden: set[Kind] | None = None) -> list[str]:
    return [TEXT[m.start : m.end] for m in lit(MENTIONS, density, hidden or set())]


def test_all_lights_names_and_dates_but_no_numbers() -> None:
    assert shown(Density.ALL) == ["Hassan Rouhani", "Mosul", "Friday", "Rouhani"]


def test_names_only_leaves_dates_dark() -> None:
    assert shown(Density.NAMES) == ["Hassan Rouhani", "Mosul", "Rouhani"]


def test_first_mentions_light_each_entity_once() -> None:
    assert shown(Density.FIRST) == ["Hassan Rouhani", "Mosul"]


def test_nothing_is_nothing() -> None:
    assert shown(Density.NONE) == []


def test_a_hidden_kind_stays_dark() -> None:
    assert shown(Density.ALL, {Kind.PERSON}) == ["Mosul", "Friday"]


def test_density_goes_round() -> None:
    density = Density.ALL

    seen = [density := density.following() for _ in range(4)]

    assert seen == [Density.NAMES, Density.FIRST, Density.NONE, Density.ALL]


def test_sigils_stand_before_the_names() -> None:
    sigils = Sigils(TEXT, lit(MENTIONS, Density.ALL, set()))

    assert sigils.text.startswith("@Hassan Rouhani spoke in ^Mosul on ~Friday. @Rouhani left")


def test_a_name_with_its_sigil_is_one_span() -> None:
    sigils = Sigils(TEXT, MENTIONS[:2])

    layer = sigils.names(MENTIONS[:2])

    assert [sigils.text[s.start : s.end] for s in (layer[0], layer[1])] == [
        "@Hassan Rouhani",
        "^Mosul",
    ]


@given(st.integers(0, len(TEXT) - 1))
def test_a_place_in_the_text_with_sigils_leads_back(offset: int) -> None:
    sigils = Sigils(TEXT, MENTIONS)

    assert sigils.unshift(sigils.shift(offset)) == offset


@given(st.integers(0, len(TEXT) - 1))
def test_without_names_nothing_moves(offset: int) -> None:
    sigils = Sigils(TEXT)

    assert (sigils.text, sigils.shift(offset), sigils.unshift(offset)) == (TEXT, offset, offset)
