"""Where a user's library and settings are, and where the seeds are."""

import os
from collections.abc import Mapping
from pathlib import Path

_NAME = "newsreader"


def library_folder(override: str | None, environ: Mapping[str, str]) -> Path:
    """The library's folder, absolute; it need not exist.

    Args:
        override: What the user named on the command line, if anything.
        environ: NEWSREADER_LIBRARY names it where the command line does not.
    """
    named = override or environ.get("NEWSREADER_LIBRARY")
    if named:
        return _absolute(named)
    import platformdirs  # noqa: PLC0415 -- not needed where a folder is named

    return Path(platformdirs.user_data_dir(_NAME, appauthor=False))


def config_file(override: str | None = None) -> Path:
    """The settings' file, absolute; it need not exist."""
    if override:
        return _absolute(override)
    import platformdirs  # noqa: PLC0415 -- not needed where a file is named

    return Path(platformdirs.user_config_dir(_NAME, appauthor=False)) / "config.toml"


def seeds_folder() -> Path:
    """The articles that every new library begins with: in a checkout, or as installed."""
    package = Path(__file__).resolve().parent
    installed = package / "seeds"
    return installed if installed.is_dir() else package.parent / "seeds"


def _absolute(named: str) -> Path:
    return Path(os.path.abspath(Path(named).expanduser()))  # noqa: PTH100 -- links stay as named
