from pathlib import Path

from reader.articles.article import ArticleId
from reader.articles.correction import Correction, Scope, Verdict
from reader.library import Library
from tests.cli.conftest import Run

SPLIT = Correction(
    verdict=Verdict.SPLIT, scope=Scope.EVERYWHERE, surface="Daesh",
    entity="organisation:islamic state", target="organisation:daesh", name="Daesh",
)  # fmt: skip
NO_NAME = Correction(
    verdict=Verdict.NOT_A_NAME, scope=Scope.ARTICLE, surface="Mosul", entity="place:mosul", start=0
)


def correct(folder: Path) -> None:
    with Library.open(folder) as library:
        library.names.corrections.make(SPLIT)
        library.names.corrections.make(NO_NAME, ArticleId(1))


def test_corrections_go_out_of_one_library_and_into_another(
    newsreader: Run, library: Path, tmp_path: Path
) -> None:
    newsreader("names")
    correct(library)
    table = tmp_path / "mine.tsv"

    out = newsreader("export", "corrections", "--output", table)
    another = tmp_path / "another"
    newsreader("--library", another, "names")
    taken = newsreader("--library", another, "import", table)
    again = newsreader("--library", another, "import", table)

    assert (out.status, out.err) == (0, "")
    assert (taken.status, taken.out) == (0, "Corrections: 2 made, 0 there already\n")
    assert (again.status, again.out) == (0, "Corrections: 0 made, 2 there already\n")
    found = newsreader("--library", another, "entities", "--json").out
    assert '"entity":"organisation:daesh"' in found.replace('": "', '":"')
    assert '"entity":"place:mosul"' not in found.replace('": "', '":"')


def test_a_correction_of_an_article_that_is_not_there_is_told(
    newsreader: Run, library: Path, tmp_path: Path
) -> None:
    newsreader("list")
    correct(library)
    table = tmp_path / "mine.tsv"
    newsreader("export", "corrections", "--output", table)
    lines = table.read_text(encoding="utf-8").splitlines()
    cells = lines[2].split("\t")
    cells[7] = "ab" * 32
    table.write_text("\n".join([*lines[:2], "\t".join(cells), "bogus"]), encoding="utf-8")

    taken = newsreader("--library", tmp_path / "another", "import", table)

    assert taken.status == 1
    assert taken.out == "Corrections: 1 made, 0 there already, 1 of articles that are not here\n"
    assert "line 4: 11 cells are needed, and there are 1" in taken.err


def test_what_is_no_table_of_corrections_is_refused(newsreader: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n", encoding="utf-8")

    refused = [newsreader("import", path) for path in (other, tmp_path, tmp_path / "none.tsv")]

    assert [one.status for one in refused] == [1, 1, 1]
    assert "is no table of corrections" in refused[0].err
    assert "is no file" in refused[1].err
