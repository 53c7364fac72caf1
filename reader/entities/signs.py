"""Words next to a name that tell what it names."""

import re
from typing import NamedTuple

from reader.entities.span import Span
from reader.entities.wording import words_of

_PLACES = (
    "town|city|village|province|port|suburb|district|island|region|county|municipality|hamlet"
    "|neighbou?rhood|prefecture|governorate|enclave|resort|commune|parish|township|borough"
    "|settlement|peninsula|valley"
)
_IS_PLACE = re.compile(
    rf" (?:{_PLACES}|mountains|river|coast|airport)\b"
    rf"|,? (?:is|was) an? (?:[a-z-]+ ){{0,3}}(?:{_PLACES})\b"
    rf"|, (?:a|an|the) (?:[a-z-]+ ){{0,3}}(?:{_PLACES})\b"
)
_IN_STATE = re.compile(r", ?([A-Z][\w-]*(?:\.[A-Z])*\.?(?: [A-Z][\w-]*){0,2})(?=[,;.)\n]|$)")
_OF_PLACE = words_of(
    "town city village province port suburb suburbs district island region county municipality "
    "hamlet neighborhood neighbourhood prefecture governorate enclave resort commune capital "
    "outskirts streets villagers residents inhabitants people mayor siege battle liberation "
    "bombing bombardment shelling invasion occupation airport north south east west northeast "
    "northwest southeast southwest km miles kilometers kilometres"
)
"""Before "of": of a place."""
_IN_PLACE = words_of(
    "born lived living lives live died raised based headquartered resides residing arrived "
    "arrives arriving landed landing buried educated settled stationed staying stayed worked "
    "meeting held talks summit conference rally ceremony protests elections fighting troops forces "
    "detained arrested killed shot injured wounded home house hospital prison school hotel market "
    "village town office offices factory plant race match game tournament final won fell later "
    "today yesterday"
)
"""Before "in": done or standing in a place."""
_TO_PLACE = words_of(
    "fly flew flies flying flown flight flights travel travels traveled travelled traveling "
    "travelling move moves moved moving go goes going went return returns returned returning drive "
    "drove driving sail sailed trip trips visit road route emigrated deported fled flee came bus "
    "train railway line leads journey way aid"
)
"""Before "to": towards a place."""
_IN = words_of("in near outside across around")
_AT_PLACE = words_of(
    "retook retake recapture recaptured besiege besieged shelled invaded invading visited visiting "
    "overran insurgent-held rebel-held liberated occupied northern southern eastern western "
    "central downtown nearby fled fleeing near outside around throughout via"
)
"""Right before a place's name."""
_TOWARDS = {
    "in": _IN_PLACE,
    "to": _TO_PLACE,
    "at": words_of("arrived arriving arrives"),
    "from": words_of("arrived arriving arrives"),
}
_PERSONS = words_of(
    "president minister premier senator governor mayor chancellor king queen prince princess pope "
    "bishop captain coach striker goalkeeper midfielder defender winger quarterback pitcher "
    "footballer batsman bowler boxer cyclist swimmer sprinter skier jockey referee umpire manager "
    "judge actor actress singer composer guitarist pianist drummer rapper comedian painter poet "
    "writer author novelist playwright journalist columnist correspondent photographer director "
    "spokesman spokeswoman teammate compatriot lawyer attorney prosecutor detective inspector "
    "analyst economist historian philosopher scientist physicist professor surgeon astronaut pilot "
    "farmer hairdresser businessman businesswoman tycoon billionaire politician lawmaker "
    "legislator candidate nominee leader dissident activist mr mrs ms miss dr sir lady dame sen "
    "rep gov gen lt col maj capt sgt prof rev"
)
"""Right before a person's name, without the full stop."""
_KIN = words_of(
    "wife husband son daughter brother sister father mother uncle aunt cousin nephew niece fiance "
    "fiancee fiancé fiancée girlfriend boyfriend partner grandson granddaughter grandfather "
    "grandmother widow friend"
)
_WHOSE = words_of("his her their my our whose")
_IS_PERSON = re.compile(
    r",? who\b|, (?:(?:Chief|Presiding|Circuit|District) )?(?:Judge|Justice|J\.|C\.J\.)(?!\w)"
    r"|, \d\d,| \(\d\d\)|, aged \d| was born\b| \((?:born|b\.|née|died)\b"
    r"| \(\d{4} ?[-\u2013] ?\d{4}\)|, born "
    r"|'s (?:wife|husband|son|daughter|brother|sister|father|mother|widow|lawyers?|birthday)\b"
)
_ORGANISATIONS = words_of(
    "company firm conglomerate consortium operator manufacturer maker developer publisher brewer "
    "carmaker automaker chipmaker drugmaker insurer lender bank airline retailer brand subsidiary "
    "startup broadcaster newspaper magazine network band club team faction militia party agency"
)
"""Right before an organisation's name."""
_IS_ORGANISATION = re.compile(
    r" (?:shares?|stock|shareholders|investors|employees|executives?|CEO|chief executive|chairman"
    r"|captain|coach|striker|midfielder|goalkeeper|keeper|defender|winger|players?|fans|supporters"
    r"|factory|plc|officials|board|management|brand|label|subsidiary|customers|website|magazine"
    r"|newspaper|manager)\b"
)
_BEATS = re.compile(
    r" (?:beats?|defeated|thrashed|edged|drew with|lost to|hosts?|play(?:s|ed)?) [A-Z]"
)
_STANDING = re.compile(r"(?: +[\d.,:/-]+){3}")
_AGED = "-year-old"
_STATES = words_of(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY "
    "NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC "
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb "
    "Nev Okla Ore Pa Tenn Tex Vt Va Wash Wis Wyo"
)
"""Short forms of states of the USA, which stand behind a town's name."""
_REACH = 40


class Before(NamedTuple):
    """The words right before a name, in its line; empty for none."""

    last: str
    previous: str
    third: str
    """The last but two."""


def words_before(text: str, start: int) -> Before:
    """The words before a place in a text; none where a quote or a bracket parts."""
    line = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    if not line.endswith(" "):
        return Before("", "", "")
    words = ["", "", "", *line.split()]
    return Before(words[-1], words[-2], words[-3])


def place_signs(text: str, span: Span, before: Before) -> bool:
    """Whether the words around say that the span is a place: "born in", "the village of"."""
    start, end = span.start, span.end
    if _IS_PLACE.match(text, end):
        return True
    last, previous, third = before
    if last == "the" and previous == "of":
        last, previous = previous, third
    if last == "of":
        return previous in _OF_PLACE
    is_word = " " not in text[start:end]
    if is_word and last in _IN and span.label in {"PERSON", "NORP"}:
        return True
    if text.startswith("'s", end) or text[start:end].isupper():
        return False
    return last in _AT_PLACE or previous in _TOWARDS.get(last, ())


def state_behind(text: str, span: Span) -> str:
    """What may be the state or country behind a town's name ("Lille, France"), else ""."""
    match = _IN_STATE.match(text, span.end)
    return match.group(1) if match else ""


def is_short_state(word: str) -> bool:
    """Whether a word is the short form of a state of the USA: OH, Calif."""
    return word.rstrip(".") in _STATES


def person_signs(text: str, span: Span, before: Before) -> bool:
    """Whether the words around say that the span is a person: "his wife", "captain", "27"."""
    last, previous, third = before
    word = last.rstrip(".").lower()
    if word in _PERSONS or last.endswith(_AGED) or _IS_PERSON.match(text, span.end):
        return True
    return word.rstrip(",") in _KIN and (previous in _WHOSE or third in _WHOSE)


def organisation_signs(text: str, span: Span, before: Before) -> bool:
    """Whether the words around say that the span is an organisation: "the band", "shares"."""
    if before.last in _ORGANISATIONS or _IS_ORGANISATION.match(text, span.end):
        return True
    if span.label in {"GPE", "LOC", "NORP"} and _BEATS.match(text, span.end):
        return True
    # A line of a table: nothing before the name, figures behind it.
    is_standing = not before.last and _STANDING.match(text, span.end)
    return bool(is_standing) and not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
