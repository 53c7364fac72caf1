"""Plain text of mail that was wrapped where it flows on. Source: RFC 3676."""

from itertools import groupby

_SIGNATURE = "-- "


def reflowed(text: str, *, are_blanks_added: bool = False) -> str:
    """The text with a line a paragraph.

    Args:
        text: In the form `format=flowed`: a line that ends in a blank flows on.
        are_blanks_added: Whether that blank is none of the text's (`DelSp=yes`).
    """
    lines = (_parted(line) for line in text.replace("\r\n", "\n").split("\n"))
    done: list[str] = []
    for depth, quoted in groupby(lines, key=lambda line: line[0]):
        held = ""
        before = ">" * depth + " " if depth else ""
        for _, words in quoted:
            if words == _SIGNATURE:
                done += [before + held] if held else []
                done.append(before + words)
                held = ""
            elif words.endswith(" "):
                held += words[:-1] if are_blanks_added else words
            else:
                done.append(before + held + words)
                held = ""
        done += [before + held] if held else []
    return "\n".join(done)


def _parted(line: str) -> tuple[int, str]:
    """How often a line is quoted, and its words."""
    words = line.lstrip(">")
    return len(line) - len(words), words.removeprefix(" ")
