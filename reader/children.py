"""How a process of ours is started: the same interpreter, the same code, nothing else."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


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
