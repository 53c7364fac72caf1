import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.errors import LibraryDamaged
from reader.library import Library
from reader.store import schema
from reader.store.salvage import salvage
from tests.wreckage import Damage, Held, damage, folder, head, need_well, whole

__all__ = ["folder", "whole"]


def block(seed: int) -> Damage:
    def tear(kept: bytearray) -> None:
        chosen = random.Random(seed)  # noqa: S311 -- a fault, no secret
        start = chosen.randrange(len(kept) - 512)
        kept[start : start + 512] = chosen.randbytes(512)

    return tear


def page(seed: int) -> Damage:
    def tear(kept: bytearray) -> None:
        number = random.Random(seed).randrange(len(kept) // schema.PAGE_BYTES)  # noqa: S311 -- a fault
        start = number * schema.PAGE_BYTES
        kept[start : start + schema.PAGE_BYTES] = b"\xa5" * schema.PAGE_BYTES

    return tear


def scattered(seed: int) -> Damage:
    def tear(kept: bytearray) -> None:
        chosen = random.Random(seed)  # noqa: S311 -- a fault, no secret
        for _ in range(60):
            kept[chosen.randrange(len(kept))] = chosen.randrange(256)

    return tear


def cut(seed: int) -> Damage:
    def shorten(kept: bytearray) -> None:
        chosen = random.Random(seed)  # noqa: S311 -- a fault, no secret
        end = chosen.randrange(8, len(kept) // schema.PAGE_BYTES) * schema.PAGE_BYTES
        del kept[end + chosen.choice([0, 1_000]) :]

    return shorten


DAMAGES = [
    *(pytest.param(block(seed), id=f"block-{seed}") for seed in range(6)),
    *(pytest.param(page(seed), id=f"page-{seed}") for seed in range(6)),
    *(pytest.param(scattered(seed), id=f"scattered-{seed}") for seed in range(3)),
    *(pytest.param(cut(seed), id=f"cut-{seed}") for seed in range(4)),
    pytest.param(head, id="head"),
]


def readable(before: bytes, after: bytes, held: Held) -> set[int]:
    """Articles whose text and checksum are on pages that the damage left alone."""
    size = schema.PAGE_BYTES
    starts = range(0, len(after), size)
    well = {at // size for at in starts if before[at : at + size] == after[at : at + size]}

    def is_well(what: bytes) -> bool:
        return all(place // size in well for place in places(before, what))

    if not (is_well(held.primer[:99]) and is_well(held.primer[-99:])):
        return set()
    return {
        number
        for number, packed in held.packed.items()
        if len(packed) < 4_000 and is_well(packed) and is_well(held.digests[number])
    }


def places(where: bytes, what: bytes) -> Iterator[int]:
    at = where.find(what)
    while at >= 0:
        yield at
        at = where.find(what, at + 1)


@pytest.mark.parametrize("how", DAMAGES)
def test_every_article_whose_pages_can_be_read_is_saved(folder: Path, how: Damage) -> None:
    held = Held(folder / "news.db")
    before = (folder / "news.db").read_bytes()
    after = damage(folder, how)
    wanted = readable(before, after, held)

    try:
        found = salvage(folder)
    except LibraryDamaged:
        assert not wanted
        found = None
    if found is None:
        assert (folder / "news.db").read_bytes() == after
        return

    assert found.kept is not None
    assert found.kept.read_bytes() == after
    now = Held(folder / "news.db")
    assert wanted <= now.texts.keys()
    assert all(held.texts[number] == text for number, text in now.texts.items())
    assert found.joined.articles == found.joined.rescued == len(now.texts)
    need_well(folder)


@pytest.mark.parametrize("how", DAMAGES)
def test_everything_that_the_backup_holds_is_back(folder: Path, how: Damage) -> None:
    held = Held(folder / "news.db")
    with Library.open(folder) as library:
        assert library.back_up()
        library.mark_starred([ArticleId(5)], is_starred=True)
    after = damage(folder, how)

    found = salvage(folder)

    if found is None:
        assert (folder / "news.db").read_bytes() == after
        return
    now = Held(folder / "news.db")
    assert now.texts == held.texts
    assert found.joined.articles == len(held.texts)
    assert found.joined.lost == 0
    need_well(folder)
