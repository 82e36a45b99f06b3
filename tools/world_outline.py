"""Make the bundled outline of the world from the npm package world-atlas 2.0.2.

Run ``python tools/world_outline.py PACKAGE`` with the folder of the unpacked package. It reads the
TopoJSON files (Natural Earth, public domain), gives every area the number of ISO 3166-1, leaves
out Antarctica, simplifies the borders, each once, so that neighbours still fit, and writes
``src/hanse/plot/world/world.json`` (for the whole world) and ``regions.json`` (for windows). The
same package gives the same bytes.

A ring is a flat list of whole hundredths of a degree: longitude and latitude of the first corner,
then the steps to the next ones; it ends where it began, without repeating the first corner.
Longitudes run from -169 to 191, so that no country is cut at the antimeridian.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

OUT = Path(__file__).parents[1] / "src" / "hanse" / "plot" / "world"
#: file, smallest triangle a corner may span, smallest island (square degrees at the equator)
LEVELS = {"world.json": (0.022, 0.06), "regions.json": (0.0022, 0.0044)}
WEST = -169.0  # the cut lies in the Bering Strait, where it meets no country
LEFT_OUT = {"Antarctica"}
#: areas that Natural Earth draws apart: the country that ISO 3166-1 counts them to
NUMBERS = {"N. Cyprus": "196", "Somaliland": "706", "Kosovo": "XKX", "Siachen Glacier": "siachen"}
#: country, new number, then west, south, east, north of the rings that get it
PARTS = (
    ("250", "254", -55.0, 1.0, -51.0, 6.5),  # French Guiana
    ("250", "312", -62.0, 15.7, -60.9, 16.7),  # Guadeloupe
    ("250", "474", -61.4, 14.2, -60.6, 15.2),  # Martinique
    ("250", "638", 55.0, -21.6, 56.0, -20.6),  # Réunion
    ("250", "175", 44.8, -13.2, 45.5, -12.5),  # Mayotte
    ("528", "535", -69.0, 11.5, -62.0, 18.0),  # Bonaire, Sint Eustatius and Saba
    ("578", "744", -10.0, 70.5, 35.0, 81.5),  # Svalbard and Jan Mayen
    ("Indian Ocean Ter.", "162", 105.0, -11.0, 106.0, -10.0),  # Christmas Island
    ("Indian Ocean Ter.", "166", 96.0, -13.0, 97.5, -11.5),  # Cocos Islands
    ("643", "804", 32.0, 44.0, 36.8, 46.3),  # Crimea, with Ukraine: UN resolution 68/262
)
ADDED = ("292", "798", "581")  # at 1:10m only
NAMES = {
    "254": "French Guiana",
    "312": "Guadeloupe",
    "474": "Martinique",
    "638": "Réunion",
    "175": "Mayotte",
    "535": "Caribbean Netherlands",
    "744": "Svalbard and Jan Mayen",
    "162": "Christmas Island",
    "166": "Cocos (Keeling) Islands",
    "581": "US Minor Outlying Islands",
    "732": "Western Sahara",
    "792": "Türkiye",
    "180": "DR Congo",
    "214": "Dominican Republic",
    "238": "Falkland Islands",
    "260": "French Southern Territories",
    "140": "Central African Republic",
    "178": "Republic of the Congo",
    "226": "Equatorial Guinea",
    "748": "Eswatini",
    "090": "Solomon Islands",
    "070": "Bosnia and Herzegovina",
    "807": "North Macedonia",
    "728": "South Sudan",
    "336": "Vatican City",
    "584": "Marshall Islands",
    "580": "Northern Mariana Islands",
    "840": "United States",
    "850": "US Virgin Islands",
    "239": "South Georgia",
    "086": "British Indian Ocean Territory",
    "612": "Pitcairn Islands",
    "136": "Cayman Islands",
    "092": "British Virgin Islands",
    "796": "Turks and Caicos Islands",
    "670": "Saint Vincent and the Grenadines",
    "659": "Saint Kitts and Nevis",
    "662": "Saint Lucia",
    "666": "Saint Pierre and Miquelon",
    "184": "Cook Islands",
    "876": "Wallis and Futuna",
    "663": "Saint Martin",
    "652": "Saint Barthélemy",
    "258": "French Polynesia",
    "234": "Faroe Islands",
    "334": "Heard and McDonald Islands",
    "028": "Antigua and Barbuda",
    "036": "Australia",
    "196": "Cyprus",
    "804": "Ukraine",
    "678": "São Tomé and Príncipe",
}
#: no area at any scale: a name and a position (latitude, longitude) only
POSITIONS = {"772": ("Tokelau", -9.17, 188.18), "074": ("Bouvet Island", -54.42, 3.36)}


def main(package: Path, out: Path) -> None:
    """Write the outline at both levels."""
    atlas = json.loads((package / "countries-50m.json").read_text(encoding="utf-8"))
    finest = json.loads((package / "countries-10m.json").read_text(encoding="utf-8"))
    for name, (corner, island) in LEVELS.items():
        countries = areas(atlas, corner, island)
        countries |= areas(finest, corner, island, wanted=ADDED)
        for number, (called, latitude, longitude) in POSITIONS.items():
            countries[number] = {"name": called, "at": [latitude, longitude], "rings": []}
        shown = {number: countries[number] for number in sorted(countries)}
        lines = [
            f"{json.dumps(number)}:{json.dumps(one, ensure_ascii=False, separators=(',', ':'))}"
            for number, one in shown.items()
        ]
        text = "{\n" + ",\n".join(lines) + "\n}\n"
        (out / name).write_text(text, encoding="utf-8", newline="\n")


def areas(
    atlas: dict, corner: float, island: float, *, wanted: tuple[str, ...] = ()
) -> dict[str, dict]:
    """Return name, position and rings of the countries of an atlas, of all where none are named."""
    arcs = decoded(atlas)
    thin = [simplified(arc, corner) for arc in arcs]
    loops: dict[str, list[list[int]]] = defaultdict(list)
    names: dict[str, str] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name in LEFT_OUT or not shape.get("arcs"):
            continue
        number = shape.get("id") or NUMBERS.get(name, name)
        if wanted and number not in wanted:
            continue
        many = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for loop in (one for polygon in many for one in polygon):
            key = part_of(number, joined(loop, arcs))
            loops[key].append(loop)
            names[key] = names.get(key, name) if number in NUMBERS.values() else name
    return {
        number: country(NAMES.get(number, names[number]), found, arcs, thin, island)
        for number, found in loops.items()
    }


def country(name: str, loops: list[list[int]], arcs: list, thin: list, island: float) -> dict:
    """Return one country: small islands go, but never the largest."""
    loops = dissolved(loops)
    full = [joined(loop, arcs) for loop in loops]
    sizes = [abs(size_of(ring)) for ring in full]
    largest = max(range(len(loops)), key=lambda at: sizes[at])
    rings = []
    for at in sorted(range(len(loops)), key=lambda at: -sizes[at]):
        ring = rounded(joined(loops[at], thin))
        if len(ring) < 3:
            ring = rounded(full[at])
        if len(ring) >= 3 and (at == largest or sizes[at] >= island):
            rings.append(ring.ravel()[:2].tolist() + np.diff(ring, axis=0).ravel().tolist())
    longitude, latitude = middle(full[largest])
    return {"name": name, "at": [round(latitude, 2), round(longitude, 2)], "rings": rings}


def decoded(atlas: dict) -> list[np.ndarray]:
    """Return the arcs of a quantised TopoJSON file in degrees, without jumps at 180."""
    scale, start = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        points = np.cumsum(np.array(arc, dtype=np.int64), axis=0) * scale + start
        points[:, 0] = np.unwrap(points[:, 0], period=360)
        arcs.append(points)
    return arcs


def joined(loop: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """Return the ring of a loop of arcs, closed, from -169 degrees eastwards."""
    pieces = [arcs[at] if at >= 0 else arcs[~at][::-1] for at in loop]
    ring = np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])
    ring = np.column_stack([np.unwrap(ring[:, 0], period=360), ring[:, 1]])
    ring[:, 0] -= 360 * math.floor((ring[:, 0].mean() - WEST) / 360)
    if ring[:, 0].min() < WEST - 1 or ring[:, 0].max() > WEST + 361:
        raise SystemExit(f"a ring crosses the cut at {WEST:g} degrees")
    return ring


def part_of(number: str, ring: np.ndarray) -> str:
    """Return the number of the country that a ring belongs to."""
    x, y = ring.mean(axis=0)
    for country, part, west, south, east, north in PARTS:
        if number == country and west <= x <= east and south <= y <= north:
            return part
    return number


def dissolved(loops: list[list[int]]) -> list[list[int]]:
    """Return loops without the borders that two of them share."""
    used = {at for loop in loops for at in loop}
    inner = {at for at in used if ~at in used}
    if not inner:
        return loops
    kept = [loop for loop in loops if not inner & set(loop)]
    following: dict[int, int] = {}
    for loop in loops:
        for at, then in zip(loop, [*loop[1:], loop[0]], strict=True):
            following[at] = then
    left = sorted(at for loop in loops if inner & set(loop) for at in loop if at not in inner)
    while left:
        loop = [left[0]]
        while True:
            then = following[loop[-1]]
            while then in inner:
                then = following[~then]
            if then == loop[0]:
                break
            loop.append(then)
        left = [at for at in left if at not in loop]
        kept.append(loop)
    return kept


def simplified(arc: np.ndarray, corner: float) -> np.ndarray:
    """Return an arc without corners that span small triangles (Visvalingam, Whyatt 1993)."""
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))
    is_closed = bool(np.array_equal(arc[0], arc[-1]))
    spans = {at: span(arc, at - 1, at, at + 1) for at in range(1, len(arc) - 1)}
    queue = [(value, at) for at, value in spans.items()]
    heapq.heapify(queue)
    left = len(arc)
    least = 5 if is_closed else 2
    while queue and left > least:
        value, at = heapq.heappop(queue)
        if spans.get(at) != value:
            continue
        if value >= corner:
            break
        del spans[at]
        left -= 1
        after[before[at]], before[after[at]] = after[at], before[at]
        for near in (before[at], after[at]):
            if near in spans:
                spans[near] = max(value, span(arc, before[near], near, after[near]))
                heapq.heappush(queue, (spans[near], near))
    kept = [0]
    while kept[-1] != len(arc) - 1:
        kept.append(after[kept[-1]])
    return arc[kept]


def span(arc: np.ndarray, one: int, two: int, three: int) -> float:
    """Return the size of a triangle in square degrees at the equator."""
    (x1, y1), (x2, y2), (x3, y3) = arc[one], arc[two], arc[three]
    flat = math.cos(math.radians((y1 + y2 + y3) / 3))
    return float(abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2 * flat)


def size_of(ring: np.ndarray) -> float:
    """Return the size of a ring in square degrees at the equator."""
    x, y = ring[:, 0] * math.cos(math.radians(ring[:, 1].mean())), ring[:, 1]
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def rounded(ring: np.ndarray) -> np.ndarray:
    """Return a ring in hundredths of a degree, open, without equal neighbours."""
    whole = np.rint(ring * 100).astype(np.int64)
    return whole[:-1][(np.diff(whole, axis=0) != 0).any(axis=1)]


def middle(ring: np.ndarray) -> tuple[float, float]:
    """Return the place inside a ring that is farthest from its edge."""
    flat = math.cos(math.radians(ring[:, 1].mean()))
    edge = ring * [flat, 1]
    low, high = edge.min(axis=0), edge.max(axis=0)
    best = (low + high) / 2
    for _ in range(4):
        x, y = (a.ravel() for a in np.meshgrid(*(np.linspace(low[i], high[i], 25) for i in (0, 1))))
        away = np.where(is_inside(edge, x, y), distance(edge, x, y), -1.0)
        at = int(away.argmax())
        if away[at] > 0:
            best = np.array([x[at], y[at]])
        half = (high - low) / 8
        low, high = best - half, best + half
    return float(best[0] / flat), float(best[1])


def is_inside(edge: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Whether points lie inside a closed ring: a ray crosses its edge an odd number of times."""
    (x1, y1), (x2, y2) = edge[:-1].T[:, :, None], edge[1:].T[:, :, None]
    is_across = (y1 > y) != (y2 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        is_left = x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return np.asarray((is_across & is_left).sum(axis=0) % 2 == 1)


def distance(edge: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return how far points lie from the corners and edges of a ring."""
    (x1, y1), (dx, dy) = edge[:-1].T[:, :, None], np.diff(edge, axis=0).T[:, :, None]
    length = np.maximum(dx**2 + dy**2, 1e-300)
    share = np.clip(((x - x1) * dx + (y - y1) * dy) / length, 0, 1)
    return np.asarray(np.hypot(x - x1 - share * dx, y - y1 - share * dy).min(axis=0))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python tools/world_outline.py PACKAGE")
    main(Path(sys.argv[1]), OUT)
