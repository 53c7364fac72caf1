"""Small facts of English spelling that the rules share."""

import re
from collections.abc import Iterator
from functools import lru_cache


def words_of(text: str) -> frozenset[str]:
    """The blank-separated words of a text."""
    return frozenset(text.split())


PARTICLES = words_of(
    "al el bin ibn ben abu van von der den de del della di da do dos du la le les ter ten y e st of"
)
"""Words that stand in lower case inside names of persons."""

CAPITALISED = r"[^\W\d_a-zà-öø-ÿ][\w'&.-]*"
"""Pattern of a word that begins with a capital."""

PARTIES = words_of(
    "plaintiff defendant petitioner respondent appellant appellee claimant plaintiffs defendants "
    "petitioners respondents appellants appellees claimants"
)
"""Sides of a case, of which the name of a person or a company follows, in lower case."""

TITLES = PARTIES | words_of(
    "mr mrs ms miss dr prof professor sir lord lady dame president vice-president minister "
    "premier secretary senator sen congressman congresswoman congressmen representative rep "
    "governor gov mayor chancellor king queen prince princess pope bishop archbishop cardinal "
    "father sister brother reverend rev rabbi imam sheikh sheik shaikh ayatollah mullah grand "
    "general gen lieutenant lt colonel col major maj captain capt sergeant sgt corporal cpl "
    "private pvt commander brigadier brig admiral adm marshal judge justice attorney ambassador "
    "envoy chairman chairwoman chairperson spokesman spokeswoman coach leader chief director "
    "commissioner crown emperor empress sultan emir officer deputy vice prime foreign defence "
    "defense interior finance supreme acting former hon right staff detective inspector constable "
    "superintendent sheriff treasurer"
)
"""Words before a person's name that are no part of it, in lower case, without the full stop."""

_TITLE_ENDS = TITLES - words_of(
    "prime foreign defence defense interior finance supreme grand crown right vice acting former "
    "deputy chief"
)
PLACE_BEGINNINGS = words_of("Mount Mt Lake Lakes Cape River Gulf Isle Strait Camp Port")
"""First words of places."""

PLACE_HEADS = words_of(
    "Lake Mosque Dam Barrage Hotel Airport Bridge Stadium River Mountain Mountains Street Road "
    "Avenue Square Park Island Islands Valley Cathedral Palace Tower Highway Boulevard Plaza Bay "
    "Beach Hill Hills Desert Sea Ocean Gulf Strait Canal Peninsula Province County District "
    "Creek Pond Brook Reservoir Forest Falls Lakes Parish Coast Canyon Glacier Volcano Peak Ridge "
    "Heights Harbour Harbor Plateau Basin Isles Isle Trail"
)
"""Last words of places that bear a name of their own."""

ORGANISATION_HEADS = words_of(
    "University College Bank Corp Corporation Inc Ltd Plc Company Party Ministry Department Group "
    "Association Institute Council Committee Federation Union Club Agency Authority Foundation "
    "Commission Organisation Organization Society Parliament Assembly Army Brigade Brigades Front "
    "Forces Movement League Times Post Tribune Herald Gazette Airlines Airways Industries Holdings "
    "Court Bureau Academy School Fund Firm Network Coalition Alliance Congress United Rovers "
    "Wanderers"
)
"""Last words of organisations."""

COMMON_HEADS = words_of(
    "Museum Railroad Railway Railways Orchestra Philharmonic Records Recordings Studios Pictures "
    "Entertainment Magazine Broadcasting Television Radio Press Journal Daily Weekly Star "
    "Telegraph Observer Guardian Chronicle News Newsroom Battalion Regiment Squadron Corps "
    "Division Guard Trust Partners Capital Securities Insurance Bancorp Motors Petroleum "
    "Pharmaceuticals "
    "Laboratories Technologies Systems Communications Consortium Associates Enterprises Exchange "
    "Seminary Confederation Senate Tribunal Police Navy Force Library Hospital Hospitals Schools "
    "Universities Service Services Office Board Chamber Team Center Centre Institution Conference "
    "Initiative Program Programme Directorate Secretariat Embassy Consulate Mission Affiliation"
)
"""Last words of organisations that are as often words of their own."""

COMPANY_ENDINGS = words_of(
    "Inc INC Ltd LTD Limited LIMITED Corp CORP Co LLC PLC Plc GmbH AG Bhd SpA LLP ASA Oyj NV "
    "L.P. L.L.C. N.V. S.A."
)
"""Of companies' names."""

GOVERNING_HEADS = words_of(
    "Ministry Parliament Government Army Court Police Embassy Force Navy Senate Congress Council "
    "Assembly Commission Consulate Office Board Service Services Guard Department Mission Front "
    "Team Party Union Federation Association"
)
"""Last words of what each country has one of: its name stands before it as a name of its own."""

BUILDINGS = words_of(
    "Mosque Dam Barrage Hotel Airport Bridge Bridges Stadium Theatre Theater Arena Auditorium Hall "
    "Station Garage Terminal Road Street Avenue Highway Tower Palace Cathedral Field Castle Abbey "
    "Cemetery Lane Drive"
)
"""Last words of what was built."""

OFFICES = words_of(
    "University College Bank Ministry Department Institute Office Board Council Committee "
    "Federation Union Association Academy School Museum Court Agency Authority Bureau Foundation "
    "Society Organisation Organization Chamber Railway"
)
"""First words of organisations, before "of" or "for"."""

DAYS = words_of(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December"
)
"""Days and months, which begin with a capital and are no part of a name."""

FUNCTION_WORDS = words_of(
    "about above across after against all along also although always am amid among an and "
    "another any are around as at back be because been before behind being below beneath "
    "beside besides between beyond both but by can could despite did do does doing done down "
    "during each either else ever every except few for from had has have having he her here "
    "hers herself him himself his how i if in inside into is it its itself just least less "
    "let many may me might mine more most much must my myself near neither never next no "
    "nobody none nor not nothing now of off on once one only onto or other others our ours "
    "out outside over own per perhaps quite rather same shall she should since so some "
    "someone something still such than that the their them themselves then there these they "
    "this those though through throughout thus till to today together too toward towards "
    "under until up upon us very via was we well were what when where whether which while who "
    "whom whose why will with within without would yet you your yours two three four five six "
    "seven eight nine ten"
)
"""Words without a meaning of their own, and numbers to ten."""

SENTENCE_START = re.compile(r"(?:^|[.!?:]['\")]*\s+|[\n\"(\[]\s*)['\"(]*$")
"""At the end of the few characters before a word that begins a sentence, or a quotation."""

_WORD = re.compile(r"[\w'&-]+\.?")
_SMALL_WORD = re.compile(r"(?<![\w'-])[a-z]{2,}(?![\w'-])")


@lru_cache(maxsize=1)
def small_words(text: str) -> frozenset[str]:
    """The words that a text has in lower case; kept for the next step that asks."""
    return frozenset(_SMALL_WORD.findall(text))


def is_title(word: str) -> bool:
    """Whether the word is, or is part of, a title before a name."""
    return word.rstrip(".").lower() in TITLES


def title_end(text: str, start: int, end: int) -> int:
    """Where the titles end with which a stretch of text begins; `start` if it has none.

    "Supreme" alone is no title: the last word must be one that can stand before a name.
    """
    at = start
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        if not is_title(word) or text[at : match.start()].strip(" "):
            break
        if word.rstrip(".").lower() in _TITLE_ENDS:
            start = match.end()
        at = match.end()
    return start


def occurrences(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Where a form stands in the text as a word or words of its own, in order."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not _joins(text[at - 1 : at]) and not (text[end : end + 1].isalnum()):
            yield at, end
        at = text.find(form, end)


def _joins(mark: str) -> bool:
    return mark.isalnum() or mark in {"-", "_", "@", "/", "."} if mark else False
