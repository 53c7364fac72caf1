import signal
import sys
from collections.abc import Callable

import pytest

from tests.e2e.emulator import Emulator, Look
from tests.e2e.sequences import Kind, pieces, unfinished
from tests.e2e.terminal import Terminal

Start = Callable[..., Terminal]

ECHO_KEYS = """
import os, sys, tty
tty.setraw(0)
os.write(1, b"ready")
while (key := os.read(0, 64)) != b"q":
    os.write(1, b"<" + key.hex().encode() + b">")
"""


def python(source: str) -> list[str]:
    return [sys.executable, "-S", "-c", source]


def test_output_is_taken_apart_without_loss() -> None:
    raw = b"a\x1b[1;31mb\x1b]0;title\x07\x1bP+q\x1b\\\x1bc\r\n\xc3\xa9\x1b"

    found = list(pieces(raw))

    assert b"".join(piece.raw for piece in found) == raw
    assert [piece.kind.name for piece in found] == [
        *("TEXT", "CSI", "TEXT", "STRING", "STRING", "ESCAPE"),
        *("CONTROL", "CONTROL", "TEXT", "CONTROL"),
    ]


@pytest.mark.parametrize(
    "sequence", [b"\x1b[?1049h", b"\x1b]8;;x\x1b\\", b"\x1bP>|a\x1b\\", b"\x1b(B"]
)
def test_each_cut_in_a_sequence_leaves_it_unfinished(sequence: bytes) -> None:
    counts = [unfinished(b"\x1b[mtext" + sequence[:cut]) for cut in range(1, len(sequence))]

    assert counts == list(range(1, len(sequence)))
    assert unfinished(b"text" + sequence) == 0


def test_screen_shows_colours_and_attributes_of_cells() -> None:
    emulator = Emulator(20, 2, answer=lambda _: None)

    emulator.feed(b"\x1b[1;21;38;2;1;2;3mAB\x1b[0;3;7;4mC")

    assert emulator.lines() == ["ABC", ""]
    assert emulator.look(0, 1) == Look(foreground="010203", is_bold=True, is_underlined=True)
    assert emulator.look(0, 2) == Look(is_italic=True, is_reversed=True, is_underlined=True)


def test_screen_remembers_the_modes_that_are_on() -> None:
    emulator = Emulator(20, 2, answer=lambda _: None)

    emulator.feed(b"\x1b[?1049h\x1b[?1000;1006h\x1b[?1000l")

    assert emulator.modes == {1049, 1006}


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (b"\x1b[c", b"\x1b[?62;22c"),
        (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
        (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),
        (b"\x1b[>q", b"\x1bP>|pyte\x1b\\"),
        (b"\x1b]11;?\x1b\\", b"\x1b]11;rgb:1212/1212/1212\x1b\\"),
        (b"ab\x1b[6n", b"\x1b[1;3R"),
    ],
)
def test_screen_answers_queries_even_when_they_come_in_halves(query: bytes, answer: bytes) -> None:
    answers: list[bytes] = []
    emulator = Emulator(20, 2, answer=answers.append)

    emulator.feed(query[:3])
    emulator.feed(query[3:])

    assert answers == [answer]


def test_keys_and_pastes_reach_the_program(start: Start) -> None:
    terminal = start(argv=python(ECHO_KEYS))
    terminal.wait_for("ready")

    terminal.press("j")
    terminal.wait_for("<6a>")
    terminal.press("pagedown")
    terminal.wait_for("<1b5b367e>")
    terminal.paste("é")
    terminal.wait_for("<1b5b3230307ec3a91b5b3230317e>")
    terminal.press("q")

    assert terminal.wait_exit() == 0


def test_program_has_a_terminal_of_the_size_asked_for_and_learns_a_new_one(start: Start) -> None:
    terminal = start(
        argv=python(
            "import os, signal\n"
            "def show(*_):\n"
            "    size = os.get_terminal_size()\n"
            "    os.write(1, b'%d %d %d ' % (*size, os.isatty(os.open('/dev/tty', 0))))\n"
            "signal.signal(signal.SIGWINCH, show)\n"
            "show()\n"
            "while True: signal.pause()"
        ),
        size=(40, 10),
    )
    terminal.wait_for("40 10 1")

    terminal.resize(1, 1)
    terminal.resize(100, 30)

    terminal.wait_for("100 30 1")


def test_waiting_for_what_never_comes_shows_the_screen(start: Start) -> None:
    terminal = start(argv=python("print('bye')"))

    with pytest.raises(AssertionError, match=r"(?s)when the output ended.*bye"):
        terminal.wait_for("hello")


def test_status_tells_exit_code_or_signal(start: Start) -> None:
    left = start(argv=python("raise SystemExit(3)"))
    killed = start(argv=python("import time; print('up', flush=True); time.sleep(100)"))
    killed.wait_for("up")

    killed.program.signal(signal.SIGTERM)

    assert left.wait_exit() == 3
    assert killed.wait_exit() == -signal.SIGTERM


def test_closing_the_window_hangs_the_program_up(start: Start) -> None:
    terminal = start(argv=python("import time; print('up', flush=True); time.sleep(100)"))
    terminal.wait_for("up")

    terminal.hang_up()

    assert terminal.wait_exit() == -signal.SIGHUP


def test_program_is_seen_to_stop_and_to_go_on(start: Start) -> None:
    terminal = start(
        argv=python(
            "import os, signal\n"
            "os.write(1, b'up'); os.kill(0, signal.SIGSTOP); os.write(1, b'on'); signal.pause()"
        )
    )
    terminal.wait_for("up")

    terminal.wait_stopped()
    terminal.program.signal(signal.SIGCONT)

    terminal.wait_for("upon")


def test_children_that_outlive_the_program_are_seen_and_ended(start: Start) -> None:
    terminal = start(
        argv=python(
            "import os, subprocess, sys\n"
            "subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()'],\n"
            "    start_new_session=True)\n"
            "os.write(1, b'up'); os._exit(0)"
        )
    )
    terminal.wait_for("up")
    terminal.wait_exit()
    before = terminal.program.children()

    terminal.close()

    assert len(before) == 1
    terminal.program.wait_alone()


def test_sequences_of_the_emulator_know_every_kind() -> None:
    assert {piece.kind for piece in pieces(b"a\n\x1b[m\x1bc\x1b]\x07")} == set(Kind)
