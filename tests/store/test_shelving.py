import hashlib

from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import Article
from reader.store.packing import unpack
from reader.store.shelving import arrival

TEXTS = st.text(alphabet=st.sampled_from("ab \n\té\u3000\x1c"), max_size=30) | st.text(
    st.characters(max_codepoint=0xDFF)
)
"""In scripts that part words."""


@given(TEXTS)
def test_words_are_parted_by_white_space_of_any_kind(text: str) -> None:
    ready = arrival(Article(text=text, source="wire"), b"", changed_ns=0, size=0)

    assert ready.words == len(text.split())


@given(st.text())
def test_an_article_is_made_ready_with_its_text_and_checksum(text: str) -> None:
    ready = arrival(Article(text=text, source="wire"), b"", changed_ns=0, size=0)

    assert unpack(ready.packed, None) == text
    assert ready.digest == hashlib.sha256(text.encode()).digest()
