from importlib import import_module
from pathlib import Path

import apsw
import pytest

from tests.bench.__main__ import NAMES, main
from tests.bench.options import Options
from tests.bench.rows import Figures, Row
from tests.bench.stock import Stock


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Stock:
    return Stock(tmp_path_factory.mktemp("bench"))


def measured(name: str, stock: Stock, *, queries: int = 0) -> list[Row]:
    options = Options(
        articles=20,
        stock=stock,
        rounds=1,
        queries=queries,
        idle_s=0.5,
        held_s=0.5,
        huge_bytes=200_000,
    )
    rows: list[Row] = list(import_module(f"tests.bench.runs.{name}").measure(options))
    return rows


@pytest.mark.parametrize("name", ["list", "intake", "start", "article", "entity", "names"])
def test_benchmark_runs_and_finds_every_answer_right(name: str, stock: Stock) -> None:
    rows = measured(name, stock)

    assert rows
    assert all(row.cells and row.record["n"] for row in rows)


def test_queries_of_all_kinds_are_answered_as_by_plain_fts5(stock: Stock) -> None:
    rows = measured("search", stock, queries=90)

    assert {row.reference for row in rows} >= {"FTS5"}


def test_keys_are_answered_and_painted(stock: Stock) -> None:
    rows = measured("keys", stock)

    assert all(row.cpu.p50 >= 0 for row in rows)


def test_wrong_answer_is_a_failure(stock: Stock, capsys: pytest.CaptureFixture[str]) -> None:
    apart = Stock(stock.folder / "apart")
    plain = apsw.Connection(str(apart.plain(20)))
    plain.execute("UPDATE article SET id = 21 - id")
    plain.close()

    status = main(["list", "--articles", "20", "--folder", str(apart.folder)])

    assert status == 1
    assert "wrong: " in capsys.readouterr().err


def test_rows_are_printed_as_json_lines(stock: Stock, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(
        ["list", "--articles", "20", "--rounds", "1", "--json", "--folder", str(stock.folder)]
    )

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert all(line.startswith('{"name": "list", "articles": 20, ') for line in lines)
    assert len(lines) > 5


def test_every_benchmark_that_is_named_exists() -> None:
    folder = Path(__file__).parent / "runs"

    assert {path.stem for path in folder.glob("*.py")} == set(NAMES)


def test_figures_are_in_order() -> None:
    figures = Figures(values=[3.0, 1.0, 2.0, *[2.0] * 95, 9.0, 10.0], unit="ms")

    assert (figures.p50, figures.p95, figures.most) == (2.0, 2.0, 10.0)


def test_ratio_is_of_medians() -> None:
    ours, theirs = (Figures(values=values, unit="ms") for values in ([1.0, 2.0], [3.0, 3.0]))

    row = Row(what="", cpu=ours, reference="theirs", than=theirs)

    assert row.times_p50 == 0.5
