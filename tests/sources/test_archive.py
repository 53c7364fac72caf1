import stat
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path

import pytest

from reader.sources.contents import Contents, Point
from reader.sources.folder import Found, found_files
from tests.sources.packing import (
    ARCHIVES,
    NEWS,
    SQUEEZERS,
    encrypted,
    items,
    kept,
    read,
    tarred,
    zipped,
)

Packer = Callable[[Mapping[str, bytes]], bytes]


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_members_of_an_archive_are_read_in_its_order(tmp_path: Path, name: str) -> None:
    path = kept(tmp_path / name, ARCHIVES[name])

    good, bad = read(path)

    assert list(good.items()) == [("a.txt", "Title A"), ("deep/b.txt", "Title B")]
    assert bad == {}


@pytest.mark.parametrize("suffix", SQUEEZERS)
def test_a_packed_file_is_the_file_in_it(tmp_path: Path, suffix: str) -> None:
    path = kept(tmp_path / f"a.txt.{suffix}", SQUEEZERS[suffix](NEWS["a.txt"]))

    (item,) = items(path)

    assert item.is_file
    assert item.article is not None
    assert (item.article.title, item.article.path) == ("Title A", str(path))


@pytest.mark.parametrize("suffix", SQUEEZERS)
def test_what_was_packed_in_parts_is_one_file(tmp_path: Path, suffix: str) -> None:
    content = SQUEEZERS[suffix](b"Title\n\nOne") + SQUEEZERS[suffix](b" and two") + bytes(512)
    path = kept(tmp_path / f"a.txt.{suffix}", content)

    (item,) = items(path)

    assert item.article is not None
    assert item.article.text == "Title\n\nOne and two"


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tar.bz2", "a.tar.xz"])
def test_an_archive_that_the_user_names_is_known_by_its_first_bytes(
    tmp_path: Path, name: str
) -> None:
    inner = SQUEEZERS[name.rpartition(".")[2]](NEWS["a.txt"]) if "tar" in name else ARCHIVES[name]
    path = kept(tmp_path / "news-of-2017", inner)

    assert "Title A" in read(path)[0].values()


@pytest.mark.parametrize("suffix", SQUEEZERS)
def test_a_file_whose_name_does_not_say_that_it_is_packed_is_unpacked_in_a_folder_too(
    tmp_path: Path, suffix: str
) -> None:
    path = kept(tmp_path / "wire" / "a.txt", SQUEEZERS[suffix](NEWS["a.txt"]))

    for found in chain(found_files(path), found_files(path.parent)):
        assert isinstance(found, Found)
        (item,) = Contents(found, Point()).items()
        assert item.article is not None
        assert item.article.text == "Title A\n\nBody"


def test_a_text_that_begins_as_packed_files_do_is_a_text(tmp_path: Path) -> None:
    path = kept(tmp_path / "a.txt", b"BZh9 is how they begin")

    assert list(read(path)[0].values()) == ["BZh9 is how they begin"]


def test_a_member_whose_name_does_not_say_that_it_is_packed_is_named(tmp_path: Path) -> None:
    path = kept(tmp_path / "a.zip", zipped({"x.txt": ARCHIVES["a.tar.gz"], **NEWS}))

    good, bad = read(path)

    assert list(good) == list(NEWS)
    assert bad == {"x.txt": "not a text but packed, though its name does not say so"}


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_hidden_members_are_passed_over_as_hidden_files_are(tmp_path: Path, pack: Packer) -> None:
    hidden = (".a.txt", ".git/a.txt", "deep/.b.txt", "__MACOSX/._a.txt", "in/__MACOSX/deep/b.txt")
    shown = ("./a.txt", "../b.txt", "a.__MACOSX.txt")
    path = kept(tmp_path / "a.zip", pack(dict.fromkeys((*hidden, *shown), b"Title")))
    path = path.rename(path.with_suffix(".zip" if pack is zipped else ".tar"))

    every = [*items(path)]

    assert [one.where for one in every] == [*shown]
    for number, item in enumerate(every, 1):
        assert [*items(path, item.after)] == every[number:]


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
    middle = zipped({"in.tar.gz": inner, "x.txt.gz": SQUEEZERS["gz"](b"Title X")})
    path = kept(tmp_path / "a.zip", zipped({"mid.zip": middle, "in.tgz": inner}))

    good, bad = read(path)

    assert list(good) == ["in.tgz/a.txt", "in.tgz/deep/b.txt"]
    assert bad.keys() == {"mid.zip/in.tar.gz", "mid.zip/x.txt.gz"}
    assert {"inside 2 others" in reason for reason in bad.values()} == {True}
