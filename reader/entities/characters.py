"""Mapping odd characters to the ones the model and the rules know, one to one."""

import re

_ODD = {
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
    "\u205f\u3000",
    "-": "\u2010\u2011\u2012\u2212\ufe63\uff0d",
    "'": "\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc\uff07",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02",
}
_PLAIN = str.maketrans({odd: plain for plain, odds in _ODD.items() for odd in odds})

_WRAPPED = range(50, 101)
"""Code points of a line that was cut to fit a page, as mail and wire services do."""

_FIELD = re.compile(r"[A-Z][\w./ -]{1,20}:")
"""At the beginning of a line where a form is filled in: Attn: Ann Lee."""

_STOPS = tuple('.!?:;"')


def plain_characters(text: str) -> str:
    """The text with plain blanks, hyphens and quotes; each offset stays what it was."""
    return text.translate(_PLAIN)


def unwrapped(text: str) -> str:
    """The text with a blank for each line end that only fits a paragraph to a page.

    The headline, the text's first line, keeps its end; so do lines that end a sentence, and
    those before a form's field.
    """
    headline, *lines = text.split("\n")
    joined = [headline]
    before = ""
    for line in lines:
        is_wrapped = (
            len(before) in _WRAPPED
            and line[:1].isalnum()
            and not before.rstrip().endswith(_STOPS)
            and not _FIELD.match(line)
        )
        joined += [" " if is_wrapped else "\n", line]
        before = line
    return "".join(joined)
