import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.entities import process as process_module
from reader.entities.process import RecognizerProcess
from reader.errors import RecognizerError

TEXT = "Iraq thanked Hassan Rouhani of Iran."
ALWAYS = """
import sys, time
from reader.entities.messages import ALIVE, read_message, write_message
open({starts!r}, "a").write("s")
text = read_message(sys.stdin.buffer)
def say(value):
    write_message(sys.stdout.buffer, value)
"""
ANSWER = '{"mentions": [[0, 4, "GPE", "place:iraq", "Iraq", 1.0, "model", ""]]}'

Play = Callable[[str], RecognizerProcess]


@pytest.fixture
def starts(tmp_path: Path) -> Path:
    """A file that holds a letter for each child that was started."""
    return tmp_path / "starts"


@pytest.fixture
def play(starts: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    """Has another program answer where the child that finds names should."""
    opened: list[RecognizerProcess] = []

    def play(lines: str) -> RecognizerProcess:
        program = ALWAYS.format(starts=str(starts)) + lines
        monkeypatch.setattr(process_module, "command", lambda *_: [sys.executable, "-c", program])
        opened.append(RecognizerProcess())
        return opened[-1]

    yield play
    for one in opened:
        one.close()


@pytest.mark.parametrize(
    "lines",
    [
        'sys.stdout.buffer.write(b"Traceback: no")',
        r'sys.stdout.buffer.write(b"\0\0\0\x09not JSON!")',
        'say("hello")',
        'say({"mentions": [3]})',
        'say({"mentions": [[0, 999, "GPE", "x", "x", 1.0, "model", ""]]})',
        (
            'say({"mentions": [[5, 9, "GPE", "x", "x", 1, "model", ""],'
            ' [0, 4, "GPE", "x", "x", 1, "model", ""]]})'
        ),
        (
            'say({"mentions": [[0, 4, "GPE", "x", "x", 1, "model", ""],'
            ' [2, 9, "GPE", "x", "x", 1, "model", ""]]})'
        ),
        "",
        "raise SystemExit(3)",
        "sys.stdout.buffer.write(bytes(10_000_000))",
    ],
)
def test_nonsense_is_no_answer_and_is_given_up_after_the_second_child(
    play: Play, starts: Path, lines: str
) -> None:
    with pytest.raises(RecognizerError, match="stopped twice"):
        play(lines).find(TEXT)

    assert starts.read_text() == "ss"


def test_a_silent_child_is_replaced_long_before_a_text_could_take_so_long(
    play: Play, starts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_module, "_SILENCE_S", 0.5)

    with pytest.raises(RecognizerError, match="stopped twice"):
        play("time.sleep(1000)").find(TEXT)

    assert starts.read_text() == "ss"


def test_a_child_that_says_it_is_alive_is_waited_for(
    play: Play, starts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_module, "_SILENCE_S", 2.0)
    work = f"for _ in range(15): time.sleep(0.2); say(ALIVE)\nsay({ANSWER})"

    mentions = play(work).find(TEXT)

    assert [mention.entity for mention in mentions] == ["place:iraq"]
    assert starts.read_text() == "s"


def test_a_child_that_works_on_and_on_is_given_up(
    play: Play, starts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_module, "_LOOP_S", 1.0)

    with pytest.raises(RecognizerError, match="stopped twice"):
        play("while True: time.sleep(0.1); say(ALIVE)").find(TEXT)

    assert starts.read_text() == "ss"


def test_a_child_that_reads_nothing_is_given_up(
    play: Play, starts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_module, "_SILENCE_S", 0.5)
    program = f"import time; open({str(starts)!r}, 'a').write('s'); time.sleep(1000)"
    deaf = play("")
    monkeypatch.setattr(process_module, "command", lambda *_: [sys.executable, "-c", program])

    with pytest.raises(RecognizerError, match="stopped twice"):
        deaf.find(TEXT * 5_000)

    assert starts.read_text() == "ss"


def test_a_child_that_cannot_be_started_is_said(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = play("")
    monkeypatch.setattr(process_module, "command", lambda *_: [os.devnull])

    with pytest.raises(RecognizerError, match="does not start"):
        missing.find(TEXT)
