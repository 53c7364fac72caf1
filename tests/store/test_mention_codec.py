import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.mention import LABELS, Mention
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
    )
).map(lambda rows: sorted(rows, key=lambda row: row[0]))


@given(MENTIONS)
def test_mentions_come_back_as_they_were(rows: list[tuple[int, ...]]) -> None:
    kept = [kept_mention(row) for row in rows]

    assert list(decoded(encoded(kept))) == kept


def kept_mention(row: tuple[int, ...]) -> KeptMention:
    start, length, label, confidence, origin, alias, name = row
    mention = Mention(
        start=start,
        end=start + length,
        label=label,  # type: ignore[arg-type]  # the strategy draws from the labels
        entity="",
        name="",
        confidence=confidence,
        origin=origin,  # type: ignore[arg-type]  # the strategy draws from the origins
    )
    return KeptMention(mention, alias, str(name))


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
