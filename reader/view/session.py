"""What is open, marked and typed: kept at the end, restored at the next start."""

import contextlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FILE_NAME = "session.json"


@dataclass(slots=True, kw_only=True)
class Session:
    """The state of the app that outlives it, apart from the library's own."""

    article: int = 0
    """Id of the article that was open; 0 for none."""
    offset: int = 0
    """Code point at the top of the article pane."""
    query: str = ""
    history: tuple[str, ...] = ()
    """Earlier searches, oldest first."""
    density: str = "all"
    hidden: tuple[str, ...] = ()
    """Kinds that are not lit."""
    newest: int = 0
    """Highest id of an article that was there; 0 before the first end."""
    left: int = 0
    """When the app was left, seconds since 1970, UTC."""
    theme: str = ""
    """Empty for the default."""
    is_first: bool = True
    """Whether the app was never closed before."""

    @classmethod
    def load(cls, folder: Path) -> "Session":
        """The session kept in a library's folder; a fresh one where none can be read."""
        try:
            kept = json.loads((folder / FILE_NAME).read_bytes())
        except (OSError, ValueError, RecursionError):
            return cls()
        session = cls()
        if not isinstance(kept, dict):
            return session
        for field in fields(cls):
            value = kept.get(field.name)
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                value = tuple(value)
            if type(value) is type(getattr(session, field.name)):
                setattr(session, field.name, value)
        return session

    def save(self, folder: Path) -> None:
        """Keep the session in a library's folder, whole or not at all.

        A folder that cannot be written keeps the older session: nothing the user said
        is in it, so nobody is told.
        """
        path = folder / FILE_NAME
        partial = path.with_suffix(".new")
        try:
            partial.touch(mode=0o600)  # what was searched for is nobody else's
            partial.write_text(json.dumps(asdict(self)), encoding="utf-8")
            partial.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)
