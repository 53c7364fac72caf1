"""Which item of its file an item is, so that it is known when the file is read again."""

from hashlib import blake2b

from reader.errors import Embargoed, SourceError
from reader.sources.formats.format import Reading

_LONGEST = 200
"""Code points of an id that is kept as it is."""
_BITS = 1 << 25


class Keys:
    """The keys of a file's items, each given once.

    A file may use an id twice. Which ids were there is kept as a Bloom filter of 4 MB, so
    a file of any size takes no more; where it is mistaken a key only gets its number too.
    Source: B. H. Bloom, Space/time trade-offs in hash coding, 1970.

    Args:
        count: Items that were before the first one; their ids are not known.
    """

    def __init__(self, count: int = 0) -> None:
        self._seen = bytearray(_BITS // 8)
        self._count = count

    def key(self, named: str) -> str:
        """The key of the next item.

        Args:
            named: The id that the item has; "" where it has none.
        """
        self._count += 1
        number = f"#{self._count}"
        if not named:
            return number
        digest = blake2b(named.encode(errors="surrogatepass"), digest_size=16).digest()
        if len(named) > _LONGEST:
            named = digest.hex()
        return f"{named} {number}" if self._has(digest) else named

    def _has(self, digest: bytes) -> bool:
        """Whether it was there, as it is from now on."""
        has = True
        for start in range(0, 16, 4):
            bit = int.from_bytes(digest[start : start + 4]) % _BITS
            if not self._seen[bit >> 3] >> (bit & 7) & 1:
                has = False
                self._seen[bit >> 3] |= 1 << (bit & 7)
        return has


def refusal(error: SourceError, keys: Keys, position: int, named: str = "") -> Reading:
    """What comes of an item that holds no article.

    Args:
        error: Why, in words.
        keys: Of its file.
        position: Where it ends.
        named: The id that the item has; "" where it has none.
    """
    return Reading(
        key=keys.key(named),
        article=None,
        reason=str(error),
        is_early=isinstance(error, Embargoed),
        position=position,
    )
