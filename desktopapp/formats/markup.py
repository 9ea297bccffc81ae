"""XML and HTML as trees: the only room that knows lxml, which ships no types. Content may be hostile: no entities, nothing from outside.

Elements are known by their local names: a strict Office file has other namespaces.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

Element = Any
Walk = Any  # yields "start" or "end" and the element, and can skip_subtree

_HARMLESS: dict[str, Any] = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False}


class NotWellFormed(ValueError):
    """It is no XML."""


def tree(content: bytes) -> Element:
    """The root of an XML part. Raises NotWellFormed."""
    try:
        return etree.fromstring(content, etree.XMLParser(remove_comments=True, remove_pis=True, **_HARMLESS))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotWellFormed from error


def elements(content: bytes, *names: str) -> Iterator[Element]:
    """The elements with these names, as they are met, each forgotten once it was looked at. Raises NotWellFormed."""
    try:
        for _, element in etree.iterparse(BytesIO(content), events=("end",), tag=[f"{{*}}{name}" for name in names], **_HARMLESS):
            yield element
            element.clear()
    except etree.XMLSyntaxError as error:
        raise NotWellFormed from error


def page(text: str) -> Element | None:
    """The root of a web page, however badly it is written; None where nothing is in it."""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def walk(root: Element) -> Walk:
    """The beginnings and ends of all elements, in order and without recursion."""
    return etree.iterwalk(root, events=("start", "end"))


def name(element: Element) -> str:
    """An element's local name; blank for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, key: str, default: str = "") -> str:
    """An attribute by its local name."""
    if element is None:
        return default
    return next((value for full, value in element.attrib.items() if full.rpartition("}")[2] == key), default)


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of local names."""
    for key in path:
        element = None if element is None else next((one for one in element if name(one) == key), None)
    return element


def children(element: Element | None, key: str) -> Iterator[Element]:
    """The children with a local name."""
    return iter(()) if element is None else (one for one in element if name(one) == key)


def descendants(element: Element | None, key: str) -> Iterator[Element]:
    """The elements inside with a local name, in order."""
    return iter(()) if element is None else (one for one in element.iter() if name(one) == key)
