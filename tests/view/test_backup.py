from tests.view.conftest import OpenReader


async def test_the_library_is_backed_up_when_all_names_are_found(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("j")
        copies = [path.name for path in (reader.library.folder / "backup").iterdir()]

    assert copies == ["news.db"]


async def test_nothing_is_copied_any_more_once_the_app_is_left(open_reader: OpenReader) -> None:
    async with open_reader() as reader:
        await reader.press("j")
        (reader.library.folder / "backup" / "news.db").unlink()
        reader.app.exit()

        assert not reader.library.back_up()
