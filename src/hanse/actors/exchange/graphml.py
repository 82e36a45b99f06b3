"""The network as GraphML, which Gephi, yEd, Cytoscape and networkx read."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hanse.actors.exchange.rows import as_date
from hanse.actors.tables import EXCHANGES, ActorLog
from hanse.errors import InputError
from hanse.tables import write_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from hanse.actors.ties import Ties

__all__ = ["graphml", "write_graphml"]

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = f"{_SPACE} {_SPACE}/1.0/graphml.xsd"
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NODE = {
    "id": "string",
    "name": "string",
    "roles": "string",
    "main_role": "string",
    "cluster": "string",
    "country": "string",
    "place": "string",
    "employees": "double",
    "technology": "string",
}
_PERSONAL = {"contact": "string", "email": "string"}
_EDGE = {
    "strength": "double",
    "episodes": "long",
    "first": "string",
    "last": "string",
    "kinds": "string",
    "is_tie": "boolean",
    "is_relationship": "boolean",
}
_Fields = dict[str, str | float | int | bool | None]


def graphml(log: ActorLog, ties: Ties, *, personal: bool = False) -> str:
    """Return the actors and every pair that ever met as the text of a GraphML file.

    Nodes are called n0, n1, ... in the order of the actors and carry ``id``, ``name``, ``roles``
    (parted by semicolons), ``main_role``, ``cluster``, ``country``, ``place``, ``employees`` and
    ``technology``; edges carry ``strength``, ``episodes``, ``first`` and ``last`` (days as
    2026-03-01), ``kinds``, ``is_tie`` and ``is_relationship``. What is not known is left out of a
    node or an edge. The network is undirected.

    Parameters
    ----------
    log : ActorLog
        Whose actors.
    ties : Ties
        Of the same log.
    personal : bool
        Whether nodes also carry ``contact`` and ``email``.

    Raises
    ------
    InputError
        If the ties are of another log, or a text holds a sign that XML forbids.
    """
    from xml.etree import ElementTree

    if ties.n != len(log.actors):
        raise InputError(
            f"the ties are of {ties.n:,} actors, the log has {len(log.actors):,}",
            mend="Give the ties of this log.",
        )
    space = {"xmlns": _SPACE, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"}
    root = ElementTree.Element("graphml", {**space, "xsi:schemaLocation": _SCHEMA})
    node = _NODE | (_PERSONAL if personal else {})
    for side, fields in (("node", node), ("edge", _EDGE)):
        for name, kind in fields.items():
            key = {"id": f"{side}_{name}", "for": side, "attr.name": name, "attr.type": kind}
            ElementTree.SubElement(root, "key", key)
    graph = ElementTree.SubElement(root, "graph", {"id": "actors", "edgedefault": "undirected"})
    for at, values in enumerate(_nodes(log, personal=personal)):
        made = ElementTree.SubElement(graph, "node", {"id": f"n{at}"})
        _add(made, "node", values, f"actor {_shown(log.actors.ids[at])}")
    for at, values in enumerate(_edges(ties)):
        ends = {"source": f"n{ties.a[at]}", "target": f"n{ties.b[at]}"}
        _add(ElementTree.SubElement(graph, "edge", ends), "edge", values, f"tie {at + 1}")
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def write_graphml(
    path: str | os.PathLike[str], log: ActorLog, ties: Ties, *, personal: bool = False
) -> Path:
    """Write the GraphML of `graphml` into a file, whole or not at all.

    Raises
    ------
    InputError
        As `graphml`, and if the file cannot be written.
    """
    return write_text(path, graphml(log, ties, personal=personal))


def _nodes(log: ActorLog, *, personal: bool) -> Iterator[_Fields]:
    """Yield what the nodes carry."""
    one = log.actors
    for i in range(len(one)):
        made: _Fields = {
            "id": one.ids[i],
            "name": one.names[i],
            "roles": ";".join(one.roles[i]),
            "main_role": one.roles[i][0] if one.roles[i] else "",
            "cluster": one.clusters[i],
            "country": one.countries[i],
            "place": one.places[i],
            "employees": float(one.employees[i]),
            "technology": ";".join(one.technologies[i]),
        }
        if personal:
            made |= {"contact": one.contacts[i], "email": one.emails[i]}
        yield made


def _edges(ties: Ties) -> Iterator[_Fields]:
    """Yield what the edges carry."""
    for i in range(len(ties.a)):
        kinds = [name for bit, name in enumerate(EXCHANGES) if int(ties.kinds[i]) >> bit & 1]
        first, last = as_date(int(ties.first[i])), as_date(int(ties.last[i]))
        yield {
            "strength": float(ties.strength[i]),
            "episodes": int(ties.episodes[i]),
            "first": first.isoformat() if first else "",
            "last": last.isoformat() if last else "",
            "kinds": ";".join(kinds),
            "is_tie": bool(ties.is_tie[i]),
            "is_relationship": bool(ties.is_relationship[i]),
        }


def _add(parent: Element, side: str, values: _Fields, where: str) -> None:
    """Add what a node or an edge carries."""
    from xml.etree import ElementTree

    for name, value in values.items():
        text = _text(value)
        if not text:
            continue
        found = _FORBIDDEN.search(text)
        if found:
            raise InputError(
                f"{name} holds the sign U+{ord(found[0]):04X}, which XML forbids",
                where=where,
                mend="Take it out of the table.",
            )
        ElementTree.SubElement(parent, "data", {"key": f"{side}_{name}"}).text = text


def _text(value: str | float | int | bool | None) -> str:
    """Return a value as XML writes it, empty for nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if math.isnan(value) else repr(value)
    return "" if value is None else str(value)


def _shown(text: str) -> str:
    """Return a text without the signs that would hide in a message."""
    return _FORBIDDEN.sub("?", text)
