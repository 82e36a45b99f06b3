"""The keyword map: words as circles by group, lines between those that stand together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.plot.ink import QUIET
from hanse.plot.legend_row import Sample, legend_row
from hanse.plot.lettering import text_width
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.space_layout import apart, places, spanning_tree
from hanse.plot.strokes import HALO, hover, line
from hanse.plot.svg import drawing, element
from hanse.plot.text_block import Line, clamped, one_line, stacked, tall

__all__ = ["MOST_WORDS", "MapWord", "WordLink", "keyword_map"]

MOST_WORDS = 60
WIDTH, MARGIN, LABEL, SIZE = 980.0, 16.0, 120.0, 11.0
LARGEST, SMALLEST, RING = 20.0, 8.5, 3.0
LOW, HIGH = 230.0, 1500.0
TREE, EDGE = "#8a949e", "#ccd4db"
INNER = WIDTH - 2 * MARGIN
#: fill and ink of the number of the first groups; later ones are white with a dark edge
GROUPS = (
    ("#1f4e79", "#ffffff"),
    ("#e8a05c", "#1c2733"),
    ("#5d8f6e", "#ffffff"),
    ("#b9cfe4", "#1c2733"),
    ("#8c5a86", "#ffffff"),
    ("#e9dca0", "#1c2733"),
)


class MapWord(NamedTuple):
    """One word of the map.

    Attributes
    ----------
    name : str
        As readers see it; no two have the same.
    size : float
        What the area stands for, such as records; above 0.
    group : int
        From 1; its number stands in the circle.
    words : str
        More about it, shown where the pointer rests.
    """

    name: str
    size: float
    group: int = 1
    words: str = ""


class WordLink(NamedTuple):
    """Two words that stand together, with a strength above 0."""

    one: str
    other: str
    strength: float


def keyword_map(
    words: Sequence[MapWord],
    links: Sequence[WordLink],
    *,
    title: str,
    note: str = "",
    size_label: str = "records",
    strength_label: str = "strength",
    most: int = 40,
    name: str = "",
) -> Picture:
    """Draw words as circles, those of a group in one colour with one number, and their links.

    The maximum spanning tree of the strengths is drawn thick, and the strongest other links thin,
    as many as there are words. Words lie near those they are linked with; no label lies on another.
    The same input is placed the same way every time; nothing is random.

    Parameters
    ----------
    words : sequence of MapWord
        The most important first: the first ``most`` are drawn, the others counted below.
    links : sequence of WordLink
        Pairs, each once.
    title : str
        Shown above the map.
    note : str
        Shown below it.
    size_label, strength_label : str
        What area and strength stand for.
    most : int
        How many words are drawn, 1 to 60.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        980 wide. A word without a link stands alone.

    Raises
    ------
    InputError
        If there are no words, a name stands twice, a size, strength or group is not positive, a
        link names what is not there, joins a word with itself or is given twice, or ``most`` is out
        of range.

    Examples
    --------
    >>> words = [MapWord("clusters", 9, 1), MapWord("exports", 4, 1), MapWord("trust", 2, 2)]
    >>> print(keyword_map(words, [WordLink("clusters", "exports", 1.5)], title="Words").alt)
    Words: 3 words in 2 groups. Group 1: clusters (9) and exports (4). Group 2: trust (2).
    Strongest link: clusters with exports (1.50).
    """
    read = _words(words, most)
    title, note = one_line(title), one_line(note)
    strength = _links(links, [one.name for one in words])
    drawn_words = read[:most]
    map_ = _WordMap(drawn_words, {p: s for p, s in strength.items() if p[1] < len(drawn_words)})
    titles = clamped(title, width=INNER, size=15, most=4, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    key, y = legend_row(
        _samples(map_, one_line(size_label)), MARGIN, 22 + tall(titles), width=INNER
    )
    body = map_.drawn(y + 10, one_line(size_label), one_line(strength_label))
    y += 20 + map_.height
    foot: list[str] = []
    n_left, n_thin = len(read) - len(drawn_words), len(map_.links) - len(map_.tree) - len(map_.more)
    notes = [note] if note else []
    notes += [f"Not drawn: {plural(n_left, 'word')} of {len(read):,}."] if n_left else []
    notes += [f"Not drawn: {plural(n_thin, 'weaker link')}."] if n_thin else []
    for said in notes:
        lines = clamped(said, width=INNER, size=11, most=6)
        foot += stacked(lines, MARGIN, y + tall(lines) / 2, fill=QUIET)
        y += tall(lines) + 3
    alt = _alt(title, map_, n_left)
    svg = drawing([*parts, *key, *body, *foot], width=WIDTH, height=y + 10, title=title, alt=alt)
    return Picture(name=name or f"keywords-{slug(title)}", title=title, alt=alt, svg=svg)


class _WordMap:
    """Words with the links that are drawn between them."""

    def __init__(self, words: Sequence[MapWord], links: Mapping[tuple[int, int], float]) -> None:
        self.words, self.links = words, links
        self.tree = spanning_tree(len(words), [(*pair, s) for pair, s in links.items()])
        rest = [pair for pair in links if pair not in set(self.tree)]
        rest.sort(key=lambda pair: (-links[pair], pair))
        self.more = rest[: len(words)]
        self.labels = [clamped(one.name, width=LABEL, size=SIZE, most=4) for one in words]
        self.boxes = self._boxes()
        self.height = self._height()
        self.middles = self._middles()

    def radius(self, size: float) -> float:
        """Return the radius: the area is as the size, none smaller than its number needs."""
        return max(SMALLEST, LARGEST * math.sqrt(size / max(one.size for one in self.words)))

    def _boxes(self) -> NDArray[np.float64]:
        """Return width and height of each circle with its label, shape (n, 2)."""
        found = []
        for one, lines in zip(self.words, self.labels, strict=True):
            across = 2 * (self.radius(one.size) + RING)
            wide = max(text_width(x.words, size=SIZE) for x in lines)
            found.append((max(wide, across) + 10, across + tall(lines) + 8))
        return np.array(found, dtype=np.float64)

    def _height(self) -> float:
        """Return the height of the map: room for all labels, and for a grid of them if need be."""
        wide, high = (float(one) for one in self.boxes.max(axis=0))
        rows = math.ceil(len(self.words) / max(1, int(INNER // wide)))
        area = float(self.boxes.prod(axis=1).sum()) * 3.2 / INNER
        return max(min(max(area, LOW), HIGH), rows * high * 1.05)

    def _middles(self) -> NDArray[np.float64]:
        """Return the middles of the boxes in pixels from the map's corner, shape (n, 2)."""
        at = places(len(self.words), self.tree, self.more)
        span = np.ptp(at, axis=0)
        share = np.where(span > 1e-6, (at - at.min(axis=0)) / np.where(span > 1e-6, span, 1), 0.5)
        room = self.boxes.max(axis=0)
        wanted = room / 2 + share * (np.array([INNER, self.height]) - room)
        return apart(np.round(wanted), self.boxes, width=INNER, height=self.height)

    def circle(self, at: int, top: float) -> tuple[float, float, float]:
        """Return the middle and the radius of a word's circle: the label stands below it."""
        x, y = (float(one) for one in self.middles[at])
        r = self.radius(self.words[at].size)
        return MARGIN + x, top + y - float(self.boxes[at, 1]) / 2 + r + RING + 2, r

    def drawn(self, top: float, size_label: str, strength_label: str) -> list[str]:
        """Return the links, the labels and the circles."""
        parts = []
        for pairs, ink, weight in ((self.more, EDGE, 1.1), (self.tree, TREE, 2.2)):
            for one, other in pairs:
                (x1, y1, _), (x2, y2, _) = self.circle(one, top), self.circle(other, top)
                names = f"{self.words[one].name} and {self.words[other].name}"
                said = f"{names}: {strength_label} {self.links[one, other]:.2f}"
                parts.append(hover(said, line(x1, y1, x2, y2, ink, weight=weight)))
        parts += [part for at in range(len(self.words)) for part in self._label(at, top)]
        for at, word in enumerate(self.words):
            said = f"{word.name}: {size_label} {word.size:.4g}, group {word.group}"
            said += f", {one_line(word.words)}" if word.words else ""
            parts.append(hover(said, *_circle(word.group, *self.circle(at, top))))
        return parts

    def _label(self, at: int, top: float) -> list[str]:
        """Return a label, read on any lines that run below it."""
        (x, y, r), lines = self.circle(at, top), self.labels[at]
        middle = y + r + RING + tall(lines) / 2
        wide = max(text_width(one.words, size=SIZE) for one in lines)
        place = {"x": x - wide / 2 - 2, "y": middle - tall(lines) / 2}
        size = {"width": wide + 4, "height": tall(lines)}
        ground = element("rect", **place, **size, fill="#ffffff", fill_opacity=0.78)
        return [ground, element("g", *stacked(lines, x, middle, anchor="middle"), **HALO)]


def _circle(group: int, x: float, y: float, r: float) -> list[str]:
    """Return a circle in the colour of its group, with the group's number."""
    fill, ink = GROUPS[group - 1] if group <= len(GROUPS) else ("#ffffff", "#1c2733")
    edge = "#ffffff" if group <= len(GROUPS) else QUIET
    mark = element("circle", cx=x, cy=y, r=r, fill=fill, stroke=edge, stroke_width=1.2)
    return [mark, *stacked([Line(str(group), 10, True)], x, y, anchor="middle", fill=ink)]


def _words(words: Sequence[MapWord], most: int) -> list[MapWord]:
    """Return the words with clean names, refused where one does not fit."""
    where = "keyword map"
    if not words:
        raise InputError("there are no words", where=where, mend="Give at least one.")
    if not 1 <= most <= MOST_WORDS:
        mend = f"Give a whole number from 1 to {MOST_WORDS}."
        raise InputError(f"most is {most}", where=where, mend=mend)
    read, seen = [], set()
    for one in words:
        clean = one._replace(name=one_line(one.name), size=float(one.size))
        if clean.name in seen:
            raise InputError(f"the word '{clean.name}' stands twice", where=where)
        if not 0 < clean.size < math.inf:
            raise InputError(f"size is {clean.size:g}", where=f"{where}, '{clean.name}'")
        if clean.group < 1:
            raise InputError(f"group is {clean.group}", where=f"{where}, '{clean.name}'")
        seen.add(clean.name)
        read.append(clean)
    return read


def _links(links: Sequence[WordLink], names: Sequence[str]) -> dict[tuple[int, int], float]:
    """Return the strength of each pair by place, refused where one does not fit."""
    place = {one_line(one): at for at, one in enumerate(names)}
    found: dict[tuple[int, int], float] = {}
    for link in links:
        one, other, strength = one_line(link[0]), one_line(link[1]), float(link[2])
        where = f"keyword map, '{one}' and '{other}'"
        for each in (one, other):
            if each not in place:
                raise unknown_name("word", each, place, where="keyword map, links")
        pair = (min(place[one], place[other]), max(place[one], place[other]))
        if one == other or pair in found:
            what = "a word is linked with itself" if one == other else "the pair is given twice"
            raise InputError(what, where=where)
        if not 0 < strength < math.inf:
            raise InputError(f"strength is {strength:g}", where=where)
        found[pair] = strength
    return {pair: found[pair] for pair in sorted(found)}


def _samples(map_: _WordMap, size_label: str) -> list[Sample]:
    """Return the key: groups, and what the area stands for."""
    found = []
    for group in sorted({one.group for one in map_.words})[: len(GROUPS) + 1]:
        found.append(
            Sample(
                lambda x, y, group=group: _circle(group, x + 9, y, 8.5),  # type: ignore[misc]
                18,
                f"group {group}",
            )
        )
    top = max(map_.words, key=lambda one: one.size)
    r = map_.radius(top.size)
    found.append(
        Sample(
            lambda x, y: [element("circle", cx=x + r, cy=y, r=r, fill="none", stroke=QUIET)],
            2 * r,
            f"area: {size_label}, here {top.size:.4g}",
            2 * r + 4,
        )
    )
    return found


def _alt(title: str, map_: _WordMap, n_left: int) -> str:
    """Return the map in words: the groups with their words, and the strongest links."""
    groups: dict[int, list[str]] = {}
    for one in map_.words:
        groups.setdefault(one.group, []).append(f"{one.name} ({one.size:.4g})")
    n_words = plural(len(map_.words), "word")
    said = [f"{title}: {n_words} in {plural(len(groups), 'group')}."]
    said += [f"Group {group}: {join_names(groups[group])}." for group in sorted(groups)]
    strongest = sorted(map_.links, key=lambda pair: (-map_.links[pair], pair))[:3]
    if strongest:
        named = [
            f"{map_.words[i].name} with {map_.words[j].name} ({map_.links[i, j]:.2f})"
            for i, j in strongest
        ]
        said.append(f"Strongest {'link' if len(named) == 1 else 'links'}: {join_names(named)}.")
    return " ".join([*said, *([f"{n_left} not drawn."] if n_left else [])])
