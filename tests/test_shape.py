import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
READER = sorted(ROOT.glob("reader/**/*.py"))
PYTHON = sorted([*READER, *ROOT.glob("tests/**/*.py"), *ROOT.glob(".ci/**/*.py")])
WRITTEN = {".py", ".md", ".toml", ".tcss", ".css", ".yml", ".txt", ""}

MOST_LINES_IN = {"file": 300, "class": 250, "function": 40, "reader/view/app.py": 150}
SAYS_NOTHING = {"base", "common", "data", "helper", "helpers", "manager", "misc", "util", "utils"}
MODULE_OF = {"pyyaml": "yaml", "backports.zstd": "backports"}
STANDARD_LATER = {"compression"}  # from Python 3.14 on
OUTERMOST = {"reader/__main__.py", "reader/cli/main.py", "reader/entities/child.py"}

# Bracketed, so that the patterns don't find themselves.
ELSEWHERE = re.compile(
    r"/wor[k]/|/roo[t]/|/tm[p]/dev|/\.librar[y]|/share[d]/(?!data|seeds)|prototyp[e]"
    r"|befor[e]-stop|[Ss]essio[n] (?:of|by) (?:the )?developer|[Ii]ssu[e] #?[0-9]|pyp[i]\.org"
)
UNFINISHED = re.compile(r"TOD[O]\b|FIXM[E]|NotImplementedErro[r]|\bfor no[w]\b|\bin a rea[l] ")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def handed_in() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("what belongs to the project is known in a git checkout only")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = [ROOT / line for line in listed.stdout.decode().split("\0") if line]
    return [path for path in paths if path.is_file()]


def texts() -> Iterator[tuple[str, int, str]]:
    for path in handed_in():
        if path.suffix in WRITTEN:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield name(path), number, line


def long_parts(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            most = MOST_LINES_IN["class"]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            most = MOST_LINES_IN["function"]
        else:
            continue
        length = (node.end_lineno or 0) - node.lineno + 1
        if length > most:
            found.append(f"{node.name}: {length} lines, at most {most}")
    return found


def modules_imported(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").partition(".")[0])
    return found


def swallows_everything(handler: ast.ExceptHandler) -> bool:
    caught = {part.id for part in ast.walk(handler.type or handler) if isinstance(part, ast.Name)}
    is_broad = handler.type is None or bool(caught & {"Exception", "BaseException"})
    last = handler.body[-1]
    return is_broad and not (isinstance(last, ast.Raise) and last.exc is None)


def broad_handlers(source: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ExceptHandler) and swallows_everything(node)
    ]


def declared(*, extras: bool) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = list(project["dependencies"])
    if extras:
        optional = project.get("optional-dependencies", {})
        requirements += [line for extra in optional.values() for line in extra]
    names = {re.split(r"[^\w.-]", line)[0].lower().replace("-", "_") for line in requirements}
    return {MODULE_OF.get(name, name) for name in names}


def test_no_file_is_too_long() -> None:
    most = MOST_LINES_IN["file"]
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}

    too_long = {path: n for path, n in lengths.items() if n > MOST_LINES_IN.get(path, most)}

    assert too_long == {}


def test_no_class_and_no_function_is_too_long() -> None:
    found = {name(path): long_parts(path.read_text(encoding="utf-8")) for path in PYTHON}

    assert {path: parts for path, parts in found.items() if parts} == {}


def test_length_of_classes_and_functions_is_seen() -> None:
    source = "class A:\n    async def b(self):\n" + "        pass\n" * 250

    assert long_parts(source) == ["A: 252 lines, at most 250", "b: 251 lines, at most 40"]
    assert long_parts("def c():\n" + "    pass\n" * 39) == []


def test_names_of_modules_and_classes_say_what_they_are() -> None:
    modules = {
        name(path)
        for path in READER
        for part in path.relative_to(ROOT).with_suffix("").parts
        if set(part.lower().split("_")) & SAYS_NOTHING
    }
    classes = {
        f"{name(path)}: {node.name}"
        for path in READER
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        if {word.lower() for word in re.findall("[A-Z][a-z]+", node.name)} & SAYS_NOTHING
    }

    assert modules | classes == set()


def test_top_level_holds_the_five_names_and_dot_files() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in handed_in()}

    assert {part for part in top if not part.startswith(".")} == {
        *("README.md", "pyproject.toml", "reader", "seeds", "tests")
    }


def test_project_speaks_of_itself_alone() -> None:
    found = [f"{path}:{number}: {line}" for path, number, line in texts() if ELSEWHERE.search(line)]

    assert found == []


def test_nothing_is_left_unfinished() -> None:
    found = [
        f"{path}:{number}: {line}" for path, number, line in texts() if UNFINISHED.search(line)
    ]

    assert found == []


def test_every_package_that_is_imported_is_declared() -> None:
    known = sys.stdlib_module_names | STANDARD_LATER | declared(extras=True) | {"reader"}

    undeclared = {
        f"{name(path)}: {module}"
        for path in READER
        for module in modules_imported(path.read_text(encoding="utf-8")) - known
    }

    assert undeclared == set()


def test_every_package_that_is_declared_is_imported() -> None:
    imported = {
        module for path in READER for module in modules_imported(path.read_text(encoding="utf-8"))
    }

    assert declared(extras=False) - imported == set()


def test_everything_is_caught_at_the_outermost_boundaries_only() -> None:
    found = {name(path): broad_handlers(path.read_text(encoding="utf-8")) for path in READER}

    assert {path: lines for path, lines in found.items() if lines and path not in OUTERMOST} == {}


def test_broad_handlers_are_seen_in_all_their_forms() -> None:
    source = "try:\n    a\nexcept{}:\n    b\n"
    forms = ["", " Exception", " BaseException as error", " (OSError, Exception)"]

    assert [broad_handlers(source.format(form)) for form in forms] == [[3]] * 4
    assert broad_handlers(source.format(" OSError")) == []
    assert broad_handlers("try:\n    a\nexcept BaseException:\n    undo()\n    raise\n") == []


def test_types_are_said_not_waved_through() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in READER
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id == "Any")
        or (isinstance(node, ast.Attribute) and node.attr == "Any")
    ]

    assert found == []


def test_seeds_are_the_ones_that_were_given() -> None:
    given = ROOT.parent / "shared" / "seeds"
    if not given.is_dir():
        pytest.skip("the given seeds are not beside the checkout")

    kept = {path.name: path.read_bytes() for path in (ROOT / "seeds").iterdir()}

    assert kept == {path.name: path.read_bytes() for path in given.iterdir()}
