import hashlib
import json
import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest

from reader.articles.clean import clean_text
from tests.bench.archive import SPAN, Archive, Entry
from tests.bench.coined import LIMIT, coined
from tests.bench.draft import ENGLISH

WORD = re.compile(r"[^\W_]+")
DAY_S = 86_400


@pytest.fixture(scope="module")
def sample() -> list[Entry]:
    whole = Archive(SPAN)
    return [whole.entry(number) for number in range(0, SPAN, SPAN // 1500)]


def words(entry: Entry) -> set[str]:
    return set(WORD.findall(entry.article.text.casefold()))


def body(entry: Entry) -> list[str]:
    return entry.article.text.partition("\n\n")[2].split()


def test_same_archive_is_made_byte_for_byte_again(tmp_path: Path) -> None:
    path = tmp_path / "archive.jsonl"

    Archive(300).write(path)

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest == "7d7852922c2c405b6129c615b837ffc07cfa6158afacf167898103c834dd177d"


def test_another_seed_makes_another_archive() -> None:
    assert Archive(300, seed=8).entry(5).article != Archive(300).entry(5).article


def test_article_made_alone_is_the_one_in_its_archive() -> None:
    archive = Archive(300)
    alone = [Archive(300).entry(number) for number in (299, 0, 150)]

    in_turn = list(archive)

    assert [in_turn[entry.number].article for entry in alone] == [one.article for one in alone]
    assert [in_turn[entry.number].mentions for entry in alone] == [one.mentions for one in alone]
    assert [entry.number for entry in in_turn] == list(range(300))
    assert [entry.number for entry in archive.entries(100, 110)] == list(range(100, 110))


def test_smaller_archives_are_parts_of_the_whole_one() -> None:
    whole, tenth, hundredth = Archive(SPAN), Archive(SPAN // 10), Archive(SPAN // 100)

    numbers = range(4000, 4100)

    articles = [whole.entry(100 * number).article for number in numbers]
    assert [tenth.entry(10 * number).article for number in numbers] == articles
    assert [hundredth.entry(number).article for number in numbers] == articles


def test_lines_say_what_the_articles_are() -> None:
    for entry in Archive(300).entries(0, 50):
        record = json.loads(entry.line())

        article = entry.article
        assert f"{record['title']}\n\n{record['text']}" == article.text
        assert record["source"] == article.source
        assert record.get("author") == article.author
        assert record["url"] == article.url
        assert record["language"] == article.language
        assert ("published" in record) == (article.published is not None)


def test_texts_are_clean(sample: list[Entry]) -> None:
    assert all(clean_text(entry.article.text) == entry.article.text for entry in sample)


def test_mentions_are_where_the_text_has_the_names(sample: list[Entry]) -> None:
    for entry in sample:
        text, end = entry.article.text, 0
        for mention in entry.mentions:
            form = text[mention.start : mention.end]
            assert mention.start >= end
            assert form[0].isupper() or form.startswith(("al-", "van "))
            assert (
                not text[mention.end : mention.end + 1].isalnum() or entry.article.language == "zh"
            )
            end = mention.end


def test_one_entity_has_several_names() -> None:
    forms: set[str] = set()

    for entry in Archive(SPAN).entries(0, 3000):
        forms |= {
            entry.article.text[mention.start : mention.end]
            for mention in entry.mentions
            if mention.entity == "organisation:islamic state"
        }

    assert forms == {"Islamic State", "IS", "ISIS", "Daesh", "ISIL"}


def test_words_are_as_frequent_as_in_the_news(sample: list[Entry]) -> None:
    found = Counter(word for entry in sample for word in words(entry))

    shares = {word: found[word] / len(sample) for word in found}

    assert shares["the"] > 0.9
    assert 0.65 < shares["said"] < 0.75
    assert 0.26 < shares["government"] < 0.34
    assert 0.005 < shares["mosul"] < 0.025
    assert sum(share < 0.002 for share in shares.values()) > 0.6 * len(shares)


def test_vocabulary_has_no_end(sample: list[Entry]) -> None:
    seen: set[str] = set()
    sizes = []
    for entry in sample:
        seen |= words(entry)
        sizes.append(len(seen))

    growth = sizes[-1] / sizes[len(sizes) // 2]

    assert growth > 1.4


def test_coined_words_are_all_different() -> None:
    numbers = [*range(0, 600_000, 3), *range(LIMIT - 100_000, LIMIT)]

    assert len(set(map(coined, numbers))) == len(numbers)


def test_articles_are_as_long_as_news_and_from_many_sources(sample: list[Entry]) -> None:
    lengths = [len(entry.article.text.split()) for entry in sample]
    sizes = [len(entry.article.text.encode()) for entry in sample]

    assert 400 < sum(lengths) / len(lengths) < 460
    assert 2500 < sum(sizes) / len(sizes) < 2900
    assert len({entry.article.source for entry in sample}) > 300
    assert 0.9 < sum(entry.article.language == "en" for entry in sample) / len(sample) < 0.98
    assert 0.6 < sum(entry.article.author is not None for entry in sample) / len(sample) < 0.75


def test_dates_rise_over_ten_years_but_for_some(sample: list[Entry]) -> None:
    dates = [entry.article.published for entry in sample]
    dated = [date for date in dates if date is not None]
    late = sum(after < before - 7 * DAY_S for before, after in pairwise(dated))

    assert 0.01 < dates.count(None) / len(dates) < 0.03
    assert 9 * 365 < (max(dated) - min(dated)) / DAY_S < 10 * 366
    assert 0.005 < late / len(dated) < 0.03


def test_events_come_in_bursts() -> None:
    kinds = "|".join(ENGLISH.events)
    pattern = re.compile(rf"\bthe ([A-Z]\S+ (?:{kinds}))\b")
    whole = Archive(SPAN)

    early, late = (
        Counter(
            event
            for entry in whole.entries(start, start + 600)
            for event in set(pattern.findall(entry.article.text))
        )
        for start in (100_000, 600_000)
    )

    event, count = early.most_common(1)[0]
    assert count >= 10
    assert late[event] < count / 5


def test_near_duplicates_change_a_few_words_and_the_source() -> None:
    archive = Archive(SPAN // 100)
    copies = [entry for entry in archive.entries(0, 2000) if entry.original is not None]

    assert 0.02 < len(copies) / 2000 < 0.04
    for copy in copies[:20]:
        first = archive.entry(copy.original or 0)
        same = SequenceMatcher(None, body(first), body(copy), autojunk=False).ratio()
        assert first.original is None
        assert copy.article.language == "zh" or 0.88 < same < 0.97
        assert copy.article.source != first.article.source
        if copy.article.published is not None and first.article.published is not None:
            assert 0 < copy.article.published - first.article.published <= 3 * DAY_S
