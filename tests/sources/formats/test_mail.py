import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from reader.sources.formats import mailbox as mailboxes
from reader.sources.formats.registry import MAIL, MAILBOX
from tests.sources.formats.samples import article, articles, readings, reasons, titles

HTML = "<p>Good <b>morning</b>, see <a href='https://example.org/a'>this</a>.</p>"


def letter(subject: str = "Morning brief") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Jane Röe <jane@example.org>"
    message["Subject"] = subject
    message["Date"] = "Sun, 05 Nov 2017 05:15:00 -0500"
    message["Message-ID"] = f"<{subject.rsplit(maxsplit=1)[-1]}@example.org>"
    return message


def test_a_mail_is_an_article() -> None:
    message = letter("Café in Łódź – ouvert")
    message["Archived-At"] = "<https://example.org/brief>"
    message.set_content("Élysée said.\n\nMore.\n", charset="iso-8859-1")
    message["Content-Language"] = "fr-CA, en"

    found = article(MAIL, message.as_bytes())

    assert found.text == "Café in Łódź – ouvert\n\nÉlysée said.\n\nMore."
    assert (found.author, found.published) == ("Jane Röe", 1509876900)
    assert (found.url, found.language) == ("https://example.org/brief", "fr")


@pytest.mark.parametrize("encoding", ["7bit", "quoted-printable", "base64"])
def test_the_body_is_decoded(encoding: str) -> None:
    message = letter()
    message.set_content("Plain = words\n" + "x" * 60 + "\n", cte=encoding)

    assert article(MAIL, message.as_bytes()).text.endswith("\n\nPlain = words\n" + "x" * 60)


def test_a_mail_that_is_only_html_is_read() -> None:
    message = letter()
    message.set_content(HTML, subtype="html")

    assert article(MAIL, message.as_bytes()).text == (
        "Morning brief\n\nGood **morning**, see this [1].\n\n[1] https://example.org/a"
    )


@pytest.mark.parametrize(
    ("plain", "start"),
    [("Open this in your browser.", "Good **morning**"), ("Words of the text. " * 20, "Words of")],
)
def test_plain_text_goes_before_html_if_it_says_enough(plain: str, start: str) -> None:
    message = letter()
    message.set_content(plain)
    message.add_alternative(HTML, subtype="html")

    body = article(MAIL, message.as_bytes()).text.partition("\n\n")[2]

    assert body.startswith(start)


def test_attachments_are_left_out_and_other_parts_follow_each_other() -> None:
    message = letter()
    message.set_content("First.")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment("secret", subtype="plain", filename="a.txt")
    message.add_attachment("Second.", disposition="inline")

    assert article(MAIL, message.as_bytes()).text == "Morning brief\n\nFirst.\n\nSecond."


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        ("Subject: =?utf-8?q?Caf=C3=A9?=\n =?utf-8?b?IG9wZW4=?=", b"x", "Café open\n\nx"),
        ("Subject: folded\n  over lines", b"x", "folded over lines\n\nx"),
        ("Subject: =?no-such?q?a?= =?utf-8?b?****?=", b"x", None),
        ("Subject: Ärger", "Übel".encode(), "Ärger\n\nÜbel"),
        ("Subject: a\nContent-Type: text/plain; charset=us-ascii", "é".encode(), "a\n\né"),
        ("Subject: a\nContent-Type: text/plain; charset=utf-8", b"caf\xe9 au lait", None),
        ("Subject: a\nContent-Transfer-Encoding: base64", b"d29yZA", "a\n\nword"),
        ("Subject: a\nContent-Transfer-Encoding: base64", b"d29yZ", None),
        ("Subject: a\nContent-Type: text/plain; charset*0*=x'y'%ff; charset*1=z", b"b", "a\n\nb"),
        ("Subject: a\nContent-Type: nonsense", b"b", "a\n\nb"),
        ("Subject: a\nFrom: " + "(" * 9000, b"b", "a\n\nb"),
        ("Subject: a\nContent-Type: text/plain; x=" + '("' * 9000, b"b", "a\n\nb"),
    ],
)
def test_headers_that_lie_are_seen_through(head: str, body: bytes, text: str | None) -> None:
    found = article(MAIL, head.encode() + b"\n\n" + body)

    assert text is None or found.text == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a mail: it has no headers"),
        (b"Just a text\n\nwith paragraphs", "not a mail: it has no headers"),
        (b"Subject: a\n\n", "no text in it"),
        (b"Subject: a\nContent-Type: image/png\n\n\x89PNG", "no text in it"),
        (b"Subject: a\nContent-Type: multipart/mixed\n\nno boundary", "no text in it"),
        (b"Subject: a\n\n" + bytes(range(256)) * 40, "no text in it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "not a mail: it has no headers"),
    ],
)
def test_what_is_no_mail_says_why(content: bytes, reason: str) -> None:
    assert reasons(MAIL, content) == [reason]


@pytest.mark.parametrize("is_attached", [True, False])
def test_a_forwarded_message_is_read(*, is_attached: bool) -> None:
    inner = letter("Storm über the sea")
    inner.set_content("It blew.\n")
    message = letter("Fwd: Storm")
    message.set_content("See below.\n")
    message.add_attachment(inner)
    if not is_attached:
        part = [*message.iter_parts()][1]
        part.replace_header("Content-Disposition", "inline")

    found = article(MAIL, message.as_bytes())

    assert found.text == "Fwd: Storm\n\nSee below.\n\nStorm über the sea\n\nIt blew."
    assert found.author == "Jane Röe"


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("format=flowed", "It blew \nhard.\n\nThen not.\n", "It blew hard.\n\nThen not."),
        ("format=Flowed; delsp=yes", "It bl \new hard.\n", "It blew hard."),
        ("format=flowed", "> One \n> two.\n>> Three \nFour.", "> One two.\n>> Three \nFour."),
        ("format=flowed", " From here \non.\n-- \nJane\n", "From here on.\n-- \nJane"),
        ("format=fixed", "It blew \nhard.\n", "It blew \nhard."),
        ("charset=utf-8", "It blew \nhard.\n", "It blew \nhard."),
    ],
)
def test_lines_that_flow_on_are_one(kind: str, body: str, text: str) -> None:
    content = f"From: jane@example.org\nContent-Type: text/plain; {kind}\n\n{body}"

    found = article(MAIL, content)

    assert [line.rstrip() for line in found.text.split("\n")] == [
        line.rstrip() for line in text.split("\n")
    ]


def test_parts_in_parts_are_followed_so_far_only() -> None:
    nested = [f"Content-Type: multipart/mixed; boundary=b{n}x\n\n--b{n}x\n" for n in range(2000)]

    found = reasons(MAIL, "Subject: a\n" + "".join(nested) + "\ntext")

    assert found == ["no text in it"]


def test_a_boundary_that_begins_like_another_parts_nothing() -> None:
    content = (
        "Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--bc\ntwo\n--b\n\n3\n"
        "--b--\nepilogue"
    )

    assert article(MAIL, content).text == "a\n\none\n--bc\ntwo\n\n3"


def test_a_mailbox_holds_many_messages(tmp_path: Path) -> None:
    path = tmp_path / "box"
    box = mailbox.mbox(path)
    for subject in ("One", "Two", "Three"):
        message = letter(subject)
        message.set_content("Before.\n\nFrom here on it is quoted.\n")
        box.add(message)
    box.close()

    found = readings(MAILBOX, path.read_bytes())

    assert [one.key for one in found] == ["One@example.org", "Two@example.org", "Three@example.org"]
    assert [one.article.text for one in found if one.article][2] == (
        "Three\n\nBefore.\n\nFrom here on it is quoted."
    )
    assert found[-1].position == path.stat().st_size


def test_a_message_that_is_none_spoils_no_other() -> None:
    start = "From jane@example.org Sun Nov  5 10:15:00 2017\n"
    good = f"{start}Subject: Good\n\nx\n\n"

    found = readings(MAILBOX, f"{good}{start}no headers\n\n{good}")

    assert [one.reason for one in found] == ["", "not a mail: it has no headers", ""]


def test_words_that_begin_a_paragraph_part_no_messages() -> None:
    start = "From jane@example.org Sun Nov  5 10:15:00 2017\n"
    text = "One.\n\nFrom the town came 20 people.\n\n>From x"

    found = articles(MAILBOX, f"{start}Subject: A\n\n{text}\n")

    assert [one.text for one in found] == ["A\n\nOne.\n\nFrom the town came 20 people.\n\nFrom x"]


def test_a_message_too_large_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailboxes, "SIZE_LIMIT", 1_000_000)
    start = "From jane@example.org Sun Nov  5 10:15:00 2017\n"
    good = f"{start}Subject: Good\n\nx\n\n"
    large = f"{start}Subject: Large\n\n" + "a line of an attachment\n" * 50_000

    found = readings(MAILBOX, f"{good}{large}\n{good}")

    assert [one.reason for one in found] == ["", "larger than 1 MB", ""]


@pytest.mark.parametrize("content", ["", "Subject: a\n\nb", "\n\n"])
def test_what_is_no_mailbox_says_so(content: str) -> None:
    assert reasons(MAILBOX, content) == ["no messages in it"]


def test_windows_line_ends_are_read() -> None:
    start = "From jane@example.org Sun Nov  5 10:15:00 2017\n"
    box = f"{start}Subject: A\n\nb\n\n{start}Subject: B\n\nc\n".replace("\n", "\r\n")

    assert titles(articles(MAILBOX, box)) == ["A", "B"]
