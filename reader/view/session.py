"""What is open, marked and typed: kept at the end, restored at the next start."""

import contextlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

FILE_NAME = "session.txt"
"""One line for each value: a field's name, a blank, the value. Reading JSON takes 2 ms longer."""

_MOST_DIGITS = 18
"""Of a number that SQLite can hold."""


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
        session, path = cls(), folder / FILE_NAME
        try:
            # A pipe would be waited on for ever.
            lines = path.read_bytes().decode().split("\n") if path.is_file() else []
        except (OSError, ValueError):
            return session
        kept = defaultdict(list)
        for line in lines:
            name, _, value = line.partition(" ")
            kept[name].append(value)
        for field in fields(cls):
            values, default = kept.get(field.name), getattr(session, field.name)
            if not values:
                continue
            if isinstance(default, tuple):
                setattr(session, field.name, tuple(values))
            elif isinstance(default, str):
                setattr(session, field.name, values[0])
            elif values[0].isdecimal() and len(values[0]) <= _MOST_DIGITS:
                setattr(session, field.name, type(default)(int(values[0])))
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
            partial.write_bytes("\n".join(self._lines()).encode(errors="replace"))
            partial.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)

    def _lines(self) -> Iterator[str]:
        for field in fields(self):
            kept = getattr(self, field.name)
            for value in kept if isinstance(kept, tuple) else (kept,):
                shown = value.replace("\n", " ") if isinstance(value, str) else str(int(value))
                yield f"{field.name} {shown}"
