"""How each part of a line-drawn widget looks: theme variables and attributes only.

They are a table, not component classes of the style sheet: Textual matches every such
class against every rule whenever a widget's style may have changed, a third of the
time that the app takes to start.
"""

from typing import Final, NamedTuple


class Part(NamedTuple):
    """What a part changes of plain text."""

    colour: str = ""
    """Theme variable; empty keeps the colour that is there."""
    background: str = ""
    """Theme variable; empty keeps the background that is there."""
    attributes: str = ""
    """As rich's `Style` names them, parted by blanks; ``not-bold`` takes one away."""
    without_colour: str = ""
    """Attributes that stand for the background on a screen without colour."""


PARTS: Final = {
    # names, by kind
    "person": Part("person", attributes="bold"),
    "organisation": Part("organisation", attributes="underline"),
    "place": Part("place", attributes="italic"),
    "group": Part(attributes="underline"),
    "date": Part(attributes="underline2"),
    "other": Part(),
    # the name in focus, and other mentions of the same
    "focused": Part(attributes="bold reverse"),
    "same": Part(attributes="reverse"),
    # what was searched for; the current match
    "match": Part("hit-text", "hit-back", without_colour="reverse"),
    "match-current": Part("hit-text", "hit-current-back", "bold", without_colour="reverse"),
    # what the reader selected
    "selected": Part("selected-text", "selected-back", "not-reverse", without_colour="reverse"),
    # the article
    "headline": Part(attributes="bold"),
    "meta": Part("quiet"),
    "link": Part("quiet"),
    "aside": Part("quiet"),
    "boilerplate": Part("faint"),
    "gutter": Part("faint"),
    "gutter-here": Part("quiet"),
    # the list
    "cursor": Part(background="cursor-quiet-back", without_colour="underline"),
    "cursor-focused": Part(background="cursor-back", without_colour="reverse"),
    "unread": Part(attributes="bold"),
    "read": Part("quiet"),
    "facts": Part("quiet"),
    "mark": Part(),
    "rule": Part("faint"),
    "thumb": Part("quiet"),
    # lines of words
    "plain": Part(),
    "quiet": Part("quiet"),
    "key": Part(),
    "alert": Part("organisation", attributes="bold"),
}
"""By name of the part."""
