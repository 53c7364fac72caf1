from pathlib import Path

import pytest

from reader.library import Library
from reader.view.panes.learning import learned
from reader.view.panes.telling import Subject, Told
from tests.unindexed import ARTICLES, stored


@pytest.mark.parametrize("has_index", [False, True])
async def test_what_cannot_be_known_without_an_index_is_said(
    tmp_path: Path,
    has_index: bool,  # noqa: FBT001 -- drawn
) -> None:
    with Library.open(stored(tmp_path / "library", ARTICLES)) as library:
        if has_index:
            library.hits("rain")
        else:
            library.index.build_beside()
        nobody = Told(subject=Subject("person:nobody", "Nobody", "PERSON"))

        told = [one async for one in learned(library, nobody, most=9)]

        assert told[0].profile is None
        assert ("being built" in told[-1].trouble) is not has_index
        assert (told[-1].seen is not None) is has_index
