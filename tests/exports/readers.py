"""Small readers of what is exported, written from the formats' descriptions alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tagged:
    """A token of a CoNLL file."""

    token: str
    tag: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text-bound annotation of a brat file."""

    label: str
    spans: tuple[tuple[int, int], ...]
    words: str
    note: str


def conll_documents(content: str) -> dict[str, list[list[Tagged]]]:
    """Sentences of tokens by document, whose name is the second column of its first line."""
    documents: dict[str, list[list[Tagged]]] = {}
    sentences: list[list[Tagged]] = []
    for line in content.split("\n"):
        columns = line.split(" ")
        if line.startswith("-DOCSTART-"):
            sentences = documents.setdefault(columns[1], [])
        elif not line:
            sentences.append([])
        else:
            token, _, _, tag = columns
            sentences[-1].append(Tagged(token, tag))
    return {name: [one for one in found if one] for name, found in documents.items()}


def conll_mentions(text: str, sentences: list[list[Tagged]]) -> list[tuple[int, int, str]]:
    """The spans and labels that the tags say, found again in the text."""
    found: list[tuple[int, int, str]] = []
    at = 0
    for sentence in sentences:
        was = "O"
        for one in sentence:
            start = text.index(one.token, at)
            assert not text[at:start].strip()
            at = start + len(one.token)
            if one.tag.startswith("B-"):
                found.append((start, at, one.tag[2:]))
            elif one.tag.startswith("I-"):
                assert was[2:] == one.tag[2:]
                found[-1] = (found[-1][0], at, one.tag[2:])
            was = one.tag
    assert not text[at:].strip()
    return found


def brat_marks(annotations: str) -> list[Marked]:
    """The annotations of a file, each with its note."""
    lines = annotations.split("\n")
    notes = dict(_notes(lines))
    return [
        Marked(match[2], tuple(_spans(match[3])), match[4], notes[match[1]])
        for line in lines
        if (match := re.fullmatch(r"(T\d+)\t([\w-]+) ([\d ;]+)\t(.*)", line))
    ]


def brat_folder(folder: Path) -> dict[str, tuple[str, list[Marked]]]:
    """The texts of a folder with their annotations, by number."""
    return {
        path.stem: (
            path.read_bytes().decode(),
            brat_marks(path.with_suffix(".ann").read_bytes().decode()),
        )
        for path in folder.glob("*.txt")
    }


def _notes(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if match := re.fullmatch(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)", line):
            yield match[1], match[2]


def _spans(written: str) -> Iterator[tuple[int, int]]:
    for span in written.split(";"):
        start, end = span.split(" ")
        yield int(start), int(end)
