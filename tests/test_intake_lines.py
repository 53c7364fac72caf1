import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.archive import LONG_AGO, stopped_after_a_batch
from tests.sources.packing import SQUEEZERS, kept


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def change(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    os.utime(path, (LONG_AGO + 60, LONG_AGO + 60))


def lines(count: int) -> bytes:
    texts = (f"Story number{number}\\n\\nRain" for number in range(count))
    return "".join(f'{{"id": {n}, "text": "{text}"}}\n' for n, text in enumerate(texts)).encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("suffix", ["", *SQUEEZERS])
def test_a_large_file_of_lines_is_gone_on_with_where_it_was_stopped(
    library: Library, tmp_path: Path, suffix: str, encoding: str
) -> None:
    content = lines(1_200).decode().encode(encoding)
    packed = SQUEEZERS[suffix](content) if suffix else content
    path = kept(tmp_path / (f"a.jsonl.{suffix}" if suffix else "a.jsonl"), packed)
    done = stopped_after_a_batch(library, path)

    report = library.add([path])

    assert (report.added, report.unchanged, report.skipped) == (1_200 - done, 0, 0)
    assert len(library.hits("story").whole()) == 1_200
    assert library.add([path]).unchanged == 1_200


def test_what_was_read_of_a_file_of_lines_is_not_read_again(
    library: Library, tmp_path: Path
) -> None:
    content = lines(1_200)
    path = kept(tmp_path / "a.jsonl", content)
    done = stopped_after_a_batch(library, path)
    kept(path, content.replace(b'{"id": 7,', b'["id": 7]'))

    report = library.add([path])

    assert (report.added, report.skipped) == (1_200 - done, 0)


def test_an_id_that_is_used_again_after_a_stop_changes_no_other_article(
    library: Library, tmp_path: Path
) -> None:
    content = lines(1_200).replace(b'"id": 1100,', b'"id": 3,')
    path = kept(tmp_path / "a.jsonl", content)
    stopped_after_a_batch(library, path)

    report = library.add([path])
    change(path, content + b" ")
    again = library.add([path])

    assert (report.updated, again.updated, again.added) == (0, 0, 0)
    assert len(library.hits("story").whole()) == 1_200


def test_a_changed_file_of_lines_that_was_stopped_keeps_its_articles(
    library: Library, tmp_path: Path
) -> None:
    path = kept(tmp_path / "a.jsonl", lines(1_200))
    library.add([path])
    change(path, lines(1_200).replace(b"Rain", b"Snow"))
    done = stopped_after_a_batch(library, path)

    report = library.add([path])

    assert (report.added, report.updated) == (0, 1_200 - done)
    assert len(library.hits("snow").whole()) == 1_200
    assert library.counts().articles == 1_201


def test_a_bad_line_is_one_line_of_the_report(library: Library, tmp_path: Path) -> None:
    path = kept(tmp_path / "a.jsonl", b'{"text": "One"}\n{"text": \n{"text": "Two"}\n')

    report = library.add([path])

    assert (report.added, report.skipped) == (2, 1)
    assert report.troubles[0].where == f"{path}: item 2"
    assert report.troubles[0].reason.startswith("not JSON")
