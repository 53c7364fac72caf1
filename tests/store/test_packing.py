import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.store.packing import PRIMER_SIZE, pack, primer_from, unpack

STORIES = [f"Story {number}: the minister said on Thursday é日." * 20 for number in range(300)]


@given(st.text(), st.booleans())
def test_a_text_comes_back_as_it_was(text: str, has_primer: bool) -> None:  # noqa: FBT001 -- drawn
    primer = primer_from(STORIES) if has_primer else b""

    assert unpack(pack(text.encode(), primer), primer) == text


def test_a_primer_makes_short_texts_smaller() -> None:
    text = STORIES[7].encode()[:200]

    assert len(pack(text, primer_from(STORIES))) < len(pack(text, b"")) / 2
    assert 0 < len(primer_from(STORIES)) <= PRIMER_SIZE


@pytest.mark.parametrize("primer", [b"", primer_from(STORIES)])
def test_a_long_text_is_kept_as_it_is_so_that_it_opens_at_once(primer: bytes) -> None:
    text = "Said the minister on Friday. " * 40_000

    packed = pack(text.encode(), primer)

    assert text[:1000].encode() in packed
    assert len(packed) < len(text) * 1.001
    assert unpack(packed, primer) == text


def test_few_texts_make_no_primer() -> None:
    assert primer_from(STORIES[:199]) == b""


@pytest.mark.parametrize("kept", [None, b"", b"x", pack(b"text" * 50, b"")[:-8]])
def test_a_torn_text_is_damage(kept: bytes | None) -> None:
    with pytest.raises(apsw.CorruptError):
        unpack(kept, None)


def test_a_text_without_its_primer_is_damage() -> None:
    packed = pack(b"text", primer_from(STORIES))

    with pytest.raises(apsw.CorruptError):
        unpack(packed, None)
