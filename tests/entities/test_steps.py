import pytest

from reader.entities.agreement import with_agreement
from reader.entities.aliases import introduced, long_form, with_aliases
from reader.entities.amounts import with_amounts
from reader.entities.boundaries import tidy_boundaries
from reader.entities.doubtful import without_doubtful
from reader.entities.familiar import with_lexicon
from reader.entities.lexicon.lexicon import shipped_lexicon
from reader.entities.repeats import with_repeats
from reader.entities.span import Span
from reader.entities.surnames import surnames_of, with_surnames
from tests.entities.spans import after, marked, shown


def familiar(text: str, spans: list[Span]) -> list[Span]:
    return with_lexicon(text, spans, shipped_lexicon())


def surnamed(text: str, spans: list[Span]) -> list[Span]:
    return with_surnames(text, spans, shipped_lexicon())


def undoubted(text: str, spans: list[Span]) -> list[Span]:
    return without_doubtful(text, spans, shipped_lexicon())


@pytest.mark.parametrize(
    ("before", "tidied"),
    [
        ("when [USA -backed|GPE] forces", "when [USA|GPE] -backed forces"),
        ("a [US-led|GPE] force", "a [US|GPE]-led force"),
        ("[anti-IS|ORG] offensive", "anti-[IS|ORG] offensive"),
        ("they [retook Mosul|PERSON], the", "they retook [Mosul|PERSON], the"),
        ("[the Islamic State's|ORG] men", "the [Islamic State|ORG]'s men"),
        ("[President Hassan Rouhani|PERSON] said", "President [Hassan Rouhani|PERSON] said"),
        ("[Plaintiff Ann Lee|PERSON] said", "Plaintiff [Ann Lee|PERSON] said"),
        ("[Defendant Acme LLC|ORG] said", "Defendant [Acme LLC|ORG] said"),
        ("the [Plaintiff|ORG] said", "the Plaintiff said"),
        ("Iran's [Supreme|ORG] Leader said", "Iran's Supreme Leader said"),
        ("the [Prime Minister|PERSON] said", "the Prime Minister said"),
        ("[Salvation Army Thanksgiving|ORG]", "[Salvation Army|ORG] [Thanksgiving|DATE]"),
        ("[Ford Friday|PERSON] and", "[Ford|PERSON] [Friday|DATE] and"),
        ("[Ann Lee\nPort Ellery|PERSON]", "[Ann Lee|PERSON]\n[Port Ellery|PERSON]"),
        ("[CRICKET - ENGLAND|ORG] win", "[CRICKET|ORG] - [ENGLAND|ORG] win"),
        ("[Nilesat / Hotbird|ORG] and", "[Nilesat|ORG] / [Hotbird|ORG] and"),
        ("[Noorsat/Eurobird|ORG] and", "[Noorsat|ORG]/[Eurobird|ORG] and"),
        ("[Ann Lee &|ORG] others", "[Ann Lee|ORG] & others"),
        ("[Ann Lee Title|PERSON]: Head", "[Ann Lee|PERSON] Title: Head"),
        ("[f. Ann Lee|PERSON] said", "f. [Ann Lee|PERSON] said"),
        ("[Title|PERSON]: Head", "Title: Head"),
        ("[Ann Title|PERSON] said", "[Ann Title|PERSON] said"),
        ("[Lviv, Ukraine|GPE] said", "[Lviv|GPE], [Ukraine|GPE] said"),
        ("[K. Curran 52|PERSON]; ", "[K. Curran|PERSON] 52; "),
        ("[League (NLD|ORG] of", "[League|ORG] (NLD of"),
        ("[Bashar al-Assad,[1|PERSON] who", "[Bashar al-Assad|PERSON],[1 who"),
        ("for $[5|MONEY] million now", "for [$5 million|MONEY] now"),
        ("see [https://a.example|ORG] now", "see https://a.example now"),
        ("open [Outlook.jpg|ORG] now", "open Outlook.jpg now"),
        ("[🎉 Iraq|GPE]", "🎉 [Iraq|GPE]"),
        ("the [Abu Ali al-Anbari|PERSON]", "the [Abu Ali al-Anbari|PERSON]"),
    ],
)
def test_boundaries_are_those_of_the_name(before: str, tidied: str) -> None:
    plain, spans = marked(before.replace("[Bashar al-Assad,[1|PERSON]", "Bashar al-Assad,[1"))
    if "Bashar" in before:
        spans = [Span(0, plain.index("1") + 1, "PERSON", 0.9, "model")]

    assert shown(plain, tidy_boundaries(plain, spans)) == tidied


@pytest.mark.parametrize(
    ("before", "known"),
    [
        ("anti-IS offensive", "anti-[IS|ORG] offensive"),
        ("the [Islamic|NORP] State group", "the [Islamic State|ORG] group"),
        ("the [Tigris|ORG] and Euphrates", "the [Tigris|LOC] and [Euphrates|LOC]"),
        ("It is about us.", "It is about us."),
        ("[Jordan|PERSON] said", "[Jordan|PERSON] said"),
        ("the [Iraq|ORG] of today", "the [Iraq|GPE] of today"),
        ("the [New York Times Co.|ORG] said", "the [New York Times Co.|ORG] said"),
        ("THIS IS WHAT", "THIS IS WHAT"),
        ("the Houston Chronicle", "the Houston Chronicle"),
        ("in Mosul today", "in [Mosul|GPE] today"),
    ],
)
def test_the_lexicon_corrects_and_adds(before: str, known: str) -> None:
    assert after(familiar, before) == known


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("He left. [Speakers|ORG] vowed", "He left. Speakers vowed"),
        ("He left. [Speakers Corner|ORG] is", "He left. [Speakers Corner|ORG] is"),
        ("[Iraq|GPE] vowed", "[Iraq|GPE] vowed"),
        ("the Secretary of [State|ORG] said", "the Secretary of State said"),
        ("the secretary of [Oxfam|ORG] said", "the secretary of [Oxfam|ORG] said"),
        ("He met the [Senate|ORG] again", "He met the [Senate|ORG] again"),
    ],
)
def test_everyday_words_at_a_sentences_start_are_no_names(before: str, kept: str) -> None:
    assert after(undoubted, before) == kept


@pytest.mark.parametrize("word", ["CEO", "SUVs", "LNG"])
def test_an_abbreviation_that_names_nothing_is_no_name(word: str) -> None:
    assert after(undoubted, f"the [{word}|ORG] said") == f"the {word} said"


def test_an_everyday_word_that_the_model_only_guesses_at_is_no_name() -> None:
    assert after(undoubted, "under the [Act|ORG] he", confidence=0.4) == "under the Act he"
    assert after(undoubted, "under the [Act|ORG] he", confidence=0.9) != "under the Act he"


@pytest.mark.parametrize(("company", "confidence"), [("Apple", 0.7), ("Speakers", 0.999)])
def test_a_word_that_is_a_known_or_certain_name_is_one_at_a_sentences_start(
    company: str, confidence: float
) -> None:
    before = f"He left. [{company}|ORG] said so."

    assert after(undoubted, before, confidence) == before


@pytest.mark.parametrize(
    ("before", "both"),
    [
        (
            "the [World Food Programme|ORG] (WFP) said. WFP left.",
            "the [World Food Programme|ORG] ([WFP|ORG]) said. [WFP|ORG] left.",
        ),
        (
            "[Unity Front|ORG] - known by its Arabic acronym Nadir - said. Nadir left.",
            "[Unity Front|ORG] - known by its Arabic acronym [Nadir|ORG] - said. [Nadir|ORG] left.",
        ),
        ("the [Gulf|LOC] (see map), said", "the [Gulf|LOC] (see map), said"),
        ("by Computer Aided Design (CAD).", "by Computer Aided Design (CAD)."),
        ("the Kish Relief Agency (KRA) said", "the [Kish Relief Agency|ORG] ([KRA|ORG]) said"),
    ],
)
def test_both_names_that_an_article_introduces_are_marked(before: str, both: str) -> None:
    assert after(with_aliases, before) == both


@pytest.mark.parametrize(
    ("words", "short", "start"),
    [
        ("World Food Programme", "WFP", 0),
        ("By the World Food Programme", "WFP", 7),
        ("Organization for Security and Cooperation in Europe", "OSCE", 0),
        ("World Food Programme", "XYZ", None),
        ("Food", "F", None),
    ],
)
def test_initials_spell_the_long_form(words: str, short: str, start: int | None) -> None:
    assert long_form(words, short) == start


def test_aliases_are_known_by_both_names() -> None:
    plain, spans = marked("the [World Food Programme|ORG] (WFP) said")

    [alias] = introduced(plain, spans)

    assert (alias.long, alias.short, alias.label) == ("World Food Programme", "WFP", "ORG")


@pytest.mark.parametrize(
    ("before", "marked_again"),
    [
        (
            "[Maria Kostas|PERSON] came. Kostas left.",
            "[Maria Kostas|PERSON] came. [Kostas|PERSON] left.",
        ),
        (
            "[Bashar al-Assad|PERSON] came. [Assad|ORG] left.",
            "[Bashar al-Assad|PERSON] came. [Assad|PERSON] left.",
        ),
        (
            "[Wang Dan|PERSON] came. [Wang|ORG] left.",
            "[Wang Dan|PERSON] came. [Wang|PERSON] left.",
        ),
        ("Mr. [Moi|ORG] came. Moi left.", "Mr. [Moi|PERSON] came. [Moi|PERSON] left."),
        ("[Ann Iraq|PERSON] of [Iraq|GPE].", "[Ann Iraq|PERSON] of [Iraq|GPE]."),
        ("[Ann Lee|PERSON] of Leeds.", "[Ann Lee|PERSON] of Leeds."),
    ],
)
def test_surnames_are_their_persons(before: str, marked_again: str) -> None:
    assert after(surnamed, before) == marked_again


@pytest.mark.parametrize(
    ("full", "forms"),
    [
        ("Maria Kostas", ("Kostas",)),
        ("Bashar al-Assad", ("al-Assad", "Assad")),
        ("Martin Luther King Jr.", ("King",)),
        ("Pieter van Dyck", ("van Dyck", "Van Dyck", "Dyck")),
        ("Ursula von der Leyen", ("von der Leyen", "Von der Leyen", "Leyen")),
        ("Madonna", ()),
        ("Bo Li", ()),
    ],
)
def test_a_person_is_named_by_these_forms_later(full: str, forms: tuple[str, ...]) -> None:
    assert surnames_of(full) == forms


def test_one_name_has_the_label_that_most_of_its_mentions_have() -> None:
    text = "[Dabiq|ORG] and [Dabiq|GPE] and [Dabiq|GPE] and [Rawa|GPE]"

    assert after(with_agreement, text) == text.replace("ORG", "GPE")


def test_a_sure_mention_outweighs_a_guess() -> None:
    plain, spans = marked("[Dabiq|ORG] and [Dabiq|GPE]")
    spans[0] = spans[0]._replace(confidence=0.3)

    assert {span.label for span in with_agreement(plain, spans)} == {"GPE"}


@pytest.mark.parametrize(
    ("before", "repeated"),
    [
        ("[Dabiq|GPE] fell. Dabiq is", "[Dabiq|GPE] fell. [Dabiq|GPE] is"),
        ("[State|ORG] and state. State is", "[State|ORG] and state. State is"),
        ("[Rawa|GPE] and Rawanduz", "[Rawa|GPE] and Rawanduz"),
        ("[May|DATE] and May", "[May|DATE] and May"),
    ],
)
def test_names_are_marked_wherever_they_stand(before: str, repeated: str) -> None:
    assert after(with_repeats, before) == repeated


def test_a_guess_is_not_spread_over_the_text() -> None:
    before = "[Dabiq|GPE] fell. Dabiq is"

    assert after(with_repeats, before, confidence=0.8) == before


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("It cost RM1.2 million then.", "It cost [RM1.2 million|MONEY] then."),
        ("It cost dlrs [36|CARDINAL] then.", "It cost [dlrs 36|MONEY] then."),
        ("It cost US$5bn, or €3.", "It cost [US$5bn|MONEY], or [€3|MONEY]."),
        ("It fell [2.5 per cent|MONEY].", "It fell [2.5 per cent|PERCENT]."),
        ("Between 5-15% came.", "Between [5-15%|PERCENT] came."),
        ("It fell [about 53%|PERCENT].", "It fell [about 53%|PERCENT]."),
        ("The [Top $5 Club|ORG] met.", "The [Top $5 Club|ORG] met."),
        ("In [2014|DATE], 12 came by ARM64.", "In [2014|DATE], 12 came by ARM64."),
    ],
)
def test_amounts_are_told_by_their_signs(before: str, told: str) -> None:
    assert after(with_amounts, before) == told
