"""SVG as text: building it, and making what a library drew small, stable and accessible."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from xml.etree import ElementTree as ET

from hanse.plot.lettering import FONT

__all__ = ["drawing", "element", "text", "tidied", "xml_safe"]

NAMESPACE = "http://www.w3.org/2000/svg"
_DROPPED = {"class", "pointer-events", "role", "aria-roledescription", "aria-hidden", "version"}
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?|-?\d+e-\d+")


def xml_safe(words: str) -> str:
    r"""Return text without the control characters that XML forbids.

    Examples
    --------
    >>> xml_safe("Ly\x00on")
    'Lyon'
    """
    return _NOT_XML.sub("", words)


def element(name: str, *inside: str, **attributes: str | float) -> str:
    """Return one element; ``_`` in attribute names stands for ``-``, numbers have two decimals.

    What stands ``inside`` is markup already; attribute values are escaped here.

    Examples
    --------
    >>> element("circle", cx=1.23456, cy=2, fill="none", stroke_width=1)
    '<circle cx="1.23" cy="2" fill="none" stroke-width="1"/>'
    """
    pairs = [f' {key.replace("_", "-")}="{_value(value)}"' for key, value in attributes.items()]
    head = f"<{name}{''.join(pairs)}"
    return f"{head}>{''.join(inside)}</{name}>" if inside else f"{head}/>"


def text(
    words: str,
    x: float,
    y: float,
    *,
    size: float = 12,
    anchor: str = "start",
    is_bold: bool = False,
    fill: str = "#1c2733",
) -> str:
    """Return one line of text with its baseline at ``y``.

    Examples
    --------
    >>> text("A & B", 0, 10)
    '<text x="0" y="10" font-size="12" text-anchor="start" fill="#1c2733">A &amp; B</text>'
    """
    weight: dict[str, str | float] = {"font_weight": "bold"} if is_bold else {}
    return element(
        "text", escape(words), x=x, y=y, font_size=size, text_anchor=anchor, fill=fill, **weight
    )


def drawing(parts: Iterable[str], *, width: float, height: float, title: str, alt: str) -> str:
    """Return a complete SVG document on white, with title and description for screen readers.

    Examples
    --------
    >>> print(drawing([], width=20, height=10, title="T", alt="Empty"))  # doctest: +ELLIPSIS
    <svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10" ...
    """
    inside = [
        element("title", escape(title)),
        element("desc", escape(alt)),
        element("rect", width=width, height=height, fill="#ffffff"),
        element("g", *parts, font_family=FONT) if parts else "",
    ]
    body = "".join(inside)
    size = f'width="{_value(width)}" height="{_value(height)}"'
    box = f'viewBox="0 0 {_value(width)} {_value(height)}"'
    label = f'role="img" aria-label="{escape(alt)}"'
    return xml_safe(f'<svg xmlns="{NAMESPACE}" {size} {box} {label}>{body}</svg>\n')


def _value(value: str | float) -> str:
    """Return an attribute's value: numbers short, text escaped."""
    if isinstance(value, str):
        return escape(value)
    return f"{value:.2f}".rstrip("0").rstrip(".")


def tidied(svg: str, *, title: str, alt: str) -> str:
    """Return a drawn SVG without what no reader sees, and with words for those who need them.

    Numbers are cut to two decimals, classes and empty groups go, and the description of a mark
    becomes its title, which browsers show when the pointer rests on it.

    Examples
    --------
    >>> drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g class="a"/></svg>'
    >>> print(tidied(drawn, title="T", alt="Empty"))
    <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" role="img"
    aria-label="Empty"><title>T</title><desc>Empty</desc></svg>
    """
    ET.register_namespace("", NAMESPACE)
    root = ET.fromstring(xml_safe(svg))
    _clean(root)
    for place, (name, words) in enumerate((("title", title), ("desc", alt))):
        node = ET.Element(f"{{{NAMESPACE}}}{name}")
        node.text = words
        root.insert(place, node)
    root.set("role", "img")
    root.set("aria-label", alt)
    return xml_safe(ET.tostring(root, encoding="unicode")) + "\n"


def _clean(node: ET.Element) -> None:
    """Clean a node's attributes, then its children, and drop children that show nothing."""
    label = node.attrib.pop("aria-label", "")
    for name in _DROPPED & set(node.attrib):
        del node.attrib[name]
    for name, value in node.attrib.items():
        if name not in {"font-family", "viewBox"}:
            node.set(name, _NUMBER.sub(_two_decimals, value))
    for child in list(node):
        _clean(child)
        if _is_invisible(child):
            node.remove(child)
    if label and node.tag.endswith("path"):
        ET.SubElement(node, f"{{{NAMESPACE}}}title").text = label


def _two_decimals(found: re.Match[str]) -> str:
    """Return a number with at most two decimals."""
    shown = f"{float(found.group()):.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _is_invisible(node: ET.Element) -> bool:
    """Whether a node draws nothing: hidden, an empty group, or a path without ink."""
    if node.get("display") == "none":
        return True
    if node.tag.endswith("}g"):
        return len(node) == 0
    return node.tag.endswith("}path") and not (node.get("fill") or node.get("stroke"))
