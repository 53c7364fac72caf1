"""What makes two names the name of one entity."""

import unicodedata
from functools import lru_cache

from reader.articles.mention import Kind

_FIRM_ENDS = {
    "ag", "co", "corp", "corporation", "gmbh", "inc", "incorporated", "limited", "llc", "ltd",
    "nv", "plc", "sa", "spa",
}  # fmt: skip
"""Last words of a firm's full name that are left out when it is spoken of."""


@lru_cache(maxsize=8192)
def entity_key(kind: Kind, name: str) -> str:
    """The key of an entity: ``organisation:islamic state``.

    The name is folded: no case, accents, full stops, hyphens or leading "the", and no "Inc".
    """
    letters = name.casefold()
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFKD", letters)
        letters = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    words = letters.replace(".", "").replace("-", " ").replace(",", " ").split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if kind is Kind.ORGANISATION:
        while len(words) > 1 and words[-1] in _FIRM_ENDS:
            words = words[:-1]
    return f"{kind}:{' '.join(words) or name.casefold()}"
