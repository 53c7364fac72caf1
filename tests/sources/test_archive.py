import gzip
import random
import stat
import tarfile
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.sources import archive, contents, stream
from reader.sources.contents import Contents, Item, Point
from reader.sources.folder import Found, found_files
from tests.sources.packing import SQUEEZERS, encrypted, kept, tarred, zipped

NEWS = {"a.txt": b"Title A\n\nBody", "deep/b.txt": b"Title B\n\nBody"}
INCOMPRESSIBLE = random.Random(1).randbytes(1 << 16)  # noqa: S311 -- the same in each run


def found(place: Path) -> Found:
    (one,) = found_files(place)
    assert isinstance(one, Found)
    return one


def items(place: Path, start: Point = Point()) -> Iterator[Item]:  # noqa: B008 -- a constant
    return Contents(found(place), start).items()


def read(place: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Titles, and reasons why there are none, by what they are of."""
    every = [*items(place)]
    return (
        {one.where: one.article.title for one in every if one.article is not None},
        {one.where: one.reason for one in every if one.article is None},
    )


def squeezed(suffix: str, content: bytes) -> bytes:
    return SQUEEZERS[suffix](content)


ARCHIVES = {
    "a.zip": zipped(NEWS),
    "a.tar": tarred(NEWS),
    "a.tar.gz": squeezed("gz", tarred(NEWS)),
    "a.TGZ": squeezed("gz", tarred(NEWS)),
    "a.tar.bz2": squeezed("bz2", tarred(NEWS)),
    "a.tbz2": squeezed("bz2", tarred(NEWS)),
    "a.tar.xz": squeezed("xz", tarred(NEWS)),
    "a.txz": squeezed("xz", tarred(NEWS)),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_members_of_an_archive_are_read_in_its_order(tmp_path: Path, name: str) -> None:
    path = kept(tmp_path / name, ARCHIVES[name])

    good, bad = read(path)

    assert list(good.items()) == [("a.txt", "Title A"), ("deep/b.txt", "Title B")]
    assert bad == {}


@pytest.mark.parametrize("suffix", SQUEEZERS)
def test_a_packed_file_is_the_file_in_it(tmp_path: Path, suffix: str) -> None:
    path = kept(tmp_path / f"a.txt.{suffix}", squeezed(suffix, NEWS["a.txt"]))

    (item,) = items(path)

    assert item.is_file
    assert item.article is not None
    assert (item.article.title, item.article.path) == ("Title A", str(path))


@pytest.mark.parametrize("suffix", SQUEEZERS)
def test_what_was_packed_in_parts_is_one_file(tmp_path: Path, suffix: str) -> None:
    content = squeezed(suffix, b"Title\n\nOne") + squeezed(suffix, b" and two") + bytes(512)
    path = kept(tmp_path / f"a.txt.{suffix}", content)

    (item,) = items(path)

    assert item.article is not None
    assert item.article.text == "Title\n\nOne and two"


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tar.bz2", "a.tar.xz"])
def test_an_archive_that_the_user_names_is_known_by_its_first_bytes(
    tmp_path: Path, name: str
) -> None:
    inner = squeezed(name.rpartition(".")[2], NEWS["a.txt"]) if "tar" in name else ARCHIVES[name]
    path = kept(tmp_path / "news-of-2017", inner)

    assert "Title A" in read(path)[0].values()


def test_articles_of_an_archive_have_its_name_as_their_source(tmp_path: Path) -> None:
    path = kept(tmp_path / "wire" / "agency-2017.tar.gz", ARCHIVES["a.tar.gz"])

    sources = {one.article.source for one in items(path) if one.article is not None}
    (within,) = found_files(path.parent)

    assert sources == {"agency-2017"}
    assert isinstance(within, Found)
    assert within.source == "wire"


def test_reading_goes_on_after_any_item(tmp_path: Path) -> None:
    inner = zipped({"c.txt": b"Title C", "no.jpg": b"", "d.txt": b"Title D", "e.txt": b""})
    path = kept(tmp_path / "a.zip", zipped({**NEWS, "inner.zip": inner, "z.txt": b"Title Z"}))
    every = [*items(path)]

    assert [one.where for one in every][2:4] == ["inner.zip/c.txt", "inner.zip/no.jpg"]
    for number, item in enumerate(every, 1):
        assert [*items(path, item.after)] == every[number:]


def test_members_of_other_kinds_are_no_trouble_and_hidden_links_are_named(tmp_path: Path) -> None:
    link = tarfile.TarInfo("link.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard = tarfile.TarInfo("hard.txt")
    hard.type, hard.linkname = tarfile.LNKTYPE, "../../outside.txt"
    device = tarfile.TarInfo("null.txt")
    device.type = tarfile.CHRTYPE
    folder = tarfile.TarInfo("folder.txt")
    folder.type = tarfile.DIRTYPE
    path = kept(
        tmp_path / "a.tar", tarred({**NEWS, "picture.jpg": b""}, link, hard, device, folder)
    )

    every = [*items(path)]

    assert {one.where: one.reason for one in every if not one.is_expected and one.reason} == {
        "link.txt": "a link, not a file",
        "hard.txt": "a link, not a file",
        "null.txt": "not a regular file",
    }
    assert [one.where for one in every if one.is_expected] == ["picture.jpg"]


def test_links_in_a_zip_are_not_read(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("link.txt")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr(entry, "/etc/passwd")
        made.writestr("a.txt", "Title A")

    good, bad = read(tmp_path / "a.zip")

    assert (good, bad) == ({"a.txt": "Title A"}, {"link.txt": "a link, not a file"})


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("name", ["../../evil.txt", "/evil.txt", "..\\evil.txt", "a\nb.txt"])
def test_the_name_of_a_member_leads_nowhere(tmp_path: Path, name: str, pack: object) -> None:
    content = zipped({name: b"Title"}) if pack is zipped else tarred({name: b"Title"})
    path = kept(tmp_path / "deep" / "er" / "a.zip", content)
    path = path.rename(path.with_suffix(".zip" if pack is zipped else ".tar"))

    good, _ = read(path)

    assert list(good.values()) == ["Title"]
    assert [*tmp_path.rglob("*evil*")] == []


def test_encrypted_members_are_named(tmp_path: Path) -> None:
    path = kept(tmp_path / "a.zip", encrypted(ARCHIVES["a.zip"]))

    good, bad = read(path)

    assert (list(good), bad) == (["deep/b.txt"], {"a.txt": "encrypted"})


def test_archives_are_opened_in_archives_but_no_deeper(tmp_path: Path) -> None:
    inner = ARCHIVES["a.tar.gz"]
    middle = zipped({"in.tar.gz": inner, "x.txt.gz": squeezed("gz", b"Title X")})
    path = kept(tmp_path / "a.zip", zipped({"mid.zip": middle, "in.tgz": inner}))

    good, bad = read(path)

    assert list(good) == ["in.tgz/a.txt", "in.tgz/deep/b.txt"]
    assert bad.keys() == {"mid.zip/in.tar.gz", "mid.zip/x.txt.gz"}
    assert {"inside 2 others" in reason for reason in bad.values()} == {True}


@pytest.mark.parametrize("suffix", SQUEEZERS)
def test_a_file_that_unpacks_to_far_more_than_it_is_is_given_up(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "FREE_SIZE", 1_000_000)
    bomb = squeezed(suffix, bytes(40_000_000))
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
    content = squeezed("gz", tarred({"a.txt": b"Title A", "b.jpg": bytes(60_000_000)}))
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
    content = plain if name == "a.tar" else squeezed(name.rpartition(".")[2], plain)

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
