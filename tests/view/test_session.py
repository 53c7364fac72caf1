import os
from pathlib import Path

import pytest

from reader.view.session import FILE_NAME, Session


def test_a_saved_session_is_loaded_again(tmp_path: Path) -> None:
    session = Session(
        article=7, offset=120, query=" mosul  ", history=("iraq é", "mosul\x85a"), is_first=False
    )

    session.save(tmp_path)

    assert Session.load(tmp_path) == session


def test_without_a_file_the_session_is_fresh(tmp_path: Path) -> None:
    assert Session.load(tmp_path) == Session()
    assert Session.load(tmp_path).is_first


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null", b"\n" * 100_000])
def test_a_torn_file_gives_a_fresh_session(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)

    assert Session.load(tmp_path) == Session()


def test_values_of_a_wrong_type_are_left_out(tmp_path: Path) -> None:
    kept = f"article seven\noffset {'9' * 5_000}\nnewest -1\nload 1\nis_first 0"
    (tmp_path / FILE_NAME).write_text(kept)

    assert Session.load(tmp_path) == Session(is_first=False)


def test_a_folder_that_cannot_be_written_keeps_the_old_session(tmp_path: Path) -> None:
    Session(query="old").save(tmp_path)
    (tmp_path / "session.new").mkdir()

    Session(query="new").save(tmp_path)

    assert Session.load(tmp_path).query == "old"


def test_what_was_searched_for_is_nobody_elses(tmp_path: Path) -> None:
    Session(query="secret").save(tmp_path)

    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "session.txt")

    assert Session.load(tmp_path) == Session()
