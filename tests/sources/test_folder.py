import os
import re
import socket
import sys
from pathlib import Path

import pytest

from reader.articles.article import Article
from reader.articles.clean import clean_text
from reader.sources.contents import Contents, Item, Point
from reader.sources.folder import Found, Skipped, found_files, size_of
from reader.sources.formats.format import SIZE_LIMIT
from tests import hostile, unprivileged
from tests.archive import write_article
from tests.unprivileged import open_folder

__all__ = ["open_folder"]

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def read(found: Found) -> Item:
    (item,) = Contents(found, Point()).items()
    return item


def article(found: Found) -> Article:
    made = read(found).article
    assert made is not None
    return made


def texts(place: Path) -> dict[str, str]:
    return {
        found.path.name: article(found).text
        for found in found_files(place)
        if isinstance(found, Found)
    }


def skipped(place: Path) -> dict[str, str]:
    reasons = {
        one.path.name: one.reason if isinstance(one, Skipped) else read(one).reason
        for one in found_files(place)
    }
    return {name: reason for name, reason in reasons.items() if reason}


def only(place: Path) -> Found:
    (found,) = found_files(place)
    assert isinstance(found, Found)
    return found


def test_text_files_are_found_at_any_depth_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", "deep/er/c.md", "deep/d.text", "Z/e.txt"):
        write_article((tmp_path / name).parent, Path(name).name, "Title\n\nBody")

    found = [one.path.relative_to(tmp_path).as_posix() for one in found_files(tmp_path)]

    assert found == ["a.TXT", "b.txt", "Z/e.txt", "deep/d.text", "deep/er/c.md"]


def test_a_source_is_named_after_its_folder(tmp_path: Path) -> None:
    path = write_article(tmp_path / "wire  \x1b[31mservice", "a.txt", "Title\n\nBody")

    assert only(path.parent).source == "wire service"
    assert only(path).source == "wire service"


def test_an_article_is_verbatim_but_for_its_edges(tmp_path: Path) -> None:
    text = "\ufeff\r\n \t\r\nThe title\r\n\r\n\r\n  indented,  two blanks\r\rmac line\n\n  \n"
    path = write_article(tmp_path, "a.txt", "")
    path.write_bytes(text.encode())

    made = article(only(path))

    assert made.text == "The title\n\n\n  indented,  two blanks\n\nmac line"
    assert made.title == "The title"
    assert made.path == str(path)
    assert made.published is None


def test_a_file_named_by_itself_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = write_article(tmp_path, "dispatch.wire", "Title\n\nBody")

    assert texts(path) == {"dispatch.wire": "Title\n\nBody"}


def test_bytes_are_counted_of_files_that_will_be_read(tmp_path: Path) -> None:
    for name in ("a.TXT", "deep/b.md", ".hidden.txt", ".git/c.txt", "picture.jpg"):
        write_article((tmp_path / name).parent, Path(name).name, "Title")

    assert size_of(tmp_path) == 2 * len("Title")
    assert size_of(tmp_path / "picture.jpg") == len("Title")
    assert size_of(tmp_path / "none.txt") == 0


def test_files_of_other_kinds_and_hidden_ones_are_no_trouble(tmp_path: Path) -> None:
    write_article(tmp_path, "picture.jpg", "not really")
    write_article(tmp_path, ".hidden.txt", "Title\n\nBody")
    write_article(tmp_path / ".git", "a.txt", "Title\n\nBody")

    (found,) = found_files(tmp_path)

    assert isinstance(found, Skipped)
    assert (found.path.name, found.is_expected) == ("picture.jpg", True)


@pytest.fixture
def odd_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "odd"
    write_article(folder, "good.txt", "Title\n\nBody")
    write_article(tmp_path, "outside.txt", "Secret\n\nOutside the folder")
    write_article(folder, "empty.txt", "")
    write_article(folder, "blank.txt", " \n\t\n\u200b\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 10)
    with (folder / "large.txt").open("wb") as large:
        large.truncate(SIZE_LIMIT + 1)
    os.mkfifo(folder / "pipe.txt")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "away").symlink_to(tmp_path)
    (folder / "loop.txt").symlink_to("loop.txt")
    with socket.socket(socket.AF_UNIX) as server:
        # The whole path may be too long for a socket's name.
        descriptor = os.open(folder, os.O_RDONLY)
        server.bind(f"/proc/self/fd/{descriptor}/socket.txt")
        os.close(descriptor)
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="binds a socket through /proc")
def test_whatever_a_folder_holds_the_good_is_read_and_the_bad_named(odd_folder: Path) -> None:
    reasons = skipped(odd_folder)

    assert "good.txt" not in reasons
    assert reasons.keys() == {path.name for path in odd_folder.iterdir()} - {"good.txt"}
    assert reasons["empty.txt"] == reasons["blank.txt"] == "empty"
    assert "binary" in reasons["binary.txt"]
    assert "50 MB" in reasons["large.txt"]
    assert "pipe" in reasons["pipe.txt"]
    assert "socket" in reasons["socket.txt"]
    assert {"link" in reasons[name] for name in ("link.txt", "away", "loop.txt")} == {True}


def test_a_folder_with_unreadable_parts_is_read_but_for_those(open_folder: Path) -> None:
    write_article(open_folder, "a.txt", "Title\n\nBody")
    write_article(open_folder, "secret.txt", "Title\n\nBody").chmod(0)
    write_article(open_folder / "closed", "b.txt", "Title\n\nBody").parent.chmod(0)

    reasons = unprivileged.run(skipped, open_folder)

    no_permission = "no permission to read it"
    assert reasons == str({"secret.txt": no_permission, "closed": no_permission})


def test_a_file_that_vanishes_while_read_is_named(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", "Title\n\nBody")
    found = only(path)
    path.unlink()

    assert "no such file" in read(found).reason


def test_a_file_that_changes_its_size_before_it_is_read_is_read_whole(tmp_path: Path) -> None:
    for name, text in (("grown.txt", "Title\n\n" + "more " * 9), ("cut.txt", "Title")):
        path = write_article(tmp_path, name, "Title\n\nBody")
        found = only(path)
        path.write_text(text, encoding="utf-8")

        assert article(found).text == text.rstrip()


def test_a_file_that_grows_too_large_before_it_is_read_is_named(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", "Title\n\nBody")
    found = only(path)
    with path.open("wb") as grown:
        grown.truncate(SIZE_LIMIT + 1)

    assert "50 MB" in read(found).reason


def test_a_file_that_becomes_a_link_or_a_pipe_is_not_followed(tmp_path: Path) -> None:
    write_article(tmp_path, "outside.txt", "Secret\n\nOutside")
    path = write_article(tmp_path / "wire", "a.txt", "Title\n\nBody")
    files = found_files(path.parent)
    linked = next(files)
    assert isinstance(linked, Found)
    path.unlink()
    path.symlink_to(tmp_path / "outside.txt")

    assert "link" in read(linked).reason

    path.unlink()
    os.mkfifo(path)
    assert "pipe" in read(linked).reason


def test_a_folder_that_becomes_a_link_is_not_followed(tmp_path: Path) -> None:
    write_article(tmp_path / "outside", "secret.txt", "Secret\n\nOutside")
    write_article(tmp_path / "wire", "a.txt", "Title\n\nBody")
    deeper = write_article(tmp_path / "wire" / "deeper", "b.txt", "Title\n\nBody").parent
    files = found_files(tmp_path / "wire")
    next(files)
    (deeper / "b.txt").unlink()
    deeper.rmdir()
    deeper.symlink_to(tmp_path / "outside")

    (rest,) = files

    assert isinstance(rest, Skipped)
    assert rest.path == deeper


def test_a_place_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert skipped(tmp_path / "none.txt") == {"none.txt": "there is no such file (any more)"}


def test_a_link_that_the_user_names_is_followed(tmp_path: Path) -> None:
    write_article(tmp_path / "real", "a.txt", "Title\n\nBody")
    (tmp_path / "news").symlink_to(tmp_path / "real")

    found = only(tmp_path / "news")

    assert found.source == "news"
    assert found.path == tmp_path / "real" / "a.txt"


def test_ten_megabytes_in_one_line_are_an_article(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", "word " * 2_000_000)

    made = article(only(path))

    assert len(made.text) == 9_999_999
    assert len(made.title) == 500


def test_folders_deeper_than_a_path_may_be_long_are_read(tmp_path: Path) -> None:
    folder = os.open(tmp_path, os.O_RDONLY)
    name = "d" * 200
    for _ in range(25):
        os.mkdir(name, dir_fd=folder)
        deeper = os.open(name, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = deeper
    with open("a.txt", "w", opener=lambda path, flags: os.open(path, flags, dir_fd=folder)) as file:
        file.write("Deep\n\nBody")
    os.close(folder)

    assert texts(tmp_path) == {"a.txt": "Deep\n\nBody"}


@pytest.mark.parametrize("name", [b"a\xff\xfe.txt", b"a\nb.txt", b"\x1b]0;x.txt", b"[red].txt"])
def test_odd_file_names_are_read(tmp_path: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("Title\n\nBody")

    assert list(texts(tmp_path).values()) == ["Title\n\nBody"]


@pytest.mark.parametrize("text", hostile.parameters())
def test_hostile_content_is_cleaned(tmp_path: Path, text: str) -> None:
    path = write_article(tmp_path, "a.txt", "")
    path.write_bytes(f"Title\n\nBody {text}".encode(errors="surrogatepass"))

    made = article(only(path))

    assert clean_text(made.text) == made.text
    assert not CONTROLS.search(made.text)
