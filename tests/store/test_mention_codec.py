from typing import get_args

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.mention import LABELS, Mention, Origin
from reader.articles.why import RULE_WORDS
from reader.store.mention_codec import KeptMention, decoded, encoded

MENTIONS = st.lists(
    st.tuples(
        st.integers(0, 10_000_000),
        st.integers(1, 500),
        st.sampled_from(LABELS),
        st.integers(0, 10_000).map(lambda step: step / 10_000),
        st.sampled_from(["model", "rule", "lexicon", "user"]),
        st.integers(1, 1 << 40),
        st.text(max_size=9),
        st.sampled_from(list(RULE_WORDS)),
    )
).map(lambda rows: sorted(rows, key=lambda row: row[0]))


@given(MENTIONS)
def test_mentions_come_back_as_they_were(rows: list[tuple[int, ...]]) -> None:
    kept = [kept_mention(row) for row in rows]

    assert list(decoded(encoded(kept))) == kept


def kept_mention(row: tuple[int, ...]) -> KeptMention:
    start, length, label, confidence, origin, alias, name, rule = row
    mention = Mention(
        start=start,
        end=start + length,
        label=label,  # type: ignore[arg-type]  # the strategy draws from the labels
        entity="",
        name="",
        confidence=confidence,
        origin=origin,  # type: ignore[arg-type]  # the strategy draws from the origins
        rule=str(rule),
    )
    return KeptMention(mention, alias, str(name))


@pytest.mark.parametrize(("number", "origin"), list(enumerate(get_args(Origin))))
def test_mentions_kept_before_rules_were_have_none(number: int, origin: str) -> None:
    kept = bytes((3, 4, 9, LABELS.index("ORG"), number, 0x88, 0x27, 0))

    [(mention, alias, name)] = decoded(kept)

    assert (mention.origin, mention.rule, alias, name) == (origin, "", 9, "")
    assert (mention.start, mention.end, mention.confidence) == (3, 7, 0.5)


def test_a_rule_of_another_recognizer_is_not_kept() -> None:
    mention = Mention(
        start=0,
        end=1,
        label="ORG",
        entity="",
        name="",
        confidence=1.0,
        origin="rule",
        rule="of another",
    )

    [(kept, _, _)] = decoded(encoded([KeptMention(mention, 1, "")]))

    assert (kept.origin, kept.rule) == ("rule", "")


@given(st.binary(min_size=1))
def test_torn_bytes_are_mentions_or_damage(kept: bytes) -> None:
    try:
        list(decoded(kept))
    except apsw.CorruptError:
        return


def test_mentions_out_of_order_are_refused() -> None:
    later, sooner = (
        KeptMention(
            Mention(
                start=start,
                end=start + 1,
                label="ORG",
                entity="",
                name="",
                confidence=1.0,
                origin="rule",
            ),
            1,
            "",
        )
        for start in (5, 3)
    )

    with pytest.raises(ValueError, match="in order"):
        encoded([later, sooner])
