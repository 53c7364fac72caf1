"""A query taken apart into pieces that one table each can answer, newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from reader.articles.nodes import And, Near, Node, Not, Or, Phrase, Term
from reader.store.asking import BOTH, Asking
from reader.store.conditions import is_known

_MOST_BRANCHES = 12
"""More are not put together from lists, but asked for stretch by stretch."""


@dataclass(frozen=True, slots=True)
class Branch:
    """What answers all of these nodes; an answer is what answers any of its branches."""

    fast: tuple[Node, ...] = ()
    """For the table of words."""
    exact: tuple[Node, ...] = ()
    """For the table of words in their places."""
    known: tuple[Node, ...] = ()
    """For the truth."""


def branches(root: Node, asking: Asking) -> list[Branch] | None:
    """The branches of a query; None if they would be too many."""
    parted = _parted(root, asking)
    return None if parted is None else [_settled(nodes, asking) for nodes in parted]


def is_whole(node: Node, asking: Asking) -> bool:
    """Whether the truth or one table can answer a node alone."""
    return is_known(node) or bool(asking.tables(node))


def without(node: Node) -> Node:
    """What does not answer a node, said by its parts."""
    match node:
        case And(nodes):
            return Or(tuple(map(without, nodes)))
        case Or(nodes):
            return And(tuple(map(without, nodes)))
        case Not(inner):
            return inner
        case _:
            return Not(node)


def _parted(node: Node, asking: Asking) -> list[tuple[Node, ...]] | None:
    """A query as any of these, each of them all of these nodes, each of which is whole."""
    if is_whole(node, asking):
        return [(node,)]
    match node:
        case Or(nodes):
            found: list[tuple[Node, ...]] = []
            for inner in _gathered(nodes, asking):
                parted = _parted(inner, asking)
                if parted is None:
                    return None
                found += parted
            return found if len(found) <= _MOST_BRANCHES else None
        case And(nodes):
            return _product([_parted(inner, asking) for inner in nodes])
        case Not(inner):
            return _parted(without(inner), asking)
        case _:
            raise ValueError(f"nobody answers {node}")


def _product(parts: Sequence[list[tuple[Node, ...]] | None]) -> list[tuple[Node, ...]] | None:
    found: list[tuple[Node, ...]] = [()]
    for part in parts:
        if part is None or len(found) * len(part) > _MOST_BRANCHES:
            return None
        found = [(*left, *right) for left, right in product(found, part)]
    return found


def _gathered(nodes: Iterable[Node], asking: Asking) -> list[Node]:
    """Alternatives, those that one table can answer together made one."""
    kinds: dict[str, list[Node]] = {}
    apart: list[Node] = []
    for node in nodes:
        tables = asking.tables(node)
        if not is_whole(node, asking):
            apart.append(node)
        elif "fast" in tables:
            kinds.setdefault("fast", []).append(node)
        else:
            kinds.setdefault("exact" if tables else "known", []).append(node)
    gathered = [Or(tuple(alike)) if len(alike) > 1 else alike[0] for alike in kinds.values()]
    return [*gathered, *apart]


def _settled(nodes: Iterable[Node], asking: Asking) -> Branch:
    """Nodes that are whole, each with the one who answers it."""
    flat = [inner for node in nodes for inner in _flat(node)]
    # Sources and languages are known to the truth, too, but words pass over all others.
    texts = [node for node in flat if asking.tables(node)]
    known = [node for node in flat if not asking.tables(node)]
    exact = [node for node in texts if "fast" not in asking.tables(node)]
    fast = [node for node in texts if "fast" in asking.tables(node)]
    if exact and all(asking.tables(node) == BOTH for node in fast):
        exact, fast = exact + fast, []
    elif exact:
        fast += [loose for node in exact for loose in _loosened(node)]
    return Branch(tuple(fast), tuple(exact), tuple(known))


def _flat(node: Node) -> list[Node]:
    return (
        [inner for one in node.nodes for inner in _flat(one)] if isinstance(node, And) else [node]
    )


def _loosened(node: Node) -> list[Node]:
    """Words that every article has that answers a node for the exact table."""
    match node:
        case Phrase((*tokens, last), is_prefix, field):
            return [*(Term(token, field=field) for token in tokens), Term(last, is_prefix, field)]
        case Near(tokens, _, field):
            return [Term(token, field=field) for token in tokens]
        case _:
            return []
