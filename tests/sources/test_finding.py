from pathlib import Path

from reader.sources.contents import Contents, Point
from reader.sources.folder import Found, found_files, size_of
from tests.archive import write_article


def titles(place: Path) -> dict[str, str]:
    """Of the articles in a folder, by their files."""
    return {
        found.path.relative_to(place).as_posix(): item.article.title
        for found in found_files(place)
        if isinstance(found, Found)
        for item in Contents(found, Point()).items()
        if item.article is not None
    }


def test_a_maildir_is_read_message_by_message(tmp_path: Path) -> None:
    message = "From: Ann <ann@example.org>\nSubject: Hello\n\nGood news\n"
    for name in ("cur/1:2,S", "new/2", "tmp/3", ".Sent/cur/4", "dovecot.index", ".hidden"):
        path = tmp_path / "mail" / name
        for part in ("cur", "new", "tmp"):
            (path.parents[len(Path(name).parts) > 1] / part).mkdir(parents=True, exist_ok=True)
        write_article(path.parent, path.name, message)

    read = titles(tmp_path / "mail")

    assert read == dict.fromkeys((".Sent/cur/4", "cur/1:2,S", "new/2"), "Hello")
    assert size_of(tmp_path) == 3 * len(message)


def test_folders_named_as_those_of_a_maildir_are_folders(tmp_path: Path) -> None:
    write_article(tmp_path / "new", "a.txt", "Title\n\nBody")
    write_article(tmp_path / "cur", "b.txt", "Title\n\nBody")

    assert titles(tmp_path) == {"new/a.txt": "Title", "cur/b.txt": "Title"}


def test_archives_and_packed_files_are_found_by_their_names(tmp_path: Path) -> None:
    for name in ("a.zip", "b.tar.gz", "c.txt.xz", "d.JSONL.GZ", "e.jpg.gz", "f.rar", "g.TBZ2"):
        write_article(tmp_path, name, "")

    found = [one.path.name for one in found_files(tmp_path) if isinstance(one, Found)]

    assert found == ["a.zip", "b.tar.gz", "c.txt.xz", "d.JSONL.GZ", "g.TBZ2"]
