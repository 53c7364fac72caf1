"""How a process of ours is started: the same interpreter, the same code, nothing else."""

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_NICENESS, _NICENESS_OF_SESSION, _NICENESS_OF_WAITED_FOR = 19, 10, 4


def command(module: str, *arguments: str) -> Sequence[str]:
    """The argument list that runs a module of ours.

    Never with the current folder on the path: a ``json.py`` lying there must not be run.
    """
    return [sys.executable, "-P", "-m", module, *arguments]


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """A child's environment: in a checkout, with its folder on the path."""
    root = Path(__file__).parents[1]
    if root.name in {"site-packages", "dist-packages"}:
        return dict(environ)
    rest = environ.get("PYTHONPATH")
    return {**environ, "PYTHONPATH": f"{root}{os.pathsep}{rest}" if rest else str(root)}


def give_way(process: int, *, is_waited_for: bool = False) -> None:
    """Let a child that leads a session of its own take little from those who are waited for.

    Args:
        process: Its number; it may have ended.
        is_waited_for: A reader waits for what it does, though not with a key: it has to come
            within seconds on a busy machine, too.
    """
    niceness = _NICENESS_OF_WAITED_FOR if is_waited_for else _NICENESS_OF_SESSION
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process, _NICENESS)
        # Linux may share the processor among sessions, and only then among what runs in one:
        # a tenth, for what a session of ours holds locked must not stay so for long.
        Path(f"/proc/{process}/autogroup").write_text(str(niceness), "ascii")
