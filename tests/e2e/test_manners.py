import pytest

from tests.e2e.manners import has_colours, intruders, modes_left_on

CLEAN = (
    b"\x1b[?1049h\x1b[?2026$p\x1b[?25l\x1b[3;14H\x1b[1;3;38;2;157;188;247;48;2;18;18;18mWords"
    b"\x1b[0m \xe2\x97\x8f \xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\r\n\x1b[?25h\x1b[?1049l"
)


def test_what_the_app_itself_draws_is_let_through() -> None:
    assert intruders(CLEAN) == []
    assert modes_left_on(CLEAN) == set()


@pytest.mark.parametrize(
    "content",
    [
        b"\x1b[31m", b"\x1b[1;31m", b"\x1bc", b"\x1b[>c", b"\x1b[8;1;1t", b"\x1b[5C", b"\x1b[2J",
        b"\x1b]0;title\x07", b"\x1b]52;c;QQ==\x1b\\", b"\x1bPq\x1b\\", b"\x1b_a\x1b\\", b"\x1b",
        b"\x07", b"\x08", b"\x00", b"\x7f", b"\xc2\x9b31m", b"\xc2\x85", b"\xe2\x80\xae",
        b"\xe2\x81\xa7", b"\xef\xbb\xbf", b"\xe2\x80\x8b", b"\xf3\xa0\x81\x81", b"\x1b[?1h",
        b"\x1b]8;;http://example.org\x1b\\", b"\x1b[38;5;1m", b"\x1b[6n", b"\x1b[1;1r",
    ],
)  # fmt: skip
def test_what_only_content_can_bring_in_is_found(content: bytes) -> None:
    assert intruders(CLEAN + content + CLEAN) != []


@pytest.mark.parametrize("mode", [7, 25, 1000, 1049, 2004])
def test_mode_that_is_not_put_back_is_found(mode: int) -> None:
    at_first, at_last = (b"l", b"h") if mode in {7, 25} else (b"h", b"l")
    on, off = (b"\x1b[?%d%s" % (mode, state) for state in (at_first, at_last))

    assert modes_left_on(on + b"text") == {mode}
    assert modes_left_on(on + b"text" + off) == set()


@pytest.mark.parametrize("colour", [b"31", b"1;38;2;1;2;3", b"48;5;7", b"97", b"0;100;1"])
def test_colours_are_told_from_attributes(colour: bytes) -> None:
    assert has_colours(b"a\x1b[" + colour + b"mb")
    assert not has_colours(b"a\x1b[1;3;4;7;21;39;49mb\x1b[0m\x1b[m\x1b[30;41H")
