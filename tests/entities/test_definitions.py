import pytest

from reader.entities.definitions import defined


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ('a bank (the "Lender") lends', ["Lender"]),
        ('a bank ("Lender") lends', ["Lender"]),
        ('a loan (each, a "Term Loan" and collectively, the "Term Loans")', 2 * ["Term Loan"]),
        ('a bank (hereinafter referred to as the "Lender")', ["Lender"]),
        ('a bank, hereinafter referred to as the "Lender", lends', ["Lender"]),
        ('"Lien" means any charge. "Loan" has the meaning given above.', ["Lien", "Loan"]),
        ('the" Lender " and (" Bank ")', ["Bank"]),
        ('He said: "Stay." She saw "Home" (and liked "Alone").', []),
        ('known as the "Butcher"', []),
    ],
)
def test_a_definition_is_told_by_its_quotes_and_the_words_around(
    text: str, forms: list[str]
) -> None:
    found = [one.form for one in defined(text)]

    assert [form.removesuffix("s") for form in found] == forms


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ('Acme Foods, Inc. ("Acme")', True),
        ('HARROW STREET BANK ("Bank")', True),
        ('Harrow Street Bank (the "Bank")', False),
        ('Tessaly Robotics, Inc. ("Borrower")', False),
        ('an acme ("Acme")', False),
    ],
)
def test_a_part_of_a_name_without_an_article_shortens_it(text: str, *, is_name: bool) -> None:
    [definition] = defined(text)

    assert definition.is_name is is_name


def test_a_definition_stands_within_its_quotes() -> None:
    text = 'a bank (" Lender ")'

    [definition] = defined(text)

    assert text[definition.start : definition.end] == "Lender"
