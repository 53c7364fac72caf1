"""See that the wheel and the sdist hold what the checkout has, and nothing else.

Usage: python .ci/contents.py FOLDER-OF-BOTH
"""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

TOP = Path(__file__).parent.parent
KEPT = ("reader/", "seeds/", "tests/", ".ci/", ".github/", "README.md", "pyproject.toml")


def tracked() -> dict[str, bytes]:
    """Return every file of the checkout that belongs to the project, by its path."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=TOP, capture_output=True, check=True)
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return {name: (TOP / name).read_bytes() for name in names if name.startswith(KEPT)}


def in_wheel(folder: Path) -> dict[str, bytes]:
    """Return the wheel's files but its metadata, the seeds under the path they came from."""
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        return {
            name.replace("reader/seeds/", "seeds/"): wheel.read(name)
            for name in wheel.namelist()
            if ".dist-info/" not in name
        }


def in_sdist(folder: Path) -> dict[str, bytes]:
    """Return the sdist's files but its metadata and what every sdist holds of git."""
    (path,) = folder.glob("*.tar.gz")
    with tarfile.open(path) as sdist:
        files = {}
        for member in sdist.getmembers():
            name = member.name.partition("/")[2]
            content = sdist.extractfile(member)
            if content is not None and name not in {"PKG-INFO", ".gitignore"}:
                files[name] = content.read()
        return files


def main() -> None:
    """Compare both with the checkout."""
    folder, checkout = Path(sys.argv[1]), tracked()
    installed = {
        name: content
        for name, content in checkout.items()
        if name.startswith(("reader/", "seeds/"))
    }
    for kind, held, wanted in [
        ("wheel", in_wheel(folder), installed),
        ("sdist", in_sdist(folder), checkout),
    ]:
        differing = {
            name for name in held.keys() | wanted.keys() if held.get(name) != wanted.get(name)
        }
        assert not differing, f"the {kind} and the checkout differ in {sorted(differing)}"
        print(
            f"{kind}: {len(held)} files, {sum(map(len, held.values())):,} bytes, as in the checkout"
        )


if __name__ == "__main__":
    main()
