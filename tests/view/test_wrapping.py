from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.view.drawing.portions import PORTION, Portions
from reader.view.drawing.signs import Sign
from reader.view.drawing.wrapping import Line, LineKind, Spot, Wrapping

letters = st.sampled_from("ab cdé漢字👩‍👩‍👧̵\n\n ")
SENTENCE = "The ministry said on Friday that the harvest was good. "


def wrapped(text: str, width: int) -> Wrapping:
    end = text.find("\n")
    return Wrapping(text, end if end >= 0 else len(text), width, lambda *_: ())


def lines_of(wrapping: Wrapping) -> list[tuple[str, Line]]:
    found, spot = [], wrapping.below(Spot(0, 0), 0)
    while spot is not None:
        lines = wrapping.lines(spot.portion)
        line = lines[spot.line]
        found.append((lines.signed.text[line.start : line.end].replace("\n", " "), line))
        spot = wrapping.below(spot, 1)
    return found


def shown(wrapping: Wrapping) -> list[str]:
    return [words for words, _ in lines_of(wrapping)]


def kinds(wrapping: Wrapping) -> list[LineKind]:
    return [line.kind for _, line in lines_of(wrapping)]


def test_headline_meta_and_paragraphs_stand_apart() -> None:
    wrapping = wrapped("Head\n\nFirst paragraph here\n\nSecond", 10)

    assert shown(wrapping) == ["Head", "", "", "First", "paragraph", "here", "", "Second"]
    assert kinds(wrapping) == [
        LineKind.HEADLINE, LineKind.META, LineKind.BLANK, LineKind.BODY, LineKind.BODY,
        LineKind.BODY, LineKind.BLANK, LineKind.BODY,
    ]  # fmt: skip


def test_text_wrapped_by_hand_flows_anew() -> None:
    line = "a line that somebody has wrapped by hand at some sixty columns"
    wrapping = wrapped(f"Head\n\n{line}\n{line}\n{line}\n", 40)

    assert shown(wrapping)[3:] == [
        "a line that somebody has wrapped by hand", "at some sixty columns a line that",
        "somebody has wrapped by hand at some", "sixty columns a line that somebody has",
        "wrapped by hand at some sixty columns",
    ]  # fmt: skip


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert shown(wrapped("x" * 25, 10))[:3] == ["x" * 10, "x" * 10, "x" * 5]


def test_a_plug_for_something_else_is_an_aside() -> None:
    wrapping = wrapped("Head\n\nBody text.\n\nMore news: A headline of another story\n", 60)

    assert kinds(wrapping)[3:] == [LineKind.BODY, LineKind.BLANK, LineKind.ASIDE]


def test_only_the_portion_that_is_looked_at_is_wrapped() -> None:
    wrapping = wrapped("Head\n\n" + SENTENCE * 20_000, 40)

    middle = wrapping.spot(600_000)
    wrapping.moved(middle, 20)

    assert len(wrapping._lines) <= 2
    assert wrapping.height > 20_000


def test_the_lines_kept_are_few_however_far_one_reads() -> None:
    wrapping = wrapped("Head\n\n" + SENTENCE * 40_000, 40)

    spot = Spot(0, 0)
    while (spot := wrapping.moved(spot, 300)) != wrapping.last:
        pass

    assert len(wrapping._lines) <= 40


def test_signs_stand_in_the_lines_and_the_offsets_hold() -> None:
    text = "Head\n\nMosul and https://example.org/mosul\nMosul"
    signs = [Sign(6, "^"), Sign(41, "[1]", "quiet"), Sign(42, "^")]
    wrapping = Wrapping(text, 4, 20, lambda *_: signs)

    assert shown(wrapping)[3:] == ["^Mosul and", "https://example.org/", "mosul[1]", "^Mosul"]
    assert wrapping.offset(Spot(0, 5)) == 36
    assert wrapping.offset(Spot(0, 6)) == 42


@given(st.text(letters, max_size=200), st.integers(1, 30))
@example("Head\n\n漢字漢字", 3)
def test_lines_hold_every_word_in_order_and_fit(text: str, width: int) -> None:
    text = text.strip()
    wrapping = wrapped(text, width)

    lines = shown(wrapping)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= max(width, 2) or len(line) == 1 for line in lines)


@given(st.text(letters, min_size=1, max_size=200), st.integers(1, 30), st.data())
def test_every_visible_offset_is_found_on_its_line(
    text: str, width: int, data: st.DataObject
) -> None:
    text = text.strip() or "x"
    wrapping = wrapped(text, width)
    offset = data.draw(st.integers(0, len(text) - 1))

    portion, number = wrapping.spot(offset)
    start, end, _ = wrapping.lines(portion)[number]

    assert start <= offset
    assert offset < end or text[offset].isspace()


pieces = st.sampled_from(["word ", "a b c.\n", "\n\n", "漢字。", "x" * 900, "\n", "Said so. " * 40])


@given(st.lists(pieces, min_size=1, max_size=12), st.integers(100, 400))
def test_the_portions_of_a_long_text_tile_it(parts: list[str], times: int) -> None:
    text = "".join(parts) * times

    portions = Portions(text)
    spans = [portions.span(number) for number in range(portions.count)]

    assert [spans[0][0], *(end for _, end in spans)] == [*(start for start, _ in spans), len(text)]
    assert all(0 < end - start < 2 * PORTION for start, end in spans)
    assert [portions.holding(start) for start, _ in spans] == list(range(portions.count))


@given(st.lists(pieces, min_size=1, max_size=12), st.integers(30, 100))
def test_a_long_text_is_shown_whole(parts: list[str], times: int) -> None:
    text = "Head\n\n" + "".join(parts) * times

    lines = shown(wrapped(text, 70))

    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_paragraph_that_two_portions_share_is_not_parted() -> None:
    one_line = wrapped("Head\n\n" + SENTENCE * 1000, 70)
    verse = wrapped("Head\n\n" + "One short line of verse\n" * 3000, 70)

    assert kinds(one_line)[3:].count(LineKind.BLANK) == 0
    assert kinds(verse)[3:].count(LineKind.BLANK) == 0


@given(st.integers(-50, 6000), st.integers(-7000, 7000))
def test_moving_there_and_back_ends_where_it_began(start: int, by: int) -> None:
    wrapping = wrapped("Head\n\n" + f"{SENTENCE}\n\n" * 2000, 40)
    here = wrapping.moved(Spot(0, 0), start)

    there = wrapping.moved(here, by)

    if there not in {Spot(0, 0), wrapping.last}:
        assert wrapping.moved(there, -by) == here
