import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from reader.entities.messages import ALIVE, read_message, write_message
from reader.entities.process import RecognizerProcess
from reader.entities.recognizer import Recognizer
from reader.entities.span import LONGEST
from reader.errors import RecognizerError

TEXT = "Iraq thanked Hassan Rouhani of Iran."
LONG = (TEXT + "\n") * 40_000


@pytest.fixture
def process() -> Iterator[RecognizerProcess]:
    with RecognizerProcess() as process:
        yield process


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for_end(pid: int) -> bool:
    for _ in range(600):
        if not is_alive(pid):
            return True
        time.sleep(0.05)
    return False


def test_the_child_answers_as_the_recognizer_does(
    process: RecognizerProcess,
    english: Recognizer,
    seed: str,
) -> None:
    assert process.find(seed) == english.find(seed)


def test_any_text_comes_back_with_sound_offsets(process: RecognizerProcess) -> None:
    text = "🎉 Iraq\u00a0\ud800 said “Iran”\x00."

    mentions = process.find(text)

    assert [text[one.start : one.end] for one in mentions] == ["Iraq", "Iran"]


def test_the_part_of_a_text_without_names_is_not_sent(
    process: RecognizerProcess,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[object] = []

    def write(stream: IO[bytes], value: object) -> None:
        sent.append(value)
        write_message(stream, value)

    monkeypatch.setattr("reader.entities.process.write_message", write)

    mentions = process.find(TEXT + "\n" + " " * 10_000_000)

    assert len(mentions) == 3
    assert [len(str(text)) for text in sent] == [LONGEST]


def test_an_empty_text_has_no_names(process: RecognizerProcess) -> None:
    assert process.find("") == []


def test_a_killed_child_is_replaced(process: RecognizerProcess) -> None:
    process.find(TEXT)
    first = process.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)

    mentions = process.find(TEXT)

    assert len(mentions) == 3
    assert process.pid != first


def test_a_stopped_child_is_killed_and_its_text_given_up_in_words(
    process: RecognizerProcess,
) -> None:
    with pytest.raises(RecognizerError, match="stopped twice"):
        process.find(LONG, timeout_s=0.05)

    assert process.find(TEXT)


def test_a_child_that_hangs_is_replaced_within_the_same_question(
    process: RecognizerProcess,
) -> None:
    process.find(TEXT)
    first = process.pid
    assert first is not None
    os.kill(first, signal.SIGSTOP)

    mentions = process.find(TEXT, timeout_s=4)

    assert len(mentions) == 3
    assert not is_alive(first)


def test_threads_take_turns(process: RecognizerProcess) -> None:
    counts: list[int] = []
    threads = [
        threading.Thread(target=lambda: counts.append(len(process.find(TEXT)))) for _ in range(6)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counts == [3] * 6


def test_a_child_is_niced_and_shares_no_terminal(process: RecognizerProcess) -> None:
    process.find(TEXT)

    assert process.pid is not None
    assert os.getpriority(os.PRIO_PROCESS, process.pid) == 19
    assert os.getsid(process.pid) == process.pid


def test_closing_ends_the_child() -> None:
    process = RecognizerProcess()
    process.find(TEXT)
    pid = process.pid
    assert pid is not None

    process.close()
    process.close()

    assert not is_alive(pid)
    with pytest.raises(RecognizerError, match="closing"):
        process.find(TEXT)


def test_closing_in_the_middle_of_a_text_stops_the_question() -> None:
    process = RecognizerProcess()
    process.find(TEXT)
    errors: list[RecognizerError] = []

    def ask() -> None:
        try:
            process.find(LONG)
        except RecognizerError as error:
            errors.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    process.close()
    thread.join()

    assert len(errors) == 1


def test_a_recognizer_that_is_not_installed_is_said_in_words() -> None:
    with (
        RecognizerProcess("no-such-engine") as process,
        pytest.raises(RecognizerError, match="finds names"),
    ):
        process.find(TEXT)


def test_the_child_ends_when_its_parent_is_killed() -> None:
    program = (
        "import time; from reader.entities.process import RecognizerProcess\n"
        f"process = RecognizerProcess(); process.find({TEXT!r})\n"
        "print(process.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env=dict(os.environ)
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())

    parent.kill()
    parent.wait()
    parent.stdout.close()

    assert wait_for_end(pid)


def started(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "reader.entities.child", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def answer_of(answers: IO[bytes]) -> object:
    while (answer := read_message(answers)) == ALIVE:
        pass
    return answer


def test_the_child_answers_garbage_in_words_and_goes_on() -> None:
    requests = io.BytesIO()
    requests.write((4).to_bytes(4, "big") + b"\xff{]!")
    write_message(requests, {"no": "text"})
    write_message(requests, TEXT)

    answers = io.BytesIO(started().communicate(requests.getvalue())[0])

    assert answer_of(answers) == {"error": "a message is no JSON"}
    assert answer_of(answers) == {"error": "a message is no text"}
    answer = answer_of(answers)
    assert isinstance(answer, dict)
    assert len(answer["mentions"]) == 3


@pytest.mark.parametrize("noise", [b"", b"\xff", b"\xff\xff\xff\xffabc", b"\0\0\0\x09abc"])
def test_the_child_ends_when_its_input_is_no_message(noise: bytes) -> None:
    child = started()

    answers, _ = child.communicate(noise)

    with pytest.raises(EOFError):
        answer_of(io.BytesIO(answers))
    assert child.returncode == 0


def test_what_is_imported_to_ask_for_names_is_light() -> None:
    program = (
        "import sys; import reader.entities.process, reader.entities.recognizer as r\n"
        "assert r.DEFAULT_ID == 'newsreader-en/' + r.DEFAULT_VERSION\n"
        "print(sorted({'numpy', 'textual', 'rich'} & set(sys.modules)))"
    )

    shown = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)

    assert shown.stdout.strip() == b"[]"


def test_the_recognizer_loads_without_the_terminal() -> None:
    program = (
        "import sys; from reader.entities.recognizer import default_recognizer\n"
        "default_recognizer(); print(sorted({'textual', 'rich', 'spacy'} & set(sys.modules)))"
    )

    shown = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)

    assert shown.stdout.strip() == b"[]"
