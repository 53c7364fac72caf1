from textual.app import App, ComposeResult
from typing_extensions import override

from reader.view.drawing.frame import Frame
from reader.view.drawing.glyphs import ASCII
from reader.view.drawing.line import Line, Piece
from reader.view.themes import DARK_HUES


class LineApp(App[None]):
    @override
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK_HUES)

    @override
    def compose(self) -> ComposeResult:
        yield Line(id="line")
        yield Frame(ASCII, id="frame")

    def shown(self, row: int) -> str:
        return self.screen._compositor.render_strips()[row].text


async def test_pieces_stand_left_and_right() -> None:
    async with LineApp().run_test(size=(20, 3)) as pilot:
        app = pilot.app
        assert isinstance(app, LineApp)
        app.query_one(Line).show([Piece("left"), Piece(" side", "quiet")], [Piece("right")])
        await pilot.pause()

        assert app.shown(0) == "left side      right"


async def test_right_pieces_give_way_and_left_ones_are_cut() -> None:
    async with LineApp().run_test(size=(8, 3)) as pilot:
        app = pilot.app
        assert isinstance(app, LineApp)
        app.query_one(Line).show([Piece("left side")], [Piece("right")])
        await pilot.pause()

        assert app.shown(0) == "left si…"


async def test_no_control_character_reaches_the_line() -> None:
    async with LineApp().run_test(size=(20, 3)) as pilot:
        app = pilot.app
        assert isinstance(app, LineApp)
        app.query_one(Line).show([Piece("a\x1b[31mb")], [Piece("c\x9bd\u202e")])
        await pilot.pause()

        assert "\x1b" not in app.shown(0)
        assert "\x9b" not in app.shown(0)
        assert "\u202e" not in app.shown(0)


async def test_a_frame_has_a_rule_above_and_one_below() -> None:
    async with LineApp().run_test(size=(8, 4)) as pilot:
        app = pilot.app
        assert isinstance(app, LineApp)

        app.query_one(Frame).join(3)
        await pilot.pause()

        assert [app.shown(row).rstrip() for row in (1, 2, 3)] == ["--------", "", "--------"]


async def test_a_bare_frame_has_none() -> None:
    async with LineApp().run_test(size=(8, 4)) as pilot:
        app = pilot.app
        assert isinstance(app, LineApp)

        app.query_one(Frame).add_class("-bare")
        await pilot.pause()

        assert app.shown(1).strip() == ""
