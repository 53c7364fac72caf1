"""Languages by their codes and English names. Source: ISO 639-1."""

from functools import cache

_NAMES = """
aa afar; ab abkhazian; ae avestan; af afrikaans; ak akan; am amharic; an aragonese; ar arabic;
as assamese; av avaric; ay aymara; az azerbaijani; ba bashkir; be belarusian; bg bulgarian;
bi bislama; bm bambara; bn bengali; bo tibetan; br breton; bs bosnian; ca catalan; ce chechen;
ch chamorro; co corsican; cr cree; cs czech; cu church slavonic; cv chuvash; cy welsh; da danish;
de german; dv divehi; dz dzongkha; ee ewe; el greek; en english; eo esperanto; es spanish;
et estonian; eu basque; fa persian; ff fulah; fi finnish; fj fijian; fo faroese; fr french;
fy frisian; ga irish; gd gaelic; gl galician; gn guarani; gu gujarati; gv manx; ha hausa;
he hebrew; hi hindi; ho hiri motu; hr croatian; ht haitian; hu hungarian; hy armenian; hz herero;
ia interlingua; id indonesian; ie interlingue; ig igbo; ii sichuan yi; ik inupiaq; io ido;
is icelandic; it italian; iu inuktitut; ja japanese; jv javanese; ka georgian; kg kongo; ki kikuyu;
kj kuanyama; kk kazakh; kl kalaallisut; km khmer; kn kannada; ko korean; kr kanuri; ks kashmiri;
ku kurdish; kv komi; kw cornish; ky kyrgyz; la latin; lb luxembourgish; lg ganda; li limburgish;
ln lingala; lo lao; lt lithuanian; lu luba; lv latvian; mg malagasy; mh marshallese; mi maori;
mk macedonian; ml malayalam; mn mongolian; mr marathi; ms malay; mt maltese; my burmese; na nauru;
nb bokmal; nd north ndebele; ne nepali; ng ndonga; nl dutch; nn nynorsk; no norwegian;
nr south ndebele; nv navajo; ny chichewa; oc occitan; oj ojibwa; om oromo; or odia; os ossetian;
pa punjabi; pi pali; pl polish; ps pashto; pt portuguese; qu quechua; rm romansh; rn rundi;
ro romanian; ru russian; rw kinyarwanda; sa sanskrit; sc sardinian; sd sindhi; se sami; sg sango;
si sinhala; sk slovak; sl slovenian; sm samoan; sn shona; so somali; sq albanian; sr serbian;
ss swati; st sotho; su sundanese; sv swedish; sw swahili; ta tamil; te telugu; tg tajik; th thai;
ti tigrinya; tk turkmen; tl tagalog; tn tswana; to tongan; tr turkish; ts tsonga; tt tatar; tw twi;
ty tahitian; ug uighur; uk ukrainian; ur urdu; uz uzbek; ve venda; vi vietnamese; vo volapuk;
wa walloon; wo wolof; xh xhosa; yi yiddish; yo yoruba; za zhuang; zh chinese; zu zulu
"""


@cache
def language_names() -> dict[str, str]:
    """The English name of each language in lower case, by its code."""
    pairs = (entry.strip().split(maxsplit=1) for entry in _NAMES.split(";"))
    return dict(sorted((code, name) for code, name in pairs))


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, name in language_names().items()}


def language_code(written: str) -> str | None:
    """The code of a language.

    Args:
        written: Its code, also with a region (``en-GB``), or its name, in any case.

    Returns:
        ISO 639-1, lower case; None for what is no language.
    """
    name = written.strip().lower()
    if name in _codes():
        return _codes()[name]
    code = name.replace("_", "-").partition("-")[0]
    return code if code in language_names() else None


def may_become_language(written: str) -> bool:
    """Whether a language's code or name begins so."""
    name = written.strip().lower()
    return any(known.startswith(name) for known in (*language_names(), *_codes()))
