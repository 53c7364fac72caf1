from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.clean import clean_text
from reader.articles.correction import Correction, Scope, Verdict
from reader.exports.corrections import COLUMNS, corrections_in_table, read_corrections

SAME = Correction(
    verdict=Verdict.SAME, scope=Scope.EVERYWHERE, surface="ISIS", entity="organisation:isis",
    target="organisation:islamic state", name="Islamic State",
)  # fmt: skip
HERE = Correction(
    verdict=Verdict.NOT_A_NAME, scope=Scope.HERE, surface="IS", entity="organisation:is",
    start=12, before="a\\b\\t\n", after="=1+1",
)  # fmt: skip


def test_what_is_written_is_read_again() -> None:
    kept = [(SAME, None), (HERE, bytes(range(32)))]

    read = read_corrections("".join(corrections_in_table(kept)))

    assert read is not None
    assert (read.corrections, read.problems) == (kept, [])


@given(st.text(min_size=1), st.text(), st.text())
def test_any_words_are_read_as_they_were_written(words: str, before: str, name: str) -> None:
    surface = " ".join(clean_text(words).split()) or "x"
    correction = replace(HERE, surface=surface, before=clean_text(before), name=clean_text(name))

    read = read_corrections("".join(corrections_in_table([(correction, bytes(32))])))

    assert read is not None
    assert read.corrections == [(correction, bytes(32))]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_from_an_editor_is_read(end: str) -> None:
    text = "\ufeff" + "".join(corrections_in_table([(SAME, None)])).replace("\n", end)

    read = read_corrections(text)

    assert read is not None
    assert read.corrections == [(SAME, None)]


@pytest.mark.parametrize(
    ("column", "written", "problem"),
    [
        ("verdict", "bogus", "bogus is none of"),
        ("scope", "", "nothing is none of"),
        ("label", "BOGUS", "is no label"),
        ("words", " ", "no words"),
        ("target", "", "target and name"),
        ("article", "ab" * 32, "an article is named just where"),
    ],
)
def test_a_line_that_cannot_be_understood_is_named(column: str, written: str, problem: str) -> None:
    head, line = corrections_in_table([(SAME, None)])
    cells = line.rstrip("\n").split("\t")
    cells[COLUMNS.index(column)] = written

    read = read_corrections(head + "\t".join(cells) + "\n" + line + "short\n")

    assert read is not None
    assert read.corrections == [(SAME, None)]
    assert [one.partition(":")[0] for one in read.problems] == ["line 2", "line 4"]
    assert problem in read.problems[0]


def test_another_table_is_none_of_ours() -> None:
    assert read_corrections("a\tb\n") is None
    assert read_corrections("") is None
