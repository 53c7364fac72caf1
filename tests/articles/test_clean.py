import unicodedata
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.articles.clean import clean_cells, clean_line, clean_text
from reader.articles.link import safe_link
from reader.articles.scrubbing import MARKS_LIMIT
from tests import hostile

PIECES = st.sampled_from([
    "\x1b", "\x1b[", "\x1b]", "\x1bP", "\x1b\\", "\x07", "\x9b", "\x9c", "\x9d", "31m", ";", "\n",
    "\r", "\t", "\x00", "\x85", "\ud83d", "\ude00", "\u0335", "\u093e", "\u1161", "\u200d",
    "\u202e", "\u200b", "\U000e0041", "\uffff", "\u3164", "\u115f", "é", "a", "word ", "中", "[/]",
])  # fmt: skip
ANYTHING = st.text() | st.lists(PIECES).map("".join)


def longest_run(text: str, categories: set[str]) -> int:
    longest = run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in categories else 0
        longest = max(longest, run)
    return longest


@given(ANYTHING)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    cleaned = clean_text(text)

    assert not [character for character in cleaned if hostile.is_intruder(character)]
    assert longest_run(cleaned, {"Mn", "Me"}) <= MARKS_LIMIT


@given(ANYTHING)
@example("\ud83d\x1b[m\ude00")
@example("\x1b\x00[31m")
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = clean_text(text)

    assert clean_text(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=200))
@example("[/red] [AP] [VIDEO] C:\\[x] $accent {0} <script>")
def test_visible_characters_stay_as_they_are(text: str) -> None:
    blank = {"\u3164": " ", "\uffa0": " ", "\u115f": "", "\u1160": ""}
    expected = "".join(blank.get(character, character) for character in text)

    cleaned = clean_text(text)

    if longest_run(text, {"Lo"}) <= MARKS_LIMIT:
        assert cleaned == expected


@given(ANYTHING)
def test_cells_keep_their_number_and_hold_nothing_that_is_obeyed(text: str) -> None:
    cells = clean_cells(text)

    assert len(cells) == len(text)
    assert not [
        character for character in cells if (hostile.is_intruder(character) or character == "\n")
    ]


@given(ANYTHING)
def test_clean_text_without_breaks_is_drawn_as_it_is(text: str) -> None:
    line = clean_line(text)

    assert clean_cells(line) == line


@given(ANYTHING, st.integers(1, 40))
def test_a_line_is_one_line_within_its_limit(text: str, limit: int) -> None:
    line = clean_line(text, limit)

    assert len(line) <= limit
    assert line == " ".join(line.split())


@pytest.mark.parametrize("string", hostile.parameters())
def test_a_hostile_string_is_harmless_between_words(string: str) -> None:
    cleaned = clean_text(f"before {string} after")

    assert cleaned.startswith("before ")
    assert cleaned.endswith(" after") or string.endswith(("\x1b", "\x1b[", "\x1b[12", "\x9b"))
    assert not [character for character in cleaned if hostile.is_intruder(character)]
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x1b[31mb\x1b[0mc", "abc"),
        ("a\x1b[3\x071mb", "ab"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]8;;http://e/\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x1bPtmux;\x1b\x1b]52;c;QQ==\x07\x1b\\b", "ab"),
        ("a\x1bPq#0\n#1\x1b\\b", "ab"),
        ("a\x9d0;t\x9cb\x9b1mc", "abc"),
        ("a\x1b(Bb\x1bcc", "abc"),
        ("a\x1b\x1b[1mb", "ab"),
        ("\x90x", "x"),
    ],
)
def test_escape_sequences_go_whole(text: str, expected: str) -> None:
    cleaned = clean_text(text)

    assert cleaned == expected


@pytest.mark.parametrize(
    "introducer", ["\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x9d", "\x90"]
)
def test_a_stray_introducer_does_not_swallow_the_article(introducer: str) -> None:
    story = "0;One line of news.\n" + "Another line of it. " * 1000

    cleaned = clean_text(introducer + story)

    assert cleaned == story


def test_a_stray_introducer_far_before_an_escape_does_not_swallow_the_line() -> None:
    line = "The minister said so. " * 100

    cleaned = clean_text(f"\x1b]{line}\x1b[0mend")

    assert cleaned == f"{line}end"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_newline(end: str) -> None:
    cleaned = clean_text(f"a{end}b")

    assert cleaned == "a\nb"


def test_a_tab_becomes_four_blanks() -> None:
    cleaned = clean_text("a\tb")

    assert cleaned == "a    b"


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
        "می\u200cخواهم",
        "မြွှော့",
        "हिन्दी में",
        "\u0660\u0661 \u06dd",
    ],
)
def test_joiners_and_marks_that_scripts_need_stay(text: str) -> None:
    cleaned = clean_text(text)

    assert cleaned == text


def test_surrogates_that_belong_together_are_joined_and_lone_ones_replaced() -> None:
    cleaned = clean_text("\ud83d\ude00 \ud83d \udcff \uffff")

    assert cleaned == "\U0001f600 \ufffd \ufffd \ufffd"


def test_marks_split_by_invisible_characters_are_counted_together() -> None:
    cleaned = clean_text("H" + "\u0335\u200b" * 50)

    assert cleaned == "H" + "\u0335" * MARKS_LIMIT


def test_clean_text_comes_back_as_the_same_object() -> None:
    text = "Iraq's army said “no” on Thursday.\n\nÜber alles: 3.5 % – naïve.\n"

    cleaned = clean_text(text)

    assert cleaned is text


@pytest.mark.parametrize(
    "piece",
    [
        "\x1b]",
        "\x1b[1;1",
        "\x9d",
        "Z\u0335\u0335\u0335",
        "\x1bPa\n",
        "caf\xe9 \x1b[31mred ",
        "\x1b[",
    ],
)
def test_twelve_times_the_text_takes_no_more_than_forty_times_the_work(piece: str) -> None:
    def work(copies: int) -> float:
        text = piece * copies
        started = process_time()
        clean_text(text)
        return process_time() - started

    small = min(work(20_000) for _ in range(3))
    large = min(work(240_000) for _ in range(2))

    assert large <= 40 * max(small, 1e-3)


@pytest.mark.parametrize(
    "link",
    [
        "http://example.org/",
        "https://example.org/a?b=(c)&d='e'#f",
        "HTTPS://EXAMPLE.ORG",
        "http://[::1]:8080/",
        "https://пример.рф/новости",
        "http://e/$(id)",
        "mailto:editor@example.org",
    ],
)
def test_a_link_with_a_host_may_be_opened(link: str) -> None:
    opened = safe_link(link)

    assert opened == link


@pytest.mark.parametrize(
    "link",
    [
        "", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "--help", "-oProxyCommand=x", "/etc/passwd", "//example.org/", "http:example.org",
        "http:///x", "http://", "http://./", "http://-option/", "http://user:secret@example.org/",
        "http://example.org@evil.example/", "http://a b/", "http://e/\x1b]0;x\x07", "http://e/\n",
        "http://e\\@evil/", "https://[::1", "http://e:99999/", "ftp://e/", "ssh://-o/",
        "mailto:", "mailto:@e", "mailto:nobody", "http://e/\u202e", "http://e/" + "a" * 9000,
        "java\nscript:alert(1)",
    ],
)  # fmt: skip
def test_any_other_link_is_refused(link: str) -> None:
    opened = safe_link(link.rstrip("\n") + ("\n/" if link.endswith("\n") else ""))

    assert opened is None


def test_one_joiner_stays_of_a_run() -> None:
    assert clean_text("a\u200d\u200b\u200d\u200cb👩\u200d👧") == "a\u200db👩\u200d👧"
