"""Which articles are copies: decided one by one, whatever the order in which they come.

Articles are taken in the order of their numbers. Each joins, of the *leads* before it that
it agrees with enough, the one it agrees with most; if there is none, it is a lead itself.
Only leads are joined, so stories do not chain: all in one are alike to its lead. What is
decided depends on the articles alone; when one changes, only what it decided is decided anew.
"""

from array import array
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import apsw

from reader.articles.likeness import BAND_BITS, BANDS, ENOUGH, Likeness, agreement
from reader.store.schema import UNDATED

NEAR_S = 5 * 86_400
"""Copies appear within these: a weekend and its Monday, but not what comes every week."""
NEAR_ARRIVALS = 50_000
"""Undated copies come in within these; whether they are of one time nobody can say."""

TABLES = """
CREATE TABLE compared(
    article INTEGER PRIMARY KEY, date INTEGER NOT NULL, lead INTEGER NOT NULL,
    bands BLOB NOT NULL, sketch BLOB NOT NULL) STRICT;
CREATE INDEX compared_by_lead ON compared(lead) WHERE lead > 0;
CREATE TABLE band(
    place INTEGER NOT NULL, article INTEGER NOT NULL,
    PRIMARY KEY(place, article)) WITHOUT ROWID, STRICT;
"""
"""`lead` is 0 for a lead. A `place` is a band's number and a stretch of time, in 32 bits."""

_MOST_MET = 64
"""Articles looked at in one place: of a template filled in daily, the first ones will do."""
_BUCKET_BITS = 32 - BAND_BITS
_UNDATED_BUCKETS = 1 << (_BUCKET_BITS - 1)
_BAND_BYTES = 3


def _meeting(condition: str) -> str:
    place = f"SELECT * FROM (SELECT article FROM band WHERE {condition} LIMIT {_MOST_MET})"  # noqa: S608 -- constants
    met = " UNION ALL ".join([place] * 2 * BANDS)
    return f"SELECT article, date, lead, sketch FROM compared WHERE article IN ({met})"  # noqa: S608 -- constants


_BEFORE = _meeting("place = ? AND article < ?") + " AND lead = 0"
_AFTER = _meeting("place = ? AND article > ?")


class Compared(NamedTuple):
    """An article as it is compared."""

    article: int
    date: int
    """Seconds since 1970, or `UNDATED`."""
    likeness: Likeness


class Linking:
    """Links articles in the file of copies, in one transaction.

    Args:
        connection: To that file.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._leads: dict[int, int] = {}
        self._unsettled: list[int] = []
        self._waiting: set[int] = set()
        self._touched: set[int] = set()

    def take(
        self, changed: Iterable[int], compared: Mapping[int, Compared]
    ) -> dict[int, int | None]:
        """Take over articles that came, changed, or are gone.

        Args:
            changed: Their numbers.
            compared: Those that are there and long enough to be compared.

        Returns:
            The stories of all articles whose story may be another now; None: alone.
        """
        changed = sorted(changed)
        for number in [number for number in changed if self._forget(number)]:
            self._disband(number)
        last = self._connection.execute("SELECT coalesce(max(article), 0) FROM compared").get
        self._learn([compared[number] for number in changed if number in compared])
        while self._unsettled:
            number = heappop(self._unsettled)
            self._waiting.discard(number)
            self._settle(number, compared.get(number), last)
        return self._stories(changed, compared)

    def _forget(self, number: int) -> bool:
        """Forget an article; whether it was known."""
        query = "DELETE FROM compared WHERE article = ? RETURNING date, lead, bands"
        row = self._connection.execute(query, (number,)).fetchone()
        if row is None:
            return False
        date, lead, bands = row
        own = _places(number, date, _unpacked(bands))[:BANDS]
        query = "DELETE FROM band WHERE place = ? AND article = ?"
        self._connection.executemany(query, [(place, number) for place in own])
        self._touched.add(lead)
        return True

    def _learn(self, new: list[Compared]) -> None:
        rows = [
            (one.article, one.date, _packed(one.likeness.bands), one.likeness.sketch) for one in new
        ]
        self._connection.executemany("INSERT INTO compared VALUES(?, ?, 0, ?, ?)", rows)
        # In order: neighbours share pages.
        bands = sorted(
            (place, one.article)
            for one in new
            for place in _places(one.article, one.date, one.likeness.bands)[:BANDS]
        )
        self._connection.executemany("INSERT OR IGNORE INTO band VALUES(?, ?)", bands)
        self._unsettled += [one.article for one in new]
        self._waiting.update(self._unsettled)
        heapify(self._unsettled)

    def _settle(self, number: int, new: Compared | None, last: int) -> None:
        """Decide one article, those before it being decided."""
        one, before = (new, -1) if new is not None else self._stored(number)
        lead = self._lead_for(one)
        if lead != before:
            query = "UPDATE compared SET lead = ? WHERE article = ?"
            if lead or before > 0:
                self._connection.execute(query, (lead, number))
            self._touched.update((lead, before))
            if lead == 0 and number < last:
                self._offer(one)
            if before == 0:
                self._disband(number)
        self._leads[number] = lead

    def _stored(self, number: int) -> tuple[Compared, int]:
        query = "SELECT date, lead, bands, sketch FROM compared WHERE article = ?"
        date, lead, bands, sketch = self._connection.execute(query, (number,)).get
        return Compared(number, date, Likeness(_unpacked(bands), sketch)), lead

    def _lead_for(self, one: Compared) -> int:
        """The lead that an article joins; 0 if it is a lead."""
        found = [
            (agreed, -number) for number, _, agreed in self._met(_BEFORE, one) if agreed >= ENOUGH
        ]
        return -max(found)[1] if found else 0

    def _offer(self, one: Compared) -> None:
        """Have later articles, decided already, choose again: here is another lead."""
        for number, _, agreed in self._met(_AFTER, one):
            if agreed >= ENOUGH:
                self._unsettle(number)

    def _disband(self, number: int) -> None:
        """Have an article's followers choose again."""
        self._touched.add(number)
        query = "SELECT article FROM compared WHERE lead = ? AND lead > 0"
        for follower in array("q", (row[0] for row in self._connection.execute(query, (number,)))):
            self._unsettle(follower)

    def _unsettle(self, number: int) -> None:
        if number not in self._waiting:
            self._waiting.add(number)
            heappush(self._unsettled, number)

    def _met(self, query: str, one: Compared) -> list[tuple[int, int, float]]:
        """Number, lead and agreement of the articles near this one that share a band."""
        bounds: list[int] = []
        for place in _places(one.article, one.date, one.likeness.bands):
            bounds += (place, one.article)
        return [
            (number, lead, agreement(one.likeness.sketch, sketch))
            for number, date, lead, sketch in self._connection.execute(query, bounds)
            if _is_near(one.article, one.date, number, date)
        ]

    def _stories(
        self, changed: list[int], compared: Mapping[int, Compared]
    ) -> dict[int, int | None]:
        found: dict[int, int | None] = dict.fromkeys(changed)
        query = "SELECT 1 FROM compared WHERE lead = ? AND lead > 0"
        for number in self._touched | self._leads.keys():
            lead = self._leads.get(number, 0)
            if lead > 0:
                found[number] = lead
            elif number > 0 and (number in self._touched or number not in compared):
                has_followers = self._connection.execute(query, (number,)).get
                found[number] = number if has_followers else None
        return found


def _is_near(one: int, its_date: int, other: int, other_date: int) -> bool:
    if UNDATED in {its_date, other_date}:
        return its_date == other_date and abs(one - other) <= NEAR_ARRIVALS
    return abs(its_date - other_date) <= NEAR_S


def _places(number: int, date: int, bands: Iterable[int]) -> list[int]:
    """Where an article stands, for each band, and then where else those near it stand."""
    position, near = (number, NEAR_ARRIVALS) if date == UNDATED else (date, NEAR_S)
    bucket, offset = divmod(position, 2 * near)
    other = bucket - 1 if offset < near else bucket + 1
    floors = [_floor(one, is_dated=date != UNDATED) for one in (bucket, other)]
    return [floor + band for floor in floors for band in bands]


def _floor(bucket: int, *, is_dated: bool) -> int:
    # Stretches of time share numbers after 28 years; dates are compared besides.
    wrapped = bucket % _UNDATED_BUCKETS + (0 if is_dated else _UNDATED_BUCKETS)
    return (wrapped << BAND_BITS) - (1 << 31)


def _packed(bands: Iterable[int]) -> bytes:
    return b"".join(band.to_bytes(_BAND_BYTES) for band in bands)


def _unpacked(bands: bytes) -> tuple[int, ...]:
    starts = range(0, len(bands), _BAND_BYTES)
    return tuple(int.from_bytes(bands[start : start + _BAND_BYTES]) for start in starts)
