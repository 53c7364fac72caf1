import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import CHECKOUT, Run, Spawn


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(40):
        body = f"Angela Merkel met {number} people in Berlin. " * 40
        (folder / f"{number}.txt").write_text(f"Title {number}\n\n{body}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_names_are_found_in_every_article(newsreader: Run, news: Path, jobs: str) -> None:
    newsreader("add", news)

    done = newsreader("names", "--jobs", jobs)

    assert done.status == 0
    assert done.out == "41 read for names\n"
    assert newsreader("names").out == "0 read for names\n"
    assert '"person:angela merkel"' in newsreader("entities", "--json").out


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_stopped_it_goes_on_from_there(
    newsreader: Run, news: Path, library: Path, number: signal.Signals
) -> None:
    for day in range(5):  # the oldest, so the last: seconds of work to be stopped in
        body = "Angela Merkel met many people in Berlin. " * 3_000
        (news / f"0-long-{day}.txt").write_text(f"Long {day}\n\n{body}\n", encoding="utf-8")
    newsreader("add", news)
    environ = {**os.environ, "NEWSREADER_LIBRARY": str(library), "PYTHONPATH": str(CHECKOUT)}
    running = subprocess.Popen(
        [sys.executable, "-m", "reader", "names", "--jobs", "2"],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while '"person:' not in newsreader("entities", "--json").out and running.poll() is None:
        time.sleep(0.02)

    running.send_signal(number)
    _, err = running.communicate(timeout=60)

    done = newsreader("names", "--jobs", "1")
    assert running.returncode in {130, -number}
    assert err.startswith(b"newsreader: stopped after ") == (number == signal.SIGINT)
    assert b"Traceback" not in err
    assert done.status == 0
    assert newsreader("names").out == "0 read for names\n"


def test_a_broken_installation_is_told_for_each_article(spawn: Spawn, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "numpy.py").write_text("raise ImportError\n", encoding="utf-8")

    done = spawn("names", environ={"PYTHONPATH": f"{CHECKOUT}{os.pathsep}{broken}"})

    assert done.returncode == 1
    assert done.stdout == b"0 read for names, 1 failed\n"
    assert done.stderr.startswith(b"newsreader: article 1: ")
    assert done.stderr.count(b"\n") == 1
