"""Make the README's picture: the app as it is, drawn without a terminal.

Usage: .venv/bin/python .ci/picture.py, where newsreader is installed from this checkout
"""

import asyncio
import re
import tempfile
from pathlib import Path

from reader.config import Config
from reader.entities.recognizer import DEFAULT_ID, default_recognizer
from reader.library import Library
from reader.view.app import NewsReader

TOP = Path(__file__).parent.parent
PICTURE = TOP / ".github" / "newsreader.svg"
SIZE = (120, 36)
FOCUS = "Islamic State"
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"


def find_names(library: Library) -> None:
    """Find the names of every article, as the app does in the background."""
    recognizer = default_recognizer()
    for number in library.names.unnamed(DEFAULT_ID):
        article = library.article(number)
        found = recognizer.find(article.text)
        assert library.names.keep_mentions(number, article.digest, DEFAULT_ID, found)


async def drawn(library: Library) -> str:
    """Open the app, go to the first mention of the name, and draw the screen as SVG."""
    app = NewsReader(library, Config(), {})
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("l", "]")
        focus = app.main.reading.focus_name
        while focus is not None and focus.mention.name != FOCUS:
            await pilot.press("]")
            focus = app.main.reading.focus_name
        await pilot.pause()
        return app.export_screenshot(title="newsreader", simplify=True)


def self_contained(svg: str) -> str:
    """Take the fonts from whoever looks at the picture, not from another site."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;]*;", f"font-family: {FONTS};", svg)
    # Names that change with every run would make every new picture a new file.
    names = dict.fromkeys(re.findall(r"terminal-\d+", svg))
    for name in names:
        svg = svg.replace(name, "terminal")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        find_names(library)
        PICTURE.write_text(self_contained(asyncio.run(drawn(library))), encoding="utf-8")
    print(f"{PICTURE.relative_to(TOP)}: {PICTURE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
