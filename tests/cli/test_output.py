import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.output import Output, cells, fitted, shortened
from tests import hostile

ANYTHING = st.text(st.characters(codec=None, exclude_categories=[]))


def written(*, line: str | None = None, message: str | None = None, record: str = "") -> bytes:
    raw = io.BytesIO()
    output = Output(io.TextIOWrapper(raw, encoding="utf-8", write_through=True), {})
    if line is not None:
        output.line(line)
    elif message is not None:
        output.message(message)
    else:
        output.json({"text": record})
    output.flush()
    return raw.getvalue()


@given(ANYTHING)
def test_json_is_one_harmless_line_that_holds_the_very_text(text: str) -> None:
    raw = written(record=text)

    assert raw.endswith(b"\n")
    assert hostile.intruders(raw) == []
    assert raw.count(b"\n") == 1
    assert json.loads(raw) == {"text": text}


@given(ANYTHING)
def test_lines_and_messages_are_one_harmless_line(text: str) -> None:
    for raw in (written(line=text), written(message=text)):
        assert raw.count(b"\n") == 1
        assert hostile.intruders(raw) == []


@given(st.text(st.characters(exclude_categories=["C", "M", "Z"])), st.integers(1, 60))
def test_what_is_fitted_has_the_width(text: str, width: int) -> None:
    assert cells(fitted(text, width)) in {width, width - 1} | {width} or width == 1
    assert cells(shortened(text, width)) <= width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Mosul", 5, "Mosul"),
        ("Mosul", 4, "Mos…"),
        ("中国人", 6, "中国人"),
        ("中国人", 5, "中国…"),
        ("中国人", 4, "中…"),
        ("e\u0301e\u0301", 2, "e\u0301e\u0301"),
    ],
)
def test_what_is_too_wide_is_cut(text: str, width: int, expected: str) -> None:
    shown = shortened(text, width)

    assert shown == expected


def test_a_closed_stream_swallows_all() -> None:
    output = Output(None, {})

    output.line("x")
    output.json({})
    output.flush()

    assert not output.is_terminal
