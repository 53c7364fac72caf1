import json
from pathlib import Path

import pytest

from tests.bench.ablation import main

SCORER = """
SETS = {"small": None}


def score(name, texts, found):
    wanted = {(text["id"], *span) for text in texts for span in text["spans"]}
    given = {(key, one.start, one.end) for key, ones in found.items() for one in ones}
    share = 2 * len(wanted & given) / (len(wanted) + len(given))
    return {f"strict/{kind}": (share, share, share) for kind in ("core", "PER", "ORG", "LOC")}
"""


@pytest.fixture
def beside(tmp_path: Path) -> list[str]:
    scorer = tmp_path / "scorer.py"
    scorer.write_text(SCORER, encoding="utf-8")
    text = "President Maria Kostas came to Athens with anti-IS men."
    spans = [[text.index(name), text.index(name) + len(name)] for name in ("Maria Kostas", "IS ")]
    spans[1][1] -= 1
    line = json.dumps({"id": "1", "text": text, "spans": spans})
    (tmp_path / "small.jsonl").write_text(f"{line}\n", encoding="utf-8")
    return ["--sets", str(tmp_path), "--scorer", str(scorer)]


def test_each_step_is_told_with_what_it_gives(
    beside: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status = main([*beside, "--json"])

    out, err = capsys.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    steps = [row["step"] for row in rows]
    assert status == 0
    assert steps[0] == "the model alone"
    assert {"+ boundaries", "+ lexicon", "+ lowercase"} <= set(steps)
    assert rows[-1]["f1"][0] > rows[0]["f1"][0]
    assert max(row["gives"][0] for row in rows[1:]) > 0
    assert all(row["words_a_cpu_s"] > 0 for row in rows)
    assert "MB" in err


def test_the_table_has_a_row_for_each_step(
    beside: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(beside)

    out = capsys.readouterr().out
    assert "small: 9 words" in out
    assert "+ surnames" in out


def test_sets_that_are_not_there_are_said_to_be_absent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["--sets", str(tmp_path / "none")])

    assert status == 1
    assert "not part of the checkout" in capsys.readouterr().err
