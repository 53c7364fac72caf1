import random
import string
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.likeness import BAND_BITS, BANDS, ENOUGH, Likeness, agreement, likeness

DICE = random.Random(17)  # noqa: S311 -- the same texts in each run
WORDS = ["".join(DICE.choices(string.ascii_lowercase, k=DICE.randint(2, 9))) for _ in range(3_000)]
WEIGHTS = [1 / (rank + 10) for rank in range(len(WORDS))]
"""Few words make up most of a text, as in any language."""


@pytest.fixture(autouse=True)
def _same_texts_in_any_order_of_tests() -> None:
    DICE.seed(17)


def words(count: int) -> list[str]:
    return DICE.choices(WORDS, WEIGHTS, k=count)


def article(body: Sequence[str], title: str = "Ministers meet") -> str:
    return f"{title}\n\n{' '.join(body)}."


def known(body: Sequence[str]) -> Likeness:
    found = likeness(article(body))
    assert found is not None
    return found


def shares_a_band(one: Likeness, other: Likeness) -> bool:
    return not {*one.bands}.isdisjoint(other.bands)


def are_copies(one: Likeness, other: Likeness) -> bool:
    return shares_a_band(one, other) and agreement(one.sketch, other.sketch) >= ENOUGH


def with_words_changed(body: list[str], share: float) -> list[str]:
    return [DICE.choice(WORDS) if DICE.random() < share else word for word in body]


def with_sentences_changed(body: list[str], share: float) -> list[str]:
    sentences = [body[start : start + 20] for start in range(0, len(body), 20)]
    changed = [words(20) if DICE.random() < share else one for one in sentences]
    return [word for sentence in changed for word in sentence]


def with_a_new_beginning(body: list[str], share: float) -> list[str]:
    cut = int(len(body) * share)
    return [*words(cut), *body[cut:]]


@pytest.mark.parametrize(
    "changed", [with_words_changed, with_sentences_changed, with_a_new_beginning]
)
def test_texts_with_few_words_changed_are_copies(
    changed: Callable[[list[str], float], list[str]],
) -> None:
    found = 0

    for length in (60, 200, 400, 900):
        for _ in range(60):
            body = words(length)
            copy = changed(body, DICE.uniform(0.05, 0.15))
            found += are_copies(known(body), known(copy))

    assert found >= 0.95 * 240


def test_unrelated_texts_are_no_copies() -> None:
    texts = [known(words(DICE.choice((40, 150, 400)))) for _ in range(2_000)]

    assert not any(are_copies(one, other) for one, other in combinations(texts, 2))


def test_texts_that_share_less_than_half_are_no_copies() -> None:
    quoted = words(120)

    reports = [known([*words(100), *quoted, *words(80)]) for _ in range(60)]

    assert not any(are_copies(one, other) for one, other in combinations(reports, 2))


def test_what_a_source_puts_below_its_texts_makes_them_no_copies() -> None:
    below = words(35)

    texts = [known([*words(60), *below]) for _ in range(200)]

    assert not any(are_copies(one, other) for one, other in combinations(texts, 2))


def test_agreement_is_the_share_of_pairs_of_words_that_both_have() -> None:
    for share in (0.0, 0.02, 0.1, 0.3, 1.0):
        body = words(400)
        other = with_words_changed(body, share)
        pairs, others = ({*pairwise(text)} for text in (body, other))

        agreed = agreement(known(body).sketch, known(other).sketch)

        assert abs(agreed - len(pairs & others) / len(pairs | others)) < 0.2


def test_the_headline_letter_case_and_quotes_do_not_count() -> None:
    body = ["“It's", "not", "Émile’s", "house,”", *words(60)]
    plain = " ".join(body).translate(str.maketrans("“”’É", '""\'e')).lower()

    assert likeness(article(body)) == likeness(f"Another headline\n{plain}")


def test_a_text_without_a_headline_of_its_own_is_compared_whole() -> None:
    assert likeness(" ".join(WORDS[:40])) == likeness("Headline\n\n" + " ".join(WORDS[:40]))


def test_short_texts_are_not_compared() -> None:
    assert likeness(article(WORDS[:29], title=" ".join(WORDS[:60]))) is None
    assert likeness(article(WORDS[:30])) is not None


@pytest.mark.parametrize("script", ["市政府宣布新的城市规划与交通改革方案引发广泛讨论", "новости"])
def test_copies_are_found_in_any_script(script: str) -> None:
    letters = [DICE.choice(script) for _ in range(400)]
    gap = "" if len(script) > 10 else " "
    body = gap.join("".join(DICE.choices(letters, k=5)) for _ in range(80))
    copy = body[:150] + "规" * 5 + body[155:]

    one, other = likeness(f"标题\n\n{body}"), likeness(f"标题\n\n{copy}")

    assert one is not None
    assert other is not None
    assert are_copies(one, other)


def test_the_beginning_of_a_huge_text_is_compared() -> None:
    beginning = " ".join(words(6_000))

    assert likeness(f"Title\n{beginning}") == likeness(f"Title\n{beginning} {'more ' * 100_000}")


def test_likeness_is_the_same_everywhere() -> None:
    found = likeness("Title\n\n" + " ".join(str(number) for number in range(100)))

    assert found is not None
    assert found.sketch.hex()[:16] == "1a2da64fee269acf"
    assert found.bands[:2] == (1667561, 887068)


@given(st.text())
def test_any_text_has_a_likeness_or_none(text: str) -> None:
    found = likeness(text * 40)

    if found is not None:
        assert len(found.bands) == BANDS
        assert all(0 <= band < 1 << BAND_BITS for band in found.bands)
        assert agreement(found.sketch, found.sketch) == 1
