"""The items of an XML file, one tree at a time; nothing that it refers to is loaded."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from reader.errors import SourceError
from reader.sources.formats.format import ITEM_LIMIT
from reader.sources.formats.lines import Texts

DECLARED = re.compile(rb"<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
_OWN_ENTITIES = re.compile(r"<!ENTITY\s", re.IGNORECASE)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]+")
_UNFINISHED = {
    "ERR_TAG_NOT_FINISHED": "broken, or cut short",
    "ERR_RESOURCE_LIMIT": "too deep, or a text in it too long",
}


class Items:
    """The elements of one name in a file, in the order in which they end.

    What is no XML is mended as well as can be; an item that then lies inside another, whose
    end is missing, comes before it and is no part of it. Bombs are refused: the parser expands no
    entities, and knows limits of depth (256) and of one text (10 MB).

    Args:
        stream: The file.
        name: The local name of the elements.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._texts = Texts(stream, DECLARED)
        self._parser = etree.XMLPullParser(
            events=("start", "end"),
            tag=(f"{{*}}{name}",),
            encoding="utf-8",
            recover=True,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        self._depth = 0

    @property
    def position(self) -> int:
        """Bytes of the file that have been read."""
        return self._texts.position

    def __iter__(self) -> Iterator[etree._Element | SourceError]:
        """Each element, until the next is asked for; or what is wrong with the file."""
        if _OWN_ENTITIES.search(self._texts.head):
            yield SourceError("it defines entities, as bombs do")
            return
        size = 0
        for text in self._texts:
            size += len(text)
            self._parser.feed(_NO_XML.sub("", text).encode(errors="replace"))
            for item in self._ended():
                size = 0
                yield item
            if size > ITEM_LIMIT:
                yield SourceError(f"an item in it is larger than {ITEM_LIMIT // 1_000_000} MB")
                return
        try:
            self._parser.close()
        except etree.XMLSyntaxError:
            yield SourceError("not XML")
            return
        yield from self._ended()
        faults = {entry.type_name for entry in self._parser.feed_error_log}
        for fault in faults & _UNFINISHED.keys():
            yield SourceError(_UNFINISHED[fault])

    def _ended(self) -> Iterator[etree._Element]:
        for event, element in self._parser.read_events():
            self._depth += 1 if event == "start" else -1
            if event == "end" and etree.iselement(element):
                yield element
                element.clear()
                if not self._depth:
                    _forget_before(element)


def _forget_before(element: etree._Element) -> None:
    """Drop all that is before an element, and before what holds it."""
    for one in (element, *element.iterancestors()):
        parent = one.getparent()
        while parent is not None and one.getprevious() is not None:
            del parent[0]
