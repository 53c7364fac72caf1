import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.dating.dating import dated, one_day_written
from reader.articles.dating.days import Answer, Days, Undated, shifted
from tests.articles.dated_words import HELD_OUT, KNOWN

SEEDS = Path(__file__).parent.parent.parent / "seeds"
THURSDAY = date(2017, 11, 23)
SENTENCE = re.compile(r"(?:(\d{4}-\d\d-\d\d) (?=\w))?(.*?)\[\[(.+)\]\](.*)")
PIECES = """
last next this the of in early mid end about between and to from - , . a 2 3rd 31 1999 2017 '90s
1990s may feb. march friday fridays week weeks month year quarter century decade weekend summer
winter today yesterday tonight night morning 8 p.m. 12:30 gmt ago earlier every now christmas half
first 11/9 2017-02-30 99999
"""
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=8).map(" ".join)
ANY_DAY = st.dates() | st.sampled_from((date.min, date.max, None))


def answer(sentence: str, published: date | None = THURSDAY) -> Answer:
    """What the date in brackets means in an article of a day."""
    said = SENTENCE.fullmatch(sentence)
    assert said is not None
    own, before, words, after = said.groups()
    day = date.fromisoformat(own) if own else published
    return dated(before + words + after, len(before), len(before + words), day)


def span(written: str) -> tuple[date, date]:
    first, _, last = written.partition("..")
    return ends(first)[0], ends(last or first)[1]


def ends(written: str) -> tuple[date, date]:
    parts = [int(part) for part in written.split("-")]
    first = date(*[*parts, 1, 1][:3])
    months = {1: 12, 2: 1, 3: 0}[len(parts)]
    return first, shifted(first, months) - timedelta(1) if months else first


@pytest.mark.parametrize(("sentence", "meaning"), [*KNOWN, *HELD_OUT])
def test_a_date_means_what_a_careful_reader_takes_it_for(sentence: str, meaning: str) -> None:
    found = answer(sentence)

    if meaning.startswith("!"):
        assert isinstance(found, Undated)
        assert meaning[1:] in found.reason
    else:
        assert isinstance(found, Days)
        assert (found.first, found.last) == span(meaning.lstrip("~"))
        assert found.is_sure is not meaning.startswith("~")


@pytest.mark.parametrize(
    "sentence",
    [
        "[[today]]", "[[Thursday]]", "[[last Friday]]", "In [[July]], they", "on [[May 3]]",
        "[[two years ago]]", "[[this year]]", "[[the end of the year]]", "[[last summer]]",
        "[[Christmas]]", "the [[first quarter]]", "[[Monday to Wednesday]]", "[[May 3-5]]",
    ],
)  # fmt: skip
def test_what_counts_from_an_article_without_a_date_is_refused(sentence: str) -> None:
    assert answer(sentence, None) == Undated("no date is known for the article")


@pytest.mark.parametrize(
    "sentence", ["[[2014]]", "on [[Nov. 21, 2017]]", "[[the 1990s]]", "[[May 3-5, 2016]]"]
)
def test_what_names_its_year_needs_no_date_of_the_article(sentence: str) -> None:
    assert isinstance(answer(sentence, None), Days)
    assert answer(sentence, None) == answer(sentence, THURSDAY)


def test_of_the_seed_only_the_year_is_dated() -> None:
    text = next(SEEDS.glob("*.txt")).read_text(encoding="utf-8")
    words = ("on Thursday", "In July", "nine months", "last Friday", "today", "2014")
    places = [text.index(one) for one in words]

    found = [
        dated(text, place, place + len(one), None) for place, one in zip(places, words, strict=True)
    ]

    no_date = Undated("no date is known for the article")
    length = Undated("a length of time, not a day")
    year = Days(date(2014, 1, 1), date(2014, 12, 31))
    assert found == [no_date, no_date, length, no_date, no_date, year]


def test_the_seed_told_its_date_is_dated() -> None:
    text = next(SEEDS.glob("*.txt")).read_text(encoding="utf-8")
    meant = {"Thursday": "2017-11-23", "July": "2017-07", "last Friday": "2017-11-17"}

    for words, meaning in meant.items():
        place = text.index(words)
        found = dated(text, place, place + len(words), THURSDAY)
        assert found == Days(*span(meaning))


@pytest.mark.parametrize(
    ("sentence", "meaning"),
    [
        ("on [[March 3]], 2015, they", "2015-03-03"),
        ("in [[July]] of 2015", "2015-07"),
        ("they met last [[Monday]]", "2017-11-20"),
        ("it fell [[two days]] ago", "2017-11-21"),
    ],
)
def test_words_beside_the_date_that_belong_to_it_are_read_too(sentence: str, meaning: str) -> None:
    found = answer(sentence)

    assert isinstance(found, Days)
    assert (found.first, found.last) == span(meaning)


@given(WORDS, WORDS, WORDS, ANY_DAY)
def test_any_words_mean_some_days_in_order_or_none(
    before: str, words: str, after: str, published: date | None
) -> None:
    found = dated(f"{before} {words} {after}", len(before) + 1, len(before + words) + 1, published)

    if isinstance(found, Days):
        assert found.first <= found.last
    else:
        assert found.reason


@given(st.text(max_size=100), ANY_DAY)
def test_any_text_at_all_is_answered(words: str, published: date | None) -> None:
    assert isinstance(dated(words, 0, len(words), published), Days | Undated)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_a_day_written_in_any_usual_form_is_read(day: date) -> None:
    month = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[day.month - 1]  # noqa: SIM905
    forms = [
        f"{day}", f"{day.day} {month} {day.year}", f"{month}. {day.day}, {day.year}",
        f"{day.day}.{day.month}.{day.year}", f"{day.year}/{day.month}/{day.day}",
    ]  # fmt: skip

    assert [one_day_written(form) for form in forms] == [day] * len(forms)


@pytest.mark.parametrize("words", ["", "2017", "2017-11", "Thursday", "3/4/2017", "today", "x"])
def test_what_is_not_one_day_by_itself_is_none(words: str) -> None:
    assert one_day_written(words) is None
