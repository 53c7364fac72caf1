from reader.articles.article import Article, ArticleId
from reader.articles.mention import Mention
from reader.articles.named import NamedArticle
from reader.cli.taking import token_cut
from reader.exports.conll import conll

TEXT = """Iraq: the return

The U.S.-backed army of Iraq came on Friday. "They left," Angela
Merkel said."""


def mention(words: str, label: str, start: int = 0) -> Mention:
    at = TEXT.index(words, start)
    return Mention(
        start=at, end=at + len(words), label="PERSON" if label == "PERSON" else "GPE",
        entity="x", name=words, confidence=1.0, origin="model",
    )  # fmt: skip


def test_sentences_are_parted_and_tokens_cut_at_the_edges_of_names() -> None:
    mentions = [
        mention("Iraq", "GPE"),
        mention("U.S.", "GPE"),
        mention("raq", "GPE", 40),
        mention("Angela\nMerkel", "PERSON"),
    ]
    article = Article(text=TEXT, source="agency")

    content = "".join(
        conll([NamedArticle(article=article, id=ArticleId(3), mentions=mentions)], token_cut())
    )

    assert [line.replace(" - - ", " ") for line in content.split("\n")] == [
        *("-DOCSTART- 3 - O", ""),
        *("Iraq B-GPE", ": O", "the O", "return O", ""),
        *("The O", "U.S. B-GPE", "-backed O", "army O", "of O", "I O", "raq B-GPE", "came O"),
        *("on O", "Friday O", ". O", ""),
        *('" O', "They O", "left O", ", O", '" O', "Angela B-PERSON", "Merkel I-PERSON"),
        *("said O", ". O", "", ""),
    ]
