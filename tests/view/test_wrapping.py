from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.articles.text import paragraphs
from reader.view.drawing.wrapping import LineKind, Wrapping

letters = st.sampled_from("ab cdé漢字👩‍👩‍👧̵\n\n ")


def wrapped(text: str, width: int) -> Wrapping:
    end = text.find("\n")
    headline = (0, end if end >= 0 else len(text))
    wrapping = Wrapping(text, headline, paragraphs(text), width)
    wrapping.reach_line(1_000_000)
    return wrapping


def shown(wrapping: Wrapping) -> list[str]:
    spans = (wrapping.line(number) for number in range(len(wrapping)))
    return [wrapping.text[start:end].replace("\n", " ") for start, end, _ in spans]


def test_headline_meta_and_paragraphs_stand_apart() -> None:
    wrapping = wrapped("Head\n\nFirst paragraph here\n\nSecond", 10)

    kinds = [wrapping.line(number)[2] for number in range(len(wrapping))]

    assert shown(wrapping) == ["Head", "", "", "First", "paragraph", "here", "", "Second"]
    assert kinds == [
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


def test_only_what_is_asked_for_is_wrapped() -> None:
    text = "Head\n\n" + "\n\n".join(f"paragraph {number}" for number in range(1000))
    wrapping = Wrapping(text, (0, 4), paragraphs(text), 40)

    wrapping.reach_line(10)

    assert len(wrapping) < 20
    assert not wrapping.is_complete
    assert wrapping.height > 1000


def test_a_text_in_one_line_is_wrapped_as_far_as_it_shows() -> None:
    wrapping = Wrapping("word " * 100_000, (0, 500_000), (), 40)

    wrapping.reach_line(10)

    assert len(wrapping) < 200


def test_a_plug_for_something_else_is_an_aside() -> None:
    wrapping = wrapped("Head\n\nBody text.\n\nMore news: A headline of another story\n", 60)

    kinds = [wrapping.line(number)[2] for number in range(len(wrapping))]

    assert kinds[3:] == [LineKind.BODY, LineKind.BLANK, LineKind.ASIDE]


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

    start, end, _ = wrapping.line(wrapping.line_of(offset))

    assert start <= offset
    assert offset < end or text[offset].isspace()
