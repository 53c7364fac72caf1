import sys
import unicodedata

import apsw
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.articles.folding import Folded, fold
from reader.articles.words import TOKEN_LIMIT, Word, index_words, words

PIECES = st.sampled_from([
    "a", "b", "s", "d", "l", "U", "S", "qu", "'s", "'", "’", ".", " ", "\n", "3", "½", "é", "ß",
    "İ", "e\u0301", "\u0301", "ﬁ", "中", "国", "が", "か\u3099", "ไ", "ท", "\u0e31", "हि", "한",
])  # fmt: skip
ANY_TEXT = st.text() | st.lists(PIECES).map("".join)
COMPOSED_TEXT = ANY_TEXT.map(lambda text: unicodedata.normalize("NFC", text))


def fts5_tokens(texts: list[str]) -> list[list[str]]:
    """What FTS5's own tokenizer makes of each text."""
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE VIRTUAL TABLE shelf USING fts5(text, tokenize='unicode61')")
    connection.execute("CREATE VIRTUAL TABLE seen USING fts5vocab(shelf, 'instance')")
    connection.executemany("INSERT INTO shelf(text) VALUES (?)", [(text,) for text in texts])
    found: list[list[str]] = [[] for _ in texts]
    for term, row in connection.execute("SELECT term, doc FROM seen ORDER BY doc, offset"):
        found[row - 1].append(term)
    return found


def read(text: str) -> list[tuple[str, str]]:
    return [(word.token, text[word.start : word.end]) for word in words(text)]


@given(ANY_TEXT)
@example("\u19b0\u1cf2")
def test_the_index_leaves_our_words_as_they_are(text: str) -> None:
    indexed = index_words(text)

    assert fts5_tokens([indexed]) == [indexed.split()]


def test_the_index_leaves_every_character_of_unicode_as_folded() -> None:
    characters = [chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000]
    rows = ["".join(characters[start : start + 500]) for start in range(0, len(characters), 500)]
    indexed = [index_words(" ".join(row)) for row in rows]

    assert fts5_tokens(indexed) == [row.split() for row in indexed]


@given(ANY_TEXT | st.text("adlqus.' -1Sé"))
def test_words_and_index_agree(text: str) -> None:
    assert " ".join(word.token for word in words(text)) == index_words(text)


@given(ANY_TEXT)
def test_spans_lie_in_the_text_in_order_of_start(text: str) -> None:
    found = list(words(text))

    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)


@given(ANY_TEXT)
def test_a_span_holds_the_word_it_is_the_span_of(text: str) -> None:
    for word in words(text):
        inside = index_words(text[word.start : word.end]).split()

        assert word.token in inside


@given(COMPOSED_TEXT, COMPOSED_TEXT)
@example("ﬁ e\u0301", "a")
def test_words_stand_where_they_stand_whatever_goes_before(before: str, after: str) -> None:
    gap = " . "
    shift = len(before) + len(gap)

    found = list(words(before + gap + after))

    shifted = [Word(word.token, word.start + shift, word.end + shift) for word in words(after)]
    assert found == [*words(before), *shifted]


@given(ANY_TEXT)
def test_written_apart_and_together_characters_fold_alike(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    apart = unicodedata.normalize("NFD", text)

    assert fold(composed) == fold(apart)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't DON’T dont", "dont dont dont"),
        ("U.S. U.S.A. US e.g. J.K.Rowling", "us usa us eg jk rowling"),
        ("Assad's Assad’s U.S.'s jihadists' it's", "assad assad us jihadists it"),
        ("O'Brien o’brien rock'n'roll", "obrien obrien rocknroll"),
        ("l'armée d’Iraq qu'il dell'Arte", "l armee d iraq qu il dell arte"),
        ("covid-19 3.5% 1,000 AT&T C++ a_b", "covid 19 3 5 1 000 at t c a b"),
        ("anti-IS USA -backed", "anti is usa backed"),
        ("Łódź Ørsted Ünïcode straße İstanbul naïve", "lodz orsted unicode strasse istanbul naive"),
        ("ΑΘΉΝΑ Αθήνας Йод ёлка", "αθηνα αθηνασ иод елка"),
        ("שָׁלוֹם عَرَبِيّ", "שלום عربي"),
        ("ﬁne ＡＢ ½ Ⅷ na\u00adme", "fine ab 1 2 viii name"),
        ("中国人 x 日", "中国 国人 人 x 日"),
        ("대통령이 서울에", "대통 통령 령이 이 서울 울에 에"),
        ("ไทย", "ไท ทย ย"),
        ("が か\u3099", "が が"),
        ("", ""),
        ("–— … “”", ""),
    ],
)
def test_a_text_folds_to_the_words_a_reader_would_type(text: str, expected: str) -> None:
    indexed = index_words(text)

    assert indexed == expected


@given(ANY_TEXT)
@example("\ue000123 \ue00fx a\ue002b")
def test_no_text_makes_a_word_that_marks_an_entity_or_a_source(text: str) -> None:
    indexed = index_words(text).split()

    assert not any("\ue000" <= token[0] <= "\uf8ff" for token in indexed)


def test_the_characters_of_marks_fold_to_blanks() -> None:
    private = "".join(map(chr, range(0xE000, 0xF900)))

    assert not fold(private).strip()


def test_vowel_signs_of_india_part_no_word_and_tell_words_apart() -> None:
    indexed = index_words("हिन्दी हन्दा").split()

    assert len(indexed) == 2
    assert indexed[0] != indexed[1]


def test_spans_leave_out_what_is_no_part_of_the_name() -> None:
    found = read("U.S. and Assad's “naïve” ﬁnal e\u0301a’s")

    assert found == [
        ("us", "U.S"),
        ("and", "and"),
        ("assad", "Assad"),
        ("naive", "naïve"),
        ("final", "ﬁnal"),
        ("ea", "e\u0301a"),
    ]


def test_a_mark_after_a_word_belongs_to_its_last_cell() -> None:
    found = read("cafe\u0301 noir")

    assert found == [("cafe", "cafe\u0301"), ("noir", "noir")]


def test_characters_that_fold_to_two_words_give_both_their_span() -> None:
    found = read("a ½ b")

    assert found == [("a", "a"), ("1", "½"), ("2", "½"), ("b", "b")]


def test_a_long_word_is_kept_by_its_beginning() -> None:
    found = list(words("a" * 1000))

    assert [(word.token, word.end) for word in found] == [("a" * TOKEN_LIMIT, 1000)]
    assert index_words("a" * 1000) == "a" * TOKEN_LIMIT


def test_a_folded_text_of_the_same_length_keeps_its_offsets() -> None:
    folded = Folded("Über “uns”")

    assert folded.text == "uber  uns "
    assert folded.span(6, 9) == (6, 9)
