from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from reader.articles.mention import Kind, Label, Mention
from reader.errors import LibraryDamaged
from reader.view.drawing.names import Density, Names
from reader.view.drawing.signs import Sign, Signed
from reader.view.drawing.spans import Span

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
    return [TEXT[m.start : m.end] for m in Names(MENTIONS, density, hidden or set())]


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


def test_names_are_lit_by_kind_and_cut_to_the_line() -> None:
    names = Names(MENTIONS)

    assert list(names.within(7, 26)) == [Span(7, 14, "person"), Span(24, 26, "place")]


def test_the_next_and_the_last_name_end_where_the_text_does() -> None:
    names = Names(MENTIONS, Density.NAMES)

    assert [names.following(offset) for offset in (0, 1, 30, 60)] == [0, 1, 3, None]
    assert [names.preceding(offset) for offset in (60, 41, 24, 0)] == [3, 1, 0, None]


def test_the_first_name_in_a_span_is_lit_and_touches_it() -> None:
    names = Names(MENTIONS, Density.NAMES)

    assert names.first_in(0, 60) == MENTIONS[0]
    assert names.first_in(25, 30) == MENTIONS[1]
    assert names.first_in(20, 22) is None


def test_with_nothing_lit_there_is_no_name_to_go_to() -> None:
    names = Names(MENTIONS, Density.NONE)

    assert (names.following(0), names.preceding(60)) == (None, None)


def test_the_mentions_of_one_entity_are_known() -> None:
    names = Names(MENTIONS)

    assert names.same(0) == [0, 3]
    assert [names.index(mention) for mention in MENTIONS] == [0, 1, 2, 3, None]


def test_names_are_lit_up_to_where_they_are_torn() -> None:
    def torn() -> Iterator[Mention]:
        yield from MENTIONS[:2]
        raise LibraryDamaged("an article's names are torn")

    names = Names(torn())

    assert [span.start for span in names.within(0, len(TEXT))] == [0, 24]
    assert names.preceding(30) == 1


def test_sigils_stand_before_the_names() -> None:
    signed = Signed(TEXT, 0, len(TEXT), Names(MENTIONS).sigils(0, len(TEXT)))

    assert signed.text.startswith("@Hassan Rouhani spoke in ^Mosul on ~Friday. @Rouhani left")


def test_a_name_with_its_sigil_is_one_span() -> None:
    names = Names(MENTIONS)
    signed = Signed(TEXT, 0, len(TEXT), names.sigils(0, len(TEXT)))

    spans = signed.spans(names.within(0, 30), 0, 40)

    assert [signed.text[s.start : s.end] for s in spans] == ["@Hassan Rouhani", "^Mosul"]


signs = st.lists(
    st.builds(Sign, st.integers(0, len(TEXT)), st.sampled_from("@^")), max_size=8
).map(sorted)  # fmt: skip


@given(signs, st.integers(0, len(TEXT)))
def test_a_place_in_the_text_with_signs_leads_back(found: list[Sign], offset: int) -> None:
    signed = Signed(TEXT, 0, len(TEXT), found)

    assert signed.unshift(signed.shift(offset)) == offset
    assert signed.unshift(signed.shift_end(offset)) == offset


@given(st.integers(0, 20), st.integers(20, len(TEXT)), st.data())
def test_a_stretch_without_signs_is_the_text(start: int, end: int, data: st.DataObject) -> None:
    offset = data.draw(st.integers(start, end))
    signed = Signed(TEXT, start, end)

    assert signed.text == TEXT[start:end]
    assert signed.unshift(signed.shift(offset)) == offset == signed.shift(offset) + start
