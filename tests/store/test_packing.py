import random
import zlib

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.store.packing import (
    PRIMER_SIZE,
    pack,
    primer_from,
    primer_mark,
    unpack,
    unpack_with_torn,
)

WORDS = ["".join(random.Random(n).choices("abcdefghij", k=7)) for n in range(2_000)]  # noqa: S311 -- the same in each run
NEWS = [" ".join(random.Random(n).choices(WORDS, k=300)) for n in range(300)]  # noqa: S311 -- same
STORIES = [f"Story {number}: the minister said on Thursday é日." * 20 for number in range(300)]


@given(st.text(), st.booleans())
def test_a_text_comes_back_as_it_was(text: str, has_primer: bool) -> None:  # noqa: FBT001 -- drawn
    primer = primer_from(STORIES) if has_primer else b""

    assert unpack(pack(text.encode(), primer), primer) == text


def test_a_primer_makes_short_texts_smaller() -> None:
    text = NEWS[7].encode()[:200]

    assert len(pack(text, primer_from(NEWS))) < 0.75 * len(pack(text, b""))
    assert 0 < len(primer_from(NEWS)) <= PRIMER_SIZE


@pytest.mark.parametrize("primer", [b"", primer_from(STORIES)])
def test_a_long_text_is_kept_as_it_is_so_that_it_opens_at_once(primer: bytes) -> None:
    text = "Said the minister on Friday. " * 40_000

    packed = pack(text.encode(), primer)

    assert text[:1000].encode() in packed
    assert len(packed) < len(text) * 1.001
    assert unpack(packed, primer) == text
    assert primer_mark(packed) is None


@pytest.mark.parametrize("keep", [slice(1), slice(5), slice(-1), slice(1, None)])
def test_a_long_text_that_is_torn_is_damage(keep: slice) -> None:
    packed = pack(b"Said the minister on Friday. " * 40_000, b"")

    with pytest.raises(apsw.CorruptError):
        unpack(packed[keep], None)


def test_a_long_text_that_zlib_kept_is_read_as_ever() -> None:
    text = "Said the minister on Friday. " * 40_000

    assert unpack(zlib.compress(text.encode(), zlib.Z_NO_COMPRESSION), None) == text


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


@pytest.mark.parametrize("texts", [STORIES, NEWS], ids=["alike", "different"])
def test_a_text_cut_anywhere_is_damage(texts: list[str]) -> None:
    primer = primer_from(texts)
    packed = pack(texts[3].encode(), primer)

    for end in range(len(packed)):
        with pytest.raises(apsw.CorruptError):
            unpack(packed[:end], primer)


def test_texts_that_nothing_is_learned_from_make_no_primer_or_are_one() -> None:
    assert primer_from([""] * 200) == b""
    assert primer_from([*([""] * 199), "a"]) in {b"", b"a"}


def test_what_zlib_packed_with_a_primer_is_read_as_ever() -> None:
    primer = "".join(text[:256] for text in NEWS[:64]).encode()
    packer = zlib.compressobj(2, zdict=primer)
    packed = packer.compress(NEWS[7].encode()) + packer.flush()

    assert unpack(packed, primer) == NEWS[7]
    assert primer_mark(packed) == primer_mark(pack(NEWS[7].encode(), primer))
    assert unpack(pack(NEWS[7].encode(), primer), primer) == NEWS[7]
    with pytest.raises(apsw.CorruptError):
        unpack(packed, None)


def test_a_torn_primer_spoils_only_what_refers_to_the_torn_part() -> None:
    primer = primer_from(NEWS)
    packed = [pack(text.encode(), primer) for text in NEWS]
    torn = bytearray(primer)
    torn[40_000:40_100] = bytes(100)

    read = [unpack_with_torn(one, bytes(torn)) for one in packed]

    whole = sum(text == again for text, again in zip(NEWS, read, strict=True))
    assert 0 < whole < len(NEWS)
    with pytest.raises(apsw.CorruptError):
        unpack(packed[0], bytes(torn))
