"""What a program that draws on the whole screen may send to a terminal, and nothing else."""

import re

from tests import hostile
from tests.e2e.sequences import Kind, pieces

# Alternate screen, cursor, line wrap, mouse, focus, bracketed paste, frames, resize reports.
_MODES = b"25|7|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048"
_COLOUR = b"[34]8;2;[0-9]+;[0-9]+;[0-9]+"
_ATTRIBUTE = b"[1-79]|21"
_ALLOWED = re.compile(
    rb"\x1b\[(?:"
    rb"[0-9]+;[0-9]+H"  # go to a cell
    rb"|0?m|(?:%(attribute)s|%(colour)s)(?:;(?:%(attribute)s|%(colour)s))*m"
    rb"|\?(?:%(modes)s)[hl]"
    rb"|\?(?:2026|2048)\$p"  # is the mode known?
    rb"|>25u|<u"  # kitty's keyboard on and off
    rb")"
    rb"|\x1b\]22;(?:default|pointer|text)\x07"  # shape of the mouse pointer
    % {b"attribute": _ATTRIBUTE, b"colour": _COLOUR, b"modes": _MODES}
)
_COLOURS = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
_BLANK = "\u115f\u1160\u3164\uffa0"


def intruders(raw: bytes) -> list[str]:
    """Return what of a program's output only content can have brought in.

    Args:
        raw: All that the program sent to a terminal with true colour.

    Returns:
        Control bytes, sequences that the app has no use for, and characters that are
        invisible or reorder text, each in its escaped form; empty for a clean program.
    """
    found = []
    for piece in pieces(raw):
        if piece.kind is Kind.TEXT:
            found += [ascii(sign) for sign in piece.raw.decode() if _is_odd(sign)]
        elif piece.kind is Kind.CONTROL:
            found += [] if piece.raw in b"\r\n" else [ascii(piece.raw)]
        elif not _ALLOWED.fullmatch(piece.raw):
            found.append(ascii(piece.raw))
    return found


def has_colours(raw: bytes) -> bool:
    """Tell whether any of the output sets a colour other than the terminal's own (39, 49)."""
    return _COLOURS.search(raw) is not None


def modes_left_on(raw: bytes) -> set[int]:
    """Return the private modes that the output switched on, or off, for good.

    Args:
        raw: All that a program wrote from its start to its end.

    Returns:
        Numbers of the modes that are not at the end as terminals have them at the start:
        all off, but line wrap (7) and the cursor (25).
    """
    on = {7, 25}
    for mode, state in re.findall(rb"\x1b\[\?([0-9]+)([hl])", raw):
        on = on | {int(mode)} if state == b"h" else on - {int(mode)}
    return on ^ {7, 25}


def _is_odd(sign: str) -> bool:
    return sign in _BLANK or hostile.is_intruder(sign)
