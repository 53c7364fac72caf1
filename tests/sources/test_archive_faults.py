import gzip
import random
import tarfile
import tracemalloc
from pathlib import Path

import pytest

from reader.sources import archive, contents, stream
from tests.sources.packing import ARCHIVES, NEWS, SQUEEZERS, items, kept, read, tarred, zipped

INCOMPRESSIBLE = random.Random(1).randbytes(1 << 16)  # noqa: S311 -- the same in each run


@pytest.mark.parametrize("suffix", SQUEEZERS)
def test_a_file_that_unpacks_to_far_more_than_it_is_is_given_up(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "FREE_SIZE", 1_000_000)
    bomb = SQUEEZERS[suffix](bytes(40_000_000))
    path = kept(tmp_path / "a.zip", zipped({**NEWS, f"bomb.txt.{suffix}": bomb, "z.txt": b"Z"}))

    good, bad = read(path)

    assert list(good) == ["a.txt", "deep/b.txt"]
    assert bad == {"": "unpacks to more than 250 times its size"}


def test_many_small_members_that_unpack_to_far_more_are_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "FREE_SIZE", 1_000_000)
    monkeypatch.setattr(stream, "UNPACKED_LIMIT", 3_000_000)
    members = {f"{number}.txt": b"Title\n\n" + INCOMPRESSIBLE for number in range(60)}
    path = kept(tmp_path / "a.zip", zipped(members))
    monkeypatch.setattr(stream, "RATIO_LIMIT", 1 << 40)

    every = [*items(path)]

    assert len(every) == 46
    assert every[-1].is_file
    assert every[-1].reason.startswith("unpacks to more than ")


def test_a_tar_that_unpacks_to_far_more_while_members_are_passed_over_is_given_up(
    tmp_path: Path,
) -> None:
    content = SQUEEZERS["gz"](tarred({"a.txt": b"Title A", "b.jpg": bytes(60_000_000)}))
    path = kept(tmp_path / "a.tar.gz", content)

    good, bad = read(path)

    assert list(good) == ["a.txt"]
    assert bad[""] == "unpacks to more than 250 times its size"


def test_an_archive_with_too_many_members_is_read_as_far_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MEMBER_LIMIT", 3)
    path = kept(tmp_path / "a.tar", tarred({f"{n}.txt": b"Title" for n in range(9)}))

    good, bad = read(path)

    assert list(good) == ["0.txt", "1.txt", "2.txt"]
    assert bad == {"": "more than 3 members; the rest was left"}


def test_a_table_of_contents_that_is_too_large_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "PIECE_LIMIT", 70_000)
    path = kept(tmp_path / "a.zip", zipped({f"{n:060}.txt": b"" for n in range(1_000)}))

    assert read(path) == ({}, {"": "its table of contents is larger than 0 MB"})


def test_a_large_zip_in_an_archive_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "INNER_LIMIT", len(ARCHIVES["a.zip"]) - 1)
    path = kept(tmp_path / "a.tar", tarred({"in.zip": ARCHIVES["a.zip"], **NEWS}))

    good, bad = read(path)

    assert list(good) == list(NEWS)
    assert "larger than" in bad["in.zip"]


def test_headers_of_a_tar_that_never_end_are_not_held(tmp_path: Path) -> None:
    entry = tarfile.TarInfo("a.txt")
    entry.pax_headers = {"comment": "x" * 3_000_000}
    path = kept(tmp_path / "a.tar", b"")
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as made:
        made.addfile(entry)

    assert read(path) == ({}, {"": "a damaged tar archive, or none"})


def members_cut_at(content: bytes, name: str, tmp_path: Path, share: float) -> dict[str, str]:
    good, bad = read(kept(tmp_path / name, content[: int(len(content) * share)]))
    assert "" in bad
    return good


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tar.bz2", "a.tar.xz"])
def test_of_a_tar_that_is_cut_short_the_whole_members_are_read(tmp_path: Path, name: str) -> None:
    chosen = random.Random(2)  # noqa: S311 -- the same in each run
    members = {
        f"{n}.txt": f"Title {n}\n\n{chosen.randbytes(200_000).hex()}".encode() for n in range(4)
    }
    plain = tarred(members)
    content = plain if name == "a.tar" else SQUEEZERS[name.rpartition(".")[2]](plain)

    good = members_cut_at(content, name, tmp_path, 0.7)

    assert list(good.items())[:1] == [("0.txt", "Title 0")]
    assert len(good) < 4


def test_of_a_damaged_zip_the_sound_members_are_read(tmp_path: Path) -> None:
    content = bytearray(zipped({"0.txt": b"Title\n\n" + INCOMPRESSIBLE.hex().encode(), **NEWS}))
    content[20_000:20_100] = bytes(100)
    path = kept(tmp_path / "a.zip", bytes(content))

    good, bad = read(path)

    assert list(good) == list(NEWS)
    assert bad == {"0.txt": "damaged, or cut short"}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.txt.xz", "a.txt.bz2"])
def test_what_is_no_archive_is_named(tmp_path: Path, name: str) -> None:
    good, bad = read(kept(tmp_path / name, b"not an archive at all" * 100))

    assert good == {}
    assert "damaged" in bad[""]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.txt.gz"])
def test_an_empty_file_is_no_archive(tmp_path: Path, name: str) -> None:
    good, bad = read(kept(tmp_path / name, b""))

    assert good == {}
    assert len(bad) == 1


def test_whatever_bytes_are_changed_reading_ends_in_words(tmp_path: Path) -> None:
    chosen = random.Random(4)  # noqa: S311 -- the same bytes in each run
    for number in range(600):
        name = chosen.choice([*ARCHIVES])
        content = bytearray(ARCHIVES[name])
        for _ in range(chosen.randint(1, 8)):
            content[chosen.randrange(len(content))] = chosen.randrange(256)
        if number % 3 == 0:
            del content[chosen.randrange(len(content)) :]

        for item in items(kept(tmp_path / name, bytes(content))):
            assert (item.article is None) == bool(item.reason)


def test_a_large_file_in_an_archive_is_never_held_whole(tmp_path: Path) -> None:
    content = gzip.compress(tarred({"a.jpg": INCOMPRESSIBLE * 500, "b.txt": b"Title B"}), 1)
    path = kept(tmp_path / "a.tar.gz", content)
    del content
    tracemalloc.start()

    good, _ = read(path)

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert list(good) == ["b.txt"]
    assert most < 8 * len(INCOMPRESSIBLE) + (4 << 20)


def test_the_limits_are_such_that_news_is_read() -> None:
    assert contents.DEPTH_LIMIT == 2
    assert stream.RATIO_LIMIT >= 100
    assert archive.MEMBER_LIMIT >= 1_000_000
