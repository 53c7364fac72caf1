"""What the user said of names, by the numbers under which a library knows its entities."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import apsw

from reader.articles.mention import Kind
from reader.articles.rulings import Rulings
from reader.store.index_file import unpacked_entities
from reader.store.name_words import row_of, spaced


class RuledEntities:
    """Which entities mean one thing, and which none, in one snapshot of a library.

    Args:
        connection: To the index with the truth attached as ``news``.
        rulings: What the user said.
    """

    def __init__(self, connection: apsw.Connection, rulings: Rulings) -> None:
        self._connection = connection
        self._rulings = rulings
        keys = {*rulings.merged, *map(rulings.final, rulings.merged)}
        keys.update(entity for _, entity in rulings.moved)
        query = "SELECT id, key FROM news.entity WHERE key IN (SELECT value FROM json_each(?))"
        rows: list[tuple[int, str]] = list(connection.execute(query, (json.dumps([*keys]),)))
        self._keys = dict(rows)
        self._members: dict[str, list[int]] = {}
        for number, key in rows:
            self._members.setdefault(rulings.final(key), []).append(number)
        self._lost: dict[str, set[str]] = {}
        for surface, entity in rulings.moved:
            self._lost.setdefault(entity, set()).add(surface)

    def meant(
        self, found: Iterable[int], kind: Kind | None, tokens: Sequence[str], *, is_prefix: bool
    ) -> list[int]:
        """The entities that some words mean, after what the user said.

        Args:
            found: Numbers of those that have the words in a name, of `kind`.
            kind: That is asked for; None: any.
            tokens: The words, next to each other; empty for a name as a whole.
            is_prefix: The last may go on.
        """
        changed: list[int] = []
        if tokens:
            changed = [number for number, key in self._keys.items() if self._is_now(key, kind)]
        those: dict[int, None] = {}
        for number in dict.fromkeys((*found, *changed)):
            key = self._keys.get(number)
            if key is None:
                those[number] = None
            elif self._is_kind(self._rulings.final(key), kind) and self._has(
                number, key, tokens, is_prefix=is_prefix
            ):
                those |= dict.fromkeys(self.members(number))
        return list(those)

    def members(self, number: int) -> Sequence[int]:
        """Numbers of the entities that are one with this one, its own among them."""
        key = self._keys.get(number)
        return (number,) if key is None else self._members[self._rulings.final(key)]

    def counted(self, rows: Sequence[bytes]) -> Counter[int]:
        """How many articles mention each entity, those that mean one thing under one number.

        Args:
            rows: Of each article the entities that it mentions, packed.
        """
        counts = Counter(unpacked_entities(b"".join(rows)))
        for members in self._members.values():
            several = [number for number in members if number in counts]
            if len(several) > 1:
                whole = {*several}
                total = sum(not whole.isdisjoint(unpacked_entities(row)) for row in rows)
                for number in several:
                    del counts[number]
                counts[self._whole(several[0])] = total
            elif several:
                counts[self._whole(several[0])] = counts.pop(several[0])
        for number in self._nameless():
            counts.pop(number, None)
        return counts

    def _whole(self, number: int) -> int:
        """The number that stands for all that are one with an entity."""
        final = self._rulings.final(self._keys[number])
        members = self._members[final]
        return next((one for one in members if self._keys[one] == final), members[0])

    def _nameless(self) -> Iterator[int]:
        """Numbers of entities whose every name is none, or another's."""
        for number, key in self._keys.items():
            if key in self._lost and not list(self._kept_surfaces(number, key)):
                yield number

    def _is_now(self, key: str, kind: Kind | None) -> bool:
        """Whether an entity was of another kind before the user spoke."""
        final = self._rulings.final(key)
        return kind is not None and self._is_kind(final, kind) and not self._is_kind(key, kind)

    def _is_kind(self, key: str, kind: Kind | None) -> bool:
        return kind is None or key.startswith(f"{kind}:")

    def _has(self, number: int, key: str, tokens: Sequence[str], *, is_prefix: bool) -> bool:
        """Whether a name that an entity still has holds the words."""
        surfaces = list(self._kept_surfaces(number, key))
        if not tokens or not surfaces:
            return bool(surfaces)
        name: str = self._connection.execute(
            "SELECT name FROM news.entity WHERE id = ?", (number,)
        ).get
        row = row_of(tokens, is_prefix=is_prefix)
        return any(row in spaced(one) for one in (name, *surfaces))

    def _kept_surfaces(self, number: int, key: str) -> Iterator[str]:
        query = "SELECT surface FROM news.alias WHERE entity = ?"
        rows: list[tuple[str]] = list(self._connection.execute(query, (number,)))
        for (surface,) in rows:
            if self._rulings.meant(surface, key) == key:
                yield surface
