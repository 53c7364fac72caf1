from collections.abc import Iterator

from reader.articles.mention import Mention, Mentions


def mention(start: int) -> Mention:
    return Mention(
        start=start, end=start + 5, label="ORG", entity="organisation:un", name="UN",
        confidence=0.9, origin="model",
    )  # fmt: skip


class Source:
    """A thousand mentions, ten code points apart, that counts how many were made."""

    def __init__(self) -> None:
        self.made = 0

    def __iter__(self) -> Iterator[Mention]:
        for start in range(0, 10_000, 10):
            self.made += 1
            yield mention(start)


def test_mentions_are_made_as_far_as_they_are_looked_at() -> None:
    source = Source()
    mentions = Mentions(source)

    near = mentions.until(100)

    assert [found.start for found in near] == list(range(0, 101, 10))
    assert source.made == 11


def test_what_was_made_is_not_made_again() -> None:
    source = Source()
    mentions = Mentions(source)
    mentions.until(500)

    every = [found.start for found in mentions]

    assert every == [found.start for found in mentions.all()] == list(range(0, 10_000, 10))
    assert source.made == 1000


def test_two_looks_at_once_find_the_same() -> None:
    mentions = Mentions(Source())

    pairs = list(zip(mentions, mentions, strict=True))

    assert len(pairs) == 1000
    assert all(one is other for one, other in pairs)


def test_no_mentions_are_none() -> None:
    assert list(Mentions()) == list(Mentions().all()) == list(Mentions().until(10)) == []
