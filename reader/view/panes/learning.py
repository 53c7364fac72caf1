"""Learning what a library knows of somebody, step by step, off the event loop."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace

from reader.articles.entity import entity_key
from reader.articles.mention import Kind
from reader.errors import QueryInterrupted, StoreError
from reader.library import Library
from reader.view.panes.telling import Subject, Told

_AGAIN_S = 0.1
"""Time after which a question is asked again that a search overtook."""

Step = Callable[[Told], Told]


async def learned(library: Library, told: Told, *, most: int) -> AsyncIterator[Told]:
    """Learn of a subject.

    Args:
        library: Where.
        told: What is known.
        most: Companions at most.

    Yields:
        What is known, more and more; last what is the trouble, if there is any.
    """
    for step in _steps(library, most):
        is_done = False
        while not is_done:
            try:
                told = await asyncio.to_thread(step, told)
                is_done = True
            except QueryInterrupted:
                await asyncio.sleep(_AGAIN_S)
            except StoreError as error:
                yield replace(told, trouble=str(error))
                return
        yield told


def _steps(library: Library, most: int) -> Iterator[Step]:
    profiles = library.names.profiles

    def known(told: Told) -> Told:
        entity = told.subject.entity
        return replace(
            told,
            profile=profiles.known(entity),
            tied=profiles.others(_tied(told.subject)),
            is_watched=library.names.watches.is_watched(entity),
        )

    def seen(told: Told) -> Told:
        return replace(told, seen=profiles.seen(told.subject.entity))

    def companions(told: Told) -> Told:
        found = profiles.companions(told.subject.entity, most=most)
        return replace(told, companions=found)

    def near(told: Told) -> Told:
        if told.profile is None:
            return replace(told, near=())
        return replace(told, near=profiles.near_misses(told.profile))

    yield from (known, seen, companions, near)


def _tied(subject: Subject) -> Iterator[str]:
    """Keys of the place whose people it is, or of the people of the place."""
    from reader.entities.lexicon.peoples import people_of, place_of  # noqa: PLC0415 -- read when first asked

    if subject.kind is Kind.GROUP and (place := place_of(subject.name)) is not None:
        yield entity_key(Kind.PLACE, place)
    elif subject.kind is Kind.PLACE and (people := people_of(subject.name)) is not None:
        yield entity_key(Kind.GROUP, people)
