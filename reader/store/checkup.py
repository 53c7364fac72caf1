"""Looking a library over: is every file whole, does every text have its checksum."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import apsw

from reader.errors import StoreError
from reader.store import articles
from reader.store.backup import backups, has_room, state_of
from reader.store.database import Database
from reader.store.failures import REMEDY
from reader.store.index import is_behind, is_true_to
from reader.store.rule_book import WORD_LIST_NAME
from reader.store.ruler import Ruler
from reader.store.schema import INDEX_NAME, NEWS_NAME, VERSION
from reader.store.truth import Truth
from reader.store.wholeness import compared_texts, is_whole, read_copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    name: str
    ok: bool
    words: str
    """What was found; what to do where it is not well."""


def check(folder: Path, news: Database, index: Database) -> list[Finding]:
    """Look the library over; reads all of both files, writes nothing.

    Args:
        folder: The library's folder.
        news: A connection to the truth.
        index: A connection to the index.
    """
    findings = [
        _finding("library", ok=True, words=str(folder)),
        _finding(
            "SQLite", ok=True, words=f"{apsw.sqlite_lib_version()}, apsw {apsw.apsw_version()}"
        ),
        _permissions(folder),
        *_word_list(folder / WORD_LIST_NAME),
    ]
    try:
        with news.snapshot() as connection:
            findings += _news(connection, news.path)
            findings.append(_backup(connection, news.path))
    except StoreError as error:
        return [*findings, _finding(NEWS_NAME, ok=False, words=str(error))]
    if not index.path.exists():
        words = "not there; it is made at the next search"
        return [*findings, _finding(INDEX_NAME, ok=False, words=words)]
    try:
        with news.snapshot() as truth, index.snapshot() as connection:
            findings.append(_index(connection, truth, news.path))
    except StoreError:
        words = "damaged; nothing is lost, it is made anew at the next search"
        findings.append(_finding(INDEX_NAME, ok=False, words=words))
    return findings


def _finding(name: str, *, ok: bool, words: str) -> Finding:
    return Finding(name=name, ok=ok, words=words)


def _permissions(folder: Path) -> Finding:
    open_to_others = [
        path.name
        for path in (folder, *sorted(folder.rglob("*.db*")))
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    if open_to_others:
        words = f"others may read {', '.join(open_to_others)}; chmod go= takes that away"
        return _finding("permissions", ok=False, words=words)
    words = "only you can read it"
    if not os.access(folder, os.W_OK):
        words += "; it cannot be written, so no mark is kept"
    return _finding("permissions", ok=True, words=words)


def _word_list(path: Path) -> Iterator[Finding]:
    if not path.exists():
        return
    if not path.is_file() or not os.access(path, os.R_OK):
        yield _finding(path.name, ok=False, words="no file that can be read; it says nothing")
        return
    problems = Ruler(path).list_problems()
    more = f"; {len(problems) - 1:,} more" if problems[1:] else ""
    words = f"{problems[0]}{more}" if problems else "every line is understood"
    yield _finding(path.name, ok=not problems, words=words)


def _news(connection: apsw.Connection, path: Path) -> Iterator[Finding]:
    troubles = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    is_whole = troubles == ["ok"]
    size = sum(part.stat().st_size for part in path.parent.glob(f"{path.name}*")) / 1_000_000
    words = f"whole, version {VERSION}, {size:,.1f} MB"
    if not is_whole:
        words = f"damaged ({troubles[0]}); it was left as it is, {REMEDY}"
    yield _finding(NEWS_NAME, ok=is_whole, words=words)
    counts = articles.counts(connection)
    counted = connection.execute("SELECT count(*), sum(flags & 1 = 0) FROM article").get
    is_right = counted == (counts.articles, counts.unread if counts.articles else None)
    words = f"{counts.articles:,}, {counts.unread:,} unread"
    yield _finding("articles", ok=is_right, words=words if is_right else f"{words}; miscounted")
    yield _checksums(connection)


def _checksums(connection: apsw.Connection) -> Finding:
    looked_at, torn = compared_texts(connection)
    if torn:
        words = f"{len(torn)} of {looked_at} texts are torn, the first is article {min(torn)}"
        return _finding("texts", ok=False, words=f"{words}; {REMEDY}")
    return _finding("texts", ok=True, words=f"{looked_at:,} looked at, each as it came in")


def _backup(connection: apsw.Connection, path: Path) -> Finding:
    made = backups(path.parent)
    if not made:
        words = "none yet; the app makes one a day"
        if not has_room(path):
            return _finding("backup", ok=False, words="none yet, and there is no room for one")
        return _finding("backup", ok=True, words=words)
    last = made[0]
    when = datetime.fromtimestamp(last.stat().st_mtime, tz=UTC).astimezone()
    words = f"made {when:%Y-%m-%d %H:%M}"
    if not is_whole(last):
        return _finding("backup", ok=False, words=f"{words}, damaged; the next one replaces it")
    with read_copy(last) as copy:
        words += f", whole, {articles.counts(copy).articles:,} articles"
        is_current = state_of(copy) == state_of(connection)
    if is_current:
        return _finding("backup", ok=True, words=words)
    if not has_room(path):
        words += "; the library has changed since, and there is no room for another"
        return _finding("backup", ok=False, words=words)
    return _finding("backup", ok=True, words=f"{words}; the library has changed since")


def _index(index: apsw.Connection, news: apsw.Connection, path: Path) -> Finding:
    troubles = [row[0] for row in index.execute("PRAGMA integrity_check(5)")]
    if troubles != ["ok"]:
        words = f"damaged ({troubles[0]}); nothing is lost, it is made anew"
        return _finding(INDEX_NAME, ok=False, words=words)
    if not is_true_to(index, Truth(news, path)):
        return _finding(INDEX_NAME, ok=False, words="of another library; it is made anew")
    if is_behind(index, Truth(news, path)):
        words = "behind the library; it catches up at the next search"
        return _finding(INDEX_NAME, ok=True, words=words)
    held = index.execute("SELECT count(*) FROM doc").get
    stored = news.execute("SELECT count(*) FROM article").get
    words = f"whole, {held:,} articles"
    return _finding(INDEX_NAME, ok=held == stored, words=words)
