from hypothesis import given
from hypothesis import strategies as st

from reader.view.drawing.spans import Span, Spans, slices

spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda s: Span(s[0], s[0] + s[1], "x"))
)


def test_spans_come_in_order_and_without_overlap() -> None:
    kept = Spans([Span(5, 9, "b"), Span(0, 4, "a"), Span(3, 6, "c")])

    assert [kept[i] for i in range(len(kept))] == [Span(0, 4, "a"), Span(5, 9, "b")]


def test_what_touches_a_line_is_cut_to_it() -> None:
    layer = Spans([Span(0, 4, "a"), Span(6, 20, "b"), Span(30, 40, "c")])

    assert list(layer.within(2, 10)) == [Span(2, 4, "a"), Span(6, 10, "b")]


def test_next_and_last_are_found_by_place() -> None:
    layer = Spans([Span(2, 4, "a"), Span(6, 8, "b")])

    assert (layer.next_after(2), layer.next_after(6)) == (1, None)
    assert (layer.last_before(6), layer.last_before(2)) == (0, None)


@given(spans, spans, st.integers(0, 30), st.integers(1, 40))
def test_slices_tile_the_line_and_know_what_covers_them(
    low: list[Span], high: list[Span], start: int, length: int
) -> None:
    layers = [Spans(low), Spans(high)]

    end = start + length
    found = list(slices(start, end, [layer.within(start, end) for layer in layers]))

    assert [left for left, _, _ in found] == [start, *(right for _, right, _ in found[:-1])]
    assert found[-1][1] == start + length
    for left, right, parts in found:
        for place in range(left, right):
            covering = [s for layer in layers for s in layer.within(place, place + 1)]
            assert len(parts) == len(covering)
