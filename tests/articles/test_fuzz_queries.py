import pytest

from tests import fuzz_queries


def test_any_string_of_thousands_is_a_query(capsys: pytest.CaptureFixture[str]) -> None:
    status = fuzz_queries.main(["--count", "3000", "--seed", "1"])

    assert capsys.readouterr().out.startswith("3,000 strings, 0 faults")
    assert status == 0
