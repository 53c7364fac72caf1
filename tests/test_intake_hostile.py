import gzip
import io
import os
import socket
import stat
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.archive import LONG_AGO, titles, write_article
from tests.sources.packing import encrypted, kept, tarred, zipped

OUTSIDE = "Zanzibar\n\nOutside of the folder"
TEXT = "Naïve „café“ – Ώρα\n\nGood news"
LATIN = "Façade café déjà vu, garçon: à l'été\n\nGood news. " + "Où est le théâtre? " * 9


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def good_files(folder: Path) -> int:
    """Files that can be read whatever they look like; returns how many."""
    contents = {
        "utf-8.txt": TEXT.encode(),
        "utf-8-bom.txt": b"\xef\xbb\xbf" + f"Bom {TEXT}".encode(),
        "utf-16.txt": f"Sixteen {TEXT}".encode("utf-16"),
        "utf-16-be.txt": f"Big sixteen {TEXT}".encode("utf-16-be"),
        "utf-32.txt": f"Thirty-two {TEXT}".encode("utf-32"),
        "latin-1.txt": LATIN.encode("latin-1"),
        "shift-jis.txt": ("日本の新聞\n\nGood news " + "これは日本語の記事です。" * 20).encode(
            "shift_jis"
        ),
        "crlf.txt": b"Lines\r\n\r\nGood\r\nnews\r\n",
        "mac.txt": b"Old lines\r\rGood\rnews\r",
        "nul.txt": b"Nul \0 title\n\nGood \0 news",
        "no-end.txt": b"No line at its end, good news",
        "long-line.txt": b"Ten megabytes good news " + b"word " * 2_000_000,
        "escapes.txt": b"\x1b]52;c;aGk=\x07Good \x1b[2Jnews\n\n\xe2\x80\xaeBody",
        "broken.txt": TEXT.encode() + b" Broken \xff tail",
        "upper.TXT": b"Upper good news",
    }
    for name, content in contents.items():
        kept(folder / name, content)
    kept(Path(os.fsdecode(os.fsencode(folder) + b"/\xff\x1b[2J\n.txt")), b"Odd name, good news")
    return len(contents) + 1


def bad_files(folder: Path, outside: Path) -> dict[str, str]:
    """Files that cannot be read; returns a word of the reason for each."""
    kept(folder / "empty.txt", b"")
    kept(folder / "binary.txt", bytes(range(256)) * 99)
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(60_000_000)
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "pipe.zip")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "out").symlink_to(outside)
    (folder / "up").symlink_to("..")
    reasons = {"empty.txt": "empty", "binary.txt": "binary", "huge.txt": "50 MB"}
    reasons |= {"pipe.txt": "pipe", "pipe.zip": "pipe", "loop.txt": "link", "out.txt": "link"}
    reasons |= {"out": "link", "up": "link"}
    if os.geteuid() == 0:
        os.mknod(folder / "zero.txt", stat.S_IFCHR | 0o666, os.makedev(1, 5))
        reasons["zero.txt"] = "device"
    with socket.socket(socket.AF_UNIX) as server:
        # The whole path may be too long for a socket's name.
        descriptor = os.open(folder, os.O_RDONLY)
        server.bind(f"/proc/self/fd/{descriptor}/socket.txt")
        os.close(descriptor)
    return reasons | {"socket.txt": "socket"}


def archives(folder: Path) -> dict[str, str]:
    """Archives with one good member each; returns a word of the reason for each bad part."""
    link = tarfile.TarInfo("link.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "../../outside/secret.txt"
    device = tarfile.TarInfo("device.txt")
    device.type = tarfile.CHRTYPE
    kept(folder / "slip.zip", zipped({"../../slip.txt": b"Slip good news", "/etc/x.txt": b""}))
    kept(folder / "slip.tar", tarred({"../../../slip.txt": b"Slip too, good news"}, link, device))
    bomb = gzip.compress(bytes(20_000_000))
    for _ in range(2):
        bomb = zipped({"good.txt": b"Bomb good news", "bomb.txt.gz": bomb, "bomb.zip": bomb})
    kept(folder / "nested.zip", bomb)
    kept(folder / "ratio.txt.gz", gzip.compress(bytes(45_000_000)))
    kept(
        folder / "ratio.tar.gz",
        gzip.compress(tarred({"a.txt": b"Ratio good news", "b.jpg": bytes(45_000_000)})),
    )
    kept(folder / "locked.zip", encrypted(zipped({"a.txt": b"x", "b.txt": b"Open good news"})))
    sound = zipped({"a.txt": os.urandom(9_999).hex().encode(), "b.txt": b"Sound good news"})
    kept(folder / "damaged.zip", sound[:5_000] + bytes(50) + sound[5_050:])
    kept(folder / "cut.zip", sound[: len(sound) // 2])
    cut = tarred({"a.txt": b"Cut good news", "b.txt": os.urandom(30_000).hex().encode()})
    kept(folder / "cut.tar.gz", gzip.compress(cut)[:-3_000])
    kept(folder / "none.zip", b"no archive")
    return {
        "slip.zip: /etc/x.txt": "empty",
        "slip.tar: link.txt": "link",
        "slip.tar: device.txt": "regular",
        "nested.zip: bomb.zip/bomb.zip": "inside 2",
        "nested.zip: bomb.zip/bomb.txt.gz": "inside 2",
        "nested.zip: bomb.txt.gz": "damaged",
        "ratio.txt.gz": "250 times",
        "ratio.tar.gz": "250 times",
        "locked.zip: a.txt": "encrypted",
        "damaged.zip: a.txt": "damaged",
        "cut.zip": "damaged",
        "cut.tar.gz: b.txt": "cut short",
        "cut.tar.gz": "cut short",
        "none.zip": "none",
    }


@pytest.mark.skipif(sys.platform != "linux", reason="binds a socket through /proc")
def test_of_a_hostile_folder_all_good_is_taken_and_all_bad_is_named(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "wire"
    write_article(tmp_path / "outside", "secret.txt", OUTSIDE)
    good = good_files(folder)
    bad = bad_files(folder, tmp_path / "outside")
    bad |= archives(folder / "packed")

    report = library.add([folder])

    told = {one.where: one.reason for one in report.troubles}
    assert len(told) == report.skipped == len(bad)
    for where, word in bad.items():
        (reason,) = (told[path] for path in told if path.endswith(f"/{where}"))
        assert word in reason
    assert report.added == good + 7
    assert len(titles(library, "good news")) == report.added
    assert titles(library, "zanzibar") == []
    assert [*tmp_path.rglob("slip.txt")] == []


def test_a_zip_that_vanishes_while_it_is_read_is_read_to_its_end(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "wire" / "a.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as made:
        for number in range(700):
            made.writestr(f"{number}.txt", f"Story number{number}")

    report = library.add([path.parent], on_progress=lambda _: path.unlink(missing_ok=True))

    assert (report.added, report.skipped) == (700, 0)


def test_a_file_that_is_cut_while_it_is_read_ends_there(library: Library, tmp_path: Path) -> None:
    content = io.BytesIO()
    with tarfile.TarFile(fileobj=content, mode="w") as made:
        for number in range(2_000):
            text = f"Story number{number}\n\n{'rain ' * 99}".encode()
            entry = tarfile.TarInfo(f"{number}.txt")
            entry.size = len(text)
            made.addfile(entry, io.BytesIO(text))
    path = kept(tmp_path / "a.tar", content.getvalue())

    report = library.add([path], on_progress=lambda _: os.truncate(path, 1_000_000))

    assert 500 <= report.added < 2_000
    assert {one.reason for one in report.troubles} == {"damaged, or cut short"}
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert library.add([path]).unchanged == report.added
