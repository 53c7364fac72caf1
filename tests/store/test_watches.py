from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.articles.correction import Correction, Scope, Verdict
from reader.library import Library
from reader.store.watches import Watch
from tests.archive import article_at, mention, store

ISIS = Watch("organisation:isis", "ISIS", "ORG")
STATE = Watch("organisation:islamic state", "Islamic State", "ORG")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    texts = ["ISIS fled\n\n.", "Islamic State\n\n.", "Rain\n\n."]
    with Library.open(tmp_path / "library") as opened:
        ids = store(opened.folder, [article_at(1, text) for text in texts])
        for number, text, name in zip(ids, texts, ("ISIS", "Islamic State", "Rain"), strict=True):
            digest = opened.article(number).digest
            found = [mention(text, name, name=name)]
            opened.names.keep_mentions(number, digest, "test/1", found)
        yield opened


def test_a_name_is_watched_until_it_is_turned_again(library: Library) -> None:
    watches = library.names.watches

    turned = [watches.turn(ISIS), watches.turn(STATE), watches.turn(ISIS)]

    assert turned == [True, True, False]
    assert watches.all() == [STATE]
    assert (watches.is_watched(STATE.entity), watches.is_watched(ISIS.entity)) == (True, False)
    with Library.open(library.folder) as again:
        assert again.names.watches.all() == [STATE]


def test_articles_that_mention_a_watched_name_are_told(library: Library) -> None:
    assert library.names.watches.mentioned([1, 2, 3, 4]) == set()

    library.names.watches.turn(ISIS)

    assert library.names.watches.mentioned([1, 2, 3, 4]) == {2}
    assert library.names.watches.mentioned([3, 4]) == set()


def test_who_watches_one_name_watches_all_that_are_one_with_it(library: Library) -> None:
    library.names.watches.turn(ISIS)
    same = Correction(
        verdict=Verdict.SAME, scope=Scope.EVERYWHERE, surface="ISIS", entity=ISIS.entity,
        target=STATE.entity, name=STATE.name,
    )  # fmt: skip

    library.names.corrections.make(same)

    assert library.names.watches.is_watched(STATE.entity)
    assert library.names.watches.mentioned([2, 3, 4]) == {2, 3}
    assert not library.names.watches.turn(STATE)
    assert library.names.watches.all() == []
