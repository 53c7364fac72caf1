"""``newsreader entities``."""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable

from reader.articles.clean import clean_line
from reader.articles.mention import Label, kind_of
from reader.articles.named import NamedArticle
from reader.cli.items import Items
from reader.cli.library import library_of
from reader.cli.output import fitted, standard_error, standard_output
from reader.cli.records import entity_record
from reader.entities.recognizer import DEFAULT_ID
from reader.store.entities import EntityCount

_NAME_CELLS = 32


def run(arguments: argparse.Namespace) -> int:
    """List what the named articles, or all of the library's, mention."""
    if arguments.items:
        items = Items(arguments)
        _print(_counted(items), is_json=arguments.json)
        return 1 if items.failed else 0
    with library_of(arguments.library) as library:
        _print(library.names.all_entities(), is_json=arguments.json)
        if next(library.names.unnamed(DEFAULT_ID), None) is not None:
            words = "some articles were not read for names yet; newsreader names does"
            standard_error().message(f"newsreader: {words}")
    return 0


def _counted(items: Iterable[NamedArticle]) -> list[EntityCount]:
    """What the items mention, most mentioned first."""
    labels: defaultdict[str, Counter[Label]] = defaultdict(Counter)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    articles: Counter[str] = Counter()
    names: dict[str, str] = {}
    for item in items:
        for mention in item.mentions:
            labels[mention.entity][mention.label] += 1
            forms[mention.entity][item.article.text[mention.start : mention.end]] += 1
            names.setdefault(mention.entity, mention.name)
        articles.update({mention.entity for mention in item.mentions})
    counts = [
        EntityCount(
            entity=entity,
            name=name,
            label=labels[entity].most_common(1)[0][0],
            aliases=tuple(form for form, _ in forms[entity].most_common()),
            mentions=forms[entity].total(),
            articles=articles[entity],
        )
        for entity, name in names.items()
    ]
    return sorted(counts, key=lambda count: (-count.mentions, count.entity))


def _print(entities: Iterable[EntityCount], *, is_json: bool) -> None:
    output = standard_output()
    for entity in entities:
        if is_json:
            output.json(entity_record(entity))
            continue
        name = clean_line(entity.name)
        others = [alias for alias in map(clean_line, entity.aliases) if alias != name]
        output.line(
            f"{entity.mentions:>6} in {entity.articles:>5}  {kind_of(entity.label):<12} "
            f"{fitted(name, _NAME_CELLS) if others else name}"
            + (f"  {', '.join(others)}" if others else "")
        )
