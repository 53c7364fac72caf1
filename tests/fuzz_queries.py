"""Holds the query language to any string: ``python -m tests.fuzz_queries --count 1000000``.

Strings are drawn from a seed, so that what failed once fails again: pieces of queries in
any order, well made queries with a piece torn out or put in, and any characters.
"""

import argparse
import sys
import time
from array import array
from collections.abc import Iterator
from datetime import date
from random import Random

from reader.articles.nodes import And, Node, Not, Or
from reader.articles.parsing import DEPTH_LIMIT, parse
from reader.articles.query import Query
from reader.articles.rewriting import write
from tests.articles.evaluator import Known, answers
from tests.articles.queries import PIECES, is_within_limits

TODAY = date(2026, 11, 22)
ARTICLE = Known(title="Mosul offensive in the U.S.", body="中文 a.b off", source="BBC", published=0)
WELL_MADE = (
    'title:(mosul OR "old city"~5) -source:bbc date:2017-11..2017-12 is:unread sort:relevance',
    'person:"angela merkel" place:berlin* (lang:en | lang:German) after:2017 NOT tag:"a b"',
    '"islamic state"* iraq -syria by:smith before:3d from:"BBC News" 中国人 U.S. don\'t',
)
DEEPEST = 4 * DEPTH_LIMIT
"""Each bracket may bring OR, AND and NOT with it."""


def strings(count: int, seed: int) -> Iterator[str]:
    random = Random(seed)  # noqa: S311 -- drawn again from the same seed, nothing secret
    for _ in range(count):
        draw = random.randrange(4)
        if draw == 0:
            text = "".join(random.choices(PIECES, k=random.randrange(12)))
        elif draw == 1:
            text = " ".join(random.choices(PIECES, k=random.randrange(16)))
        elif draw == 2:
            whole = random.choice(WELL_MADE)
            cut, end = sorted(random.choices(range(len(whole) + 1), k=2))
            text = whole[:cut] + random.choice(("", *PIECES)) + whole[end:]
        else:
            text = "".join(map(chr, random.choices(range(sys.maxunicode + 1), k=8)))
        yield text * 50 if random.randrange(500) == 0 else text


def depth(node: Node | None) -> int:
    match node:
        case Not(inner):
            return 1 + depth(inner)
        case And(nodes) | Or(nodes):
            return 1 + max(map(depth, nodes))
        case _:
            return 1


def faults(text: str, query: Query) -> Iterator[str]:
    """What is wrong with how a string was understood; nothing, one hopes."""
    if query.text != text:
        yield "its text is another"
    if depth(query.root) > DEEPEST:
        yield "it is too deep"
    if not isinstance(answers(query.root, ARTICLE), bool):
        yield "an article neither answers it nor does not"
    written = write(query.root, query.sort)
    again = parse(written, today=TODAY)
    is_same = (again.root, again.sort) == (query.root, query.sort)
    if not is_same and is_within_limits(text, written):
        yield f"written as {written!r} it is another"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz_queries", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="strings (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="what they are drawn from")
    options = parser.parse_args(arguments)
    took = array("q")
    wrong = 0
    started = time.process_time()
    for number, text in enumerate(strings(options.count, options.seed)):
        before = time.thread_time_ns()
        query = parse(text, is_typing=number % 2 == 0, today=TODAY)
        took.append(time.thread_time_ns() - before)
        for fault in faults(text, query):
            wrong += 1
            sys.stdout.write(f"{text!r}: {fault}\n")
    ranked = sorted(took)
    p50, p95 = (ranked[len(ranked) * percent // 100] / 1000 for percent in (50, 95))
    sys.stdout.write(
        f"{len(took):,} strings, {wrong} faults, {time.process_time() - started:.0f} CPU s; "
        f"parsed in p50 {p50:.1f}, p95 {p95:.1f}, at most {ranked[-1] / 1000:.0f} CPU µs\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
