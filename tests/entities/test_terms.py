import pytest

from reader.entities.lexicon.lexicon import shipped_lexicon
from reader.entities.span import Span
from reader.entities.terms import without_terms
from tests.entities.spans import after

FORMAL = "The parties hereby agree to what is set out herein. "


def plain(text: str, spans: list[Span]) -> list[Span]:
    return without_terms(text, spans, shipped_lexicon())


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("any [Loan Document|ORG] or other paper", "any Loan Document or other paper"),
        ("each [Party|PERSON] who. The [Party|PERSON] is", "each Party who. The Party is"),
        ("under this [Agreement|PERSON].", "under this Agreement."),
        (
            'a firm (the "[Company|GPE]"). [Company|ORG] owns',
            'a firm (the "Company"). Company owns',
        ),
        ('"[Lien|PERSON]" means a lien. A [Lien|ORG] is', '"Lien" means a lien. A Lien is'),
        ('X (" [Obligor|PERSON] "). The [Obligor|ORG] is', 'X (" Obligor "). The Obligor is'),
    ],
)
def test_a_noun_that_is_defined_or_one_of_many_is_no_name(before: str, kept: str) -> None:
    assert after(plain, before) == kept


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("The [Landlord|PERSON] may. [Landlord|GPE] is", "The Landlord may. Landlord is"),
        ("the [Trustee|ORG] under the [Indenture|ORG].", "the Trustee under the Indenture."),
        ("its [Base Rate|ORG]. No [Base Rate|ORG] is", "its Base Rate. No Base Rate is"),
        ("[Permitted Loans|ORG] and a Permitted Loan", "Permitted Loans and a Permitted Loan"),
        ("this Agreement. The [Option Agreement|PERSON]", "this Agreement. The Option Agreement"),
        ("an [Event of Default|ORG] occurs", "an Event of Default occurs"),
        ("the Lender and. [Lender or Lender|ORG]", "the Lender and. Lender or Lender"),
        ("the Loan Terms. [LOAN TERMS|ORG] of", "the Loan Terms. LOAN TERMS of"),
        ("this Section. See [Section 3|ORG].", "this Section. See Section 3."),
        ("the Seller. [Seller|ORG] is. [Seller|GPE]", "the Seller. Seller is. Seller"),
        ("[No Loan Party|ORG] is. A Loan Party is", "No Loan Party is. A Loan Party is"),
        ("the Manager. [Manager of Loan|ORG]. A Loan", "the Manager. Manager of Loan. A Loan"),
    ],
)
def test_a_noun_behind_the_in_formal_prose_is_no_name(before: str, kept: str) -> None:
    assert after(plain, FORMAL + before) == FORMAL + kept


@pytest.mark.parametrize(
    "text",
    [
        "the [Treasury|ORG] said",
        "a [White House|ORG] aide. The [House|ORG] sat",
        "They shall not pass, the [Rock|PERSON] said",
        "the [Devil Rays|ORG]. A [Devil Ray|PERSON] aide",
    ],
)
def test_common_words_in_other_prose_may_be_names(text: str) -> None:
    assert after(plain, text) == text


@pytest.mark.parametrize(
    "text",
    [
        'Apple Computer Corp. ("[Apple|ORG]") shall. Any [Apple|ORG] is',
        "the [Pension Fund|ORG] is",
        "the [United Nations|ORG] is",
        "the County of. By [Silver Bow County|LOC] and",
        "[Ann Lee|PERSON] and the [Lee|PERSON] papers",
        "each [Daniel|PERSON] is",
        "the [Hague|GPE]. In [Paris|GPE]",
        "by [January 31|DATE] of this January",
    ],
)
def test_names_in_formal_prose_stay(text: str) -> None:
    assert after(plain, FORMAL + text) == FORMAL + text


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("\n[SEVERABILITY|ORG]. If any", "\nSEVERABILITY. If any"),
        ("\n12.1 [SEVERABILITY|PERSON]: If any", "\n12.1 SEVERABILITY: If any"),
        ("\n\n[SAFETY NOTICES|ORG]\nThe", "\n\nSAFETY NOTICES\nThe"),
        ("\n\n[HARROW HILL|ORG]\nThe", "\n\n[HARROW HILL|ORG]\nThe"),
        ("\n[ACME INC|ORG]. By: Ann", "\n[ACME INC|ORG]. By: Ann"),
        ("\n[LONDON|GPE]. The", "\n[LONDON|GPE]. The"),
        ("by [SEVERABILITY|ORG]. The", "by [SEVERABILITY|ORG]. The"),
    ],
)
def test_words_in_capitals_that_head_a_clause_are_no_name(before: str, kept: str) -> None:
    assert after(plain, FORMAL + before) == FORMAL + kept


def test_common_words_that_are_only_guessed_at_are_no_name_in_formal_prose() -> None:
    text = "[Safety Notice|ORG], [Pension Fund|ORG], [HARROW HILL|ORG] and [Calder Notice|ORG]"

    kept = after(plain, FORMAL + text, confidence=0.5)

    assert kept == FORMAL + text.replace("[Safety Notice|ORG]", "Safety Notice")
    assert after(plain, text, confidence=0.5) == text


def test_a_name_with_nothing_but_marks_is_left_alone() -> None:
    assert after(plain, FORMAL + "[A|ORG] [, |ORG] [s|ORG]") == FORMAL + "[A|ORG] [, |ORG] [s|ORG]"
