"""Messages between newsreader and the process that finds names.

A message is four bytes, the length of what follows (big-endian), and that many bytes of JSON.
"""

import json
from typing import IO

from reader.articles.mention import LABELS, Mention, Origin

LONGEST = 256 * 1024 * 1024
"""Bytes; a length above it is not ours."""

ALIVE = {"alive": True}
"""What the process says every `PULSE_S` seconds until it has an answer."""

PULSE_S = 1.0

_ORIGINS: tuple[Origin, ...] = ("model", "rule", "lexicon")


class Garbled(ValueError):
    """The bytes are no message of ours."""


def write_message(stream: IO[bytes], value: object) -> None:
    """Write one JSON value.

    Raises:
        OSError: the other side has gone.
    """
    body = json.dumps(value, separators=(",", ":")).encode("ascii")
    stream.write(len(body).to_bytes(4, "big") + body)
    stream.flush()


def read_message(stream: IO[bytes]) -> object:
    """Read one JSON value.

    Raises:
        EOFError: the stream ended, or what came has no message's length: nothing that
            follows could be told apart any more.
        Garbled: this message is no JSON; the next may be.
    """
    head = stream.read(4)
    size = int.from_bytes(head, "big")
    if len(head) < 4 or size > LONGEST:
        raise EOFError("the stream ended")
    body = stream.read(size)
    if len(body) < size:
        raise EOFError("the stream ended within a message")
    try:
        value: object = json.loads(body)
    except ValueError as error:
        raise Garbled("a message is no JSON") from error
    return value


def as_text(value: object) -> str:
    """The value, which is a text.

    Raises:
        Garbled: it is not.
    """
    if not isinstance(value, str):
        raise Garbled("a message is no text")
    return value


def packed(mention: Mention) -> list[object]:
    """A mention as a JSON array."""
    return [
        mention.start,
        mention.end,
        mention.label,
        mention.entity,
        mention.name,
        round(mention.confidence, 4),
        mention.origin,
        mention.rule,
    ]


def unpacked(value: object) -> Mention:
    """The mention that `packed` made an array of.

    Raises:
        Garbled: it is not such an array.
    """
    match value:
        case [
            int(start),
            int(end),
            str(label),
            str(entity),
            str(name),
            int() | float() as score,
            str(origin),
            *rules,
        ] if 0 <= start < end:
            known = next((known for known in LABELS if known == label), None)
            came = next((known for known in _ORIGINS if known == origin), None)
            rule = _rule(rules)
            if known and came and rule is not None:
                return Mention(
                    start=start,
                    end=end,
                    label=known,
                    entity=entity,
                    name=name,
                    confidence=float(score),
                    origin=came,
                    rule=rule,
                )
    raise Garbled("no mention")


def _rule(rest: list[object]) -> str | None:
    """The rule that ends a mention's array, empty where none does; None for anything else."""
    match rest:
        case []:
            return ""
        case [str(rule)]:
            return rule
    return None
