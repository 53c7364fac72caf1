import pytest
from rich.cells import cell_len

from reader.articles.mention import Mention
from reader.store.profile import Alias, Companion, Profile
from reader.store.sightings import Seen
from reader.view.drawing.glyphs import ASCII, UNICODE
from reader.view.drawing.line import Piece
from reader.view.panes.telling import Subject, Teller, Told, subject_of

STATE = Subject("organisation:islamic state", "Islamic State", "ORG")
TELLER = Teller(UNICODE)
DAY_S = 86_400


def profile(*aliases: Alias) -> Profile:
    return Profile(
        entity=STATE.entity,
        members=frozenset((STATE.entity,)),
        name=STATE.name,
        label="ORG",
        aliases=aliases,
        mentions=sum(alias.mentions for alias in aliases),
        articles=7,
    )


def text(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_what_is_not_known_yet_is_an_ellipsis() -> None:
    told = Told(subject=STATE)

    assert text(TELLER.names(told, 80)) == " names     …"
    assert text(TELLER.seen(told)) == " seen      …"
    assert text(TELLER.companions(told, 80)) == " with      …"
    assert text(TELLER.months(told, 80)) == " by month  …"


def test_what_cannot_be_known_now_says_why() -> None:
    told = Told(subject=STATE, profile=profile(), trouble="the index is being built")

    assert text(TELLER.seen(told)) == " seen      7 articles · the index is being built"
    assert text(TELLER.companions(told, 80)).strip() == "with"


def test_names_are_as_many_as_fit_and_the_rest_is_counted() -> None:
    aliases = [Alias("Islamic State", 811), Alias("IS", 389), Alias("Daesh", 164)]
    told = Told(subject=STATE, profile=profile(*aliases))

    wide, narrow = (text(TELLER.names(told, width)) for width in (80, 50))

    assert wide == " names     Islamic State 811 · IS 389 (capitals only) · Daesh 164"
    assert narrow == " names     Islamic State 811 · +2 more"


@pytest.mark.parametrize("width", [1, 12, 30, 44, 80])
def test_a_first_name_is_shown_however_little_room_there_is(width: int) -> None:
    told = Told(subject=STATE, profile=profile(*(Alias(f"Name {n}", 9 - n) for n in range(9))))

    shown = text(TELLER.names(told, width))

    assert "Name 0" in shown
    assert cell_len(shown) <= max(width, 30)


def test_times_are_told_and_articles_without_a_date() -> None:
    seen = Seen(articles=12, undated=2, first=0, last=40 * DAY_S, months=(("1970-01", 9),))

    shown = text(TELLER.seen(Told(subject=STATE, seen=seen)))

    assert (
        shown == " seen      first 1 Jan 1970 · last 10 Feb 1970 · 12 articles · 2 without a date"
    )


def test_where_nothing_has_a_date_there_are_no_months() -> None:
    seen = Seen(articles=1, undated=1, first=None, last=None, months=())
    told = Told(subject=STATE, seen=seen)

    assert text(TELLER.seen(told)) == " seen      1 article · 1 without a date"
    assert text(TELLER.months(told, 80)) == " by month  no dates"


def test_kinds_are_said_by_signs_where_there_is_no_colour() -> None:
    told = Told(subject=STATE, companions=[Companion("place:mosul", "Mosul", "GPE", 4)])
    plain = Teller(ASCII, has_sigils=True)

    assert text(plain.head(told)) == " #Islamic State - organisation"
    assert text(plain.companions(told, 80)) == " with      ^Mosul 4"
    assert text(TELLER.companions(told, 80)) == " with      Mosul 4"


def test_names_that_are_still_being_found_and_watches_are_said() -> None:
    told = Told(subject=STATE, is_naming=True, is_watched=True)

    assert text(TELLER.head(told)) == (
        " Islamic State · organisation · » watched · names are not known of all articles yet"
    )


def test_a_demonym_is_tied_to_its_place_and_a_place_to_its_people() -> None:
    iraq = Companion("place:iraq", "Iraq", "GPE", 9)
    group = Subject("group:iraqi", "Iraqi", "NORP")

    shown = text(TELLER.tied(Told(subject=group, tied=[iraq]), 80))

    assert shown == " place     Iraq 9"


def test_a_mention_is_told_of_by_its_entity() -> None:
    mention = Mention(
        start=0,
        end=2,
        label="ORG",
        entity=STATE.entity,
        name=STATE.name,
        confidence=0.9,
        origin="model",
    )

    assert subject_of(mention) == STATE._replace(mention=mention)
