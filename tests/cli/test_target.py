import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import CHECKOUT, NEWSREADER, Run, Spawn


def test_what_is_there_is_not_replaced_unless_forced(newsreader: Run, tmp_path: Path) -> None:
    output = tmp_path / "names.csv"
    output.write_text("mine")

    refused = newsreader("export", "entities", "--output", output)
    kept_as = output.read_text()
    forced = newsreader("export", "entities", "--output", output, "--force")

    assert (refused.status, kept_as) == (1, "mine")
    assert "--force" in refused.err
    assert forced.status == 0
    assert output.read_text().startswith("article,title")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "names.csv"]


def test_a_folder_with_something_in_it_is_left_unless_forced(
    newsreader: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "1.ann").write_text("mine")
    (folder / "other").write_text("mine, too")
    command = ("export", "entities", "--format", "brat", "--output", folder)

    refused = newsreader(*command)
    kept_as = (folder / "1.ann").read_text()
    forced = newsreader(*command, "--force")

    assert (refused.status, kept_as, forced.status) == (1, "mine", 0)
    assert (folder / "1.ann").read_text().startswith("T1\t")
    assert (folder / "other").read_text() == "mine, too"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brat", "library"]


@pytest.mark.parametrize("place", ["missing/names.csv", "folder", "/dev/full"])
def test_what_cannot_be_written_is_said_in_a_line(
    newsreader: Run, tmp_path: Path, place: str
) -> None:
    (tmp_path / "folder").mkdir()

    done = newsreader("export", "articles", "--format", "txt", "--output", tmp_path / place)

    assert done.status == 1
    assert done.err.count("\n") == 1
    assert str(tmp_path / place) in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "library"]


def test_a_pipe_is_written_as_it_is(spawn: Spawn) -> None:
    done = spawn("export", "articles", "--format", "txt", "--output", "/dev/stdout")

    assert done.returncode == 0
    assert done.stdout.startswith(b"Iraqi forces launch anti-IS offensive")


def test_a_full_disk_leaves_nothing(spawn: Spawn, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Long\n\n" + "All of the words. " * 120_000)
    spawn("add", tmp_path / "long.txt")
    limited = ("bash", "-c", 'ulimit -f 1000; exec "$@"', "-", *NEWSREADER)

    done = spawn("export", "articles", "--output", tmp_path / "all.txt", argv=limited)

    assert done.returncode == 1
    assert done.stderr.endswith(b"all.txt cannot be written: file too large\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "long.txt"]


def test_ctrl_c_leaves_nothing(library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        text = f"Title {number}\n\n" + "Angela Merkel met people in Berlin. " * 400
        (folder / f"{number}.txt").write_text(text)
    environ = {**os.environ, "NEWSREADER_LIBRARY": str(library), "PYTHONPATH": str(CHECKOUT)}
    subprocess.run([*NEWSREADER, "add", folder], env=environ, check=True, capture_output=True)
    output = tmp_path / "all.jsonl"
    running = subprocess.Popen(
        [sys.executable, "-m", "reader", "export", "articles", "--output", output],
        env=environ,
        stderr=subprocess.PIPE,
    )
    while not list(tmp_path.glob(".*partial")) and running.poll() is None:
        time.sleep(0.005)

    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)

    assert running.returncode == 130
    assert b"Traceback" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "many"]
