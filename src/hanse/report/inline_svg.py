"""SVG that may stand inside a page: only shapes and text, nothing that runs or refers."""

from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree as ET

from hanse.errors import InputError

__all__ = ["inline_svg"]

_SHAPES = {
    *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("text", "tspan", "title", "desc"),
    *("defs", "pattern", "clipPath"),
}
_REFERRED = {"pattern", "clipPath"}
_OWN = re.compile(r"url\(#([\w-]+)\)")
_LOOKS = {
    *("viewBox", "preserveAspectRatio", "transform", "opacity", "width", "height"),
    *("d", "points", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry"),
    *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity"),
    *("stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin"),
    *("stroke-miterlimit", "font-family", "font-size", "font-weight", "font-style"),
    *("text-anchor", "dominant-baseline", "letter-spacing", "textLength"),
    *("paint-order", "patternUnits", "patternTransform", "clip-path"),
}


def inline_svg(svg: str, *, where: str) -> str:
    """Return the drawing for use inside HTML; its words stand in the element around it.

    Everything but shapes, text and their looks is left out: scripts, links, styles, foreign
    elements, and references but those to patterns and clips of the same drawing. The size is left
    to the page, the shape of the view box is kept.

    Parameters
    ----------
    svg : str
        A complete SVG document.
    where : str
        Name of the figure, for the error.

    Raises
    ------
    InputError
        If it is not well-formed XML or not SVG.

    Examples
    --------
    >>> drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"><script>x</script>'
    >>> print(inline_svg(drawn + '<circle r="1" onclick="x"/></svg>', where="a"))
    <svg viewBox="0 0 4 2" style="max-width:4px" aria-hidden="true" focusable="false"><circle
    r="1"></circle></svg>
    """
    if "<!DOCTYPE" in svg or "<!ENTITY" in svg:
        raise InputError("a drawing with a document type is refused", where=f"figure {where}")
    try:
        root = ET.fromstring(svg)
    except ET.ParseError as error:
        raise InputError(f"the drawing is not XML ({error})", where=f"figure {where}") from error
    if _local(root.tag) != "svg":
        raise InputError(f"the drawing is <{_local(root.tag)}>, not <svg>", where=f"figure {where}")
    width, height = (_length(root.get(name, "")) for name in ("width", "height"))
    box = root.get("viewBox") or f"0 0 {width:g} {height:g}"
    width = width or float(box.split()[2])
    ids = {node.get("id", "") for node in root.iter() if _local(node.tag) in _REFERRED}
    shown = [child for child in root if _local(child.tag) not in {"title", "desc"}]
    inside = "".join(_clean(child, ids) for child in shown)
    looks = f'viewBox="{escape(box)}" style="max-width:{width:g}px"'
    return f'<svg {looks} aria-hidden="true" focusable="false">{inside}</svg>'


def _clean(node: ET.Element, ids: set[str]) -> str:
    """Return a node and what is inside as HTML, or nothing where it is no shape."""
    name = _local(node.tag)
    if name not in _SHAPES:
        return ""
    named = {"id": node.get("id", "")} if name in _REFERRED else {}
    looks = {key: value for key, value in node.items() if _is_look(key, value, ids)}
    pairs = [f' {key}="{escape(value)}"' for key, value in {**named, **looks}.items()]
    children = "".join(_clean(child, ids) + escape(child.tail or "") for child in node)
    return f"<{name}{''.join(pairs)}>{escape(node.text or '')}{children}</{name}>"


def _is_look(name: str, value: str, ids: set[str]) -> bool:
    """Whether an attribute says how a shape looks and refers to nothing outside the drawing."""
    own = _OWN.fullmatch(value)
    refers = "url(" in value.lower() or "javascript:" in value.lower()
    return name in _LOOKS and (not refers or (own is not None and own[1] in ids))


def _local(tag: object) -> str:
    """Return the name of an element without its namespace; nothing for comments."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _length(value: str) -> float:
    """Return a length in pixels, 0 where it is not a plain number."""
    try:
        return float(value.removesuffix("px"))
    except ValueError:
        return 0.0
