"""What articles call their language."""

from reader.articles.languages import language_code

# Other names than English ones: a line a language, its code first, then its codes of three
# letters (Source: ISO 639-2), older codes and its own name.
_NAMES = """
am amh
ar ara
bg bul
bn ben
bs bos
ca cat
cs ces cze
cy cym wel
da dan
de deu ger deutsch
el ell gre
en eng
es spa español castellano
et est
eu eus baq
fa fas per farsi
fi fin
fr fra fre français
ga gle
gl glg
gu guj
ha hau
he heb iw
hi hin
hr hrv
hu hun
hy hye arm
id ind in
is isl ice
it ita italiano
ja jpn
ka kat geo
kk kaz
km khm
ko kor
ku kur
lt lit
lv lav
mk mkd mac
ml mal
mr mar
ms msa may
mt mlt
my mya bur
nb nob
ne nep
nl nld dut nederlands flemish
nn nno
no nor
pa pan
pl pol polski
ps pus
pt por português
ro ron rum mo
ru rus русский
si sin
sk slk slo
sl slv slovene
so som
sq sqi alb
sr srp
sv swe svenska
sw swa
ta tam
te tel
th tha
tl tgl filipino
tr tur türkçe
uk ukr
ur urd
uz uzb
vi vie
yo yor
zh zho chi
"""
_LONGEST = 40
"""Code points; what is longer names no language."""

_BY_NAME = {
    name: code for code, *names in map(str.split, _NAMES.strip().split("\n")) for name in names
}


def declared_language(declared: object) -> str | None:
    """The code of the language that an article says it is in.

    Args:
        declared: As articles say it: "en-GB", "en_US.UTF-8", "eng", "English".

    Returns:
        ISO 639-1, lower case; None where no language is named.
    """
    if not isinstance(declared, str) or len(declared) > _LONGEST:
        return None
    name = declared.strip().casefold().replace("_", "-").partition(".")[0]
    return language_code(name) or _BY_NAME.get(name.partition("-")[0])
