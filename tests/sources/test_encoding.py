import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.sources.encoding import decoded

FRENCH = (
    "Le président a été reçu à l'Élysée, où il a évoqué l'été à venir. "
    "Les élèves français préfèrent les vacances à l'école, d'après l'enquête. "
)
RUSSIAN = (
    "Президент заявил в четверг, что переговоры будут продолжены на следующей неделе. "
    "Министр иностранных дел отказался отвечать на вопросы журналистов. "
)
JAPANESE = "首相は木曜日に記者会見を開き、新しい経済政策について説明した。野党は強く反対している。"
CHINESE = "总理星期四举行记者招待会，说明了新的经济政策。反对党表示强烈反对，并要求重新选举。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (FRENCH, "utf-32"),
        (FRENCH * 3, "cp1252"),
        (RUSSIAN * 3, "cp1251"),
        (RUSSIAN * 3, "koi8-r"),
        (JAPANESE * 3, "shift_jis"),
        (JAPANESE * 3, "euc-jp"),
        (JAPANESE * 3, "iso-2022-jp"),
        (CHINESE * 3, "gb18030"),
        (CHINESE * 3, "utf-8"),
        ("plain ASCII", "ascii"),
        ("", "ascii"),
    ],
)
def test_a_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("été à la plage française", "cp1252"),
        ("Il presidente è arrivato a Roma", "cp1252"),
        ("La città è già piena di turisti perché è estate", "cp1252"),
        ("Hallitus päätti, että verot eivät nouse", "cp1252"),
        ("große Städte prüfen Änderungen", "cp1252"),
        ("Premier ogłosił, że podwyżki będą wyższe", "cp1250"),
        ("Компания Apple представила iPhone в США", "cp1251"),
        ("Ο πρωθυπουργός δήλωσε την Πέμπτη", "cp1253"),
        ("使用iPhone手机的人增加了", "gb18030"),
    ],
)
def test_a_short_text_keeps_its_alphabet(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_an_encoding_shows_where_the_first_character_beyond_ascii_is() -> None:
    text = "word " * 20_000 + FRENCH

    assert decoded(text.encode("cp1252")) == text


def test_one_broken_byte_does_not_change_the_encoding_of_the_rest() -> None:
    content = (FRENCH * 5).encode()
    broken = content[:100] + b"\xff" + content[100:]

    text = decoded(broken)

    assert text.replace("\ufffd", "") == FRENCH * 5


@pytest.mark.parametrize("text", ["word " * 1000 + "\0", "Title\n\n\0\1\2"])
def test_a_few_controls_do_not_make_a_text_binary(text: str) -> None:
    assert decoded(text.encode()) == text


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 40,
        gzip.compress(b"".join(number.to_bytes(3) for number in range(9000))),
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + bytes(2000),
        b"\x7fELF" + bytes(500),
        bytes(100),
    ],
)
def test_binary_data_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(SourceError, match="binary"):
        decoded(content)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_text_or_refused(content: bytes) -> None:
    try:
        text = decoded(content)
    except SourceError:
        return
    text.encode(errors="surrogatepass")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\x1b\ufeff")))
def test_any_utf_8_is_read_as_it_is(text: str) -> None:
    assert decoded(text.encode()) == text
