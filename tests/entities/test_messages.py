import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.mention import Mention
from reader.entities.messages import (
    Garbled,
    as_text,
    packed,
    read_message,
    unpacked,
    write_message,
)

MENTION = Mention(
    start=3,
    end=7,
    label="GPE",
    entity="place:iraq",
    name="Iraq",
    confidence=0.5,
    origin="rule",
    rule="evidence",
)


@given(text=st.text(st.characters()))
def test_any_text_comes_back(text: str) -> None:
    stream = io.BytesIO()

    write_message(stream, text)
    stream.seek(0)

    assert read_message(stream) == text


def test_a_mention_comes_back() -> None:
    assert unpacked(packed(MENTION)) == MENTION


def test_a_mention_may_say_no_rule() -> None:
    without = unpacked(packed(MENTION)[:-1])

    assert without == replace(MENTION, rule="")


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        [3, 7, "GPE", "place:iraq", "Iraq", 0.5],
        [7, 3, "GPE", "place:iraq", "Iraq", 0.5, "model"],
        [3, 7, "CITY", "place:iraq", "Iraq", 0.5, "model"],
        [3, 7, "GPE", "place:iraq", "Iraq", 0.5, "oracle"],
        [3, 7, "GPE", "place:iraq", "Iraq", "high", "model"],
        [3, 7, "GPE", "place:iraq", "Iraq", 0.5, "model", 7],
        [3, 7, "GPE", "place:iraq", "Iraq", 0.5, "model", "", ""],
    ],
)
def test_anything_else_is_no_mention(value: object) -> None:
    with pytest.raises(Garbled):
        unpacked(value)


def test_a_number_is_no_text() -> None:
    with pytest.raises(Garbled):
        as_text(7)


@pytest.mark.parametrize("noise", [b"", b"\0", b"\0\0\0\x05abc", b"\xff\xff\xff\xff"])
def test_a_torn_message_ends_the_stream(noise: bytes) -> None:
    with pytest.raises(EOFError):
        read_message(io.BytesIO(noise))


def test_a_message_that_is_no_json_is_garbled() -> None:
    with pytest.raises(Garbled):
        read_message(io.BytesIO(b"\0\0\0\x02{]"))
