"""What is written in a picture, and where: for tests that nothing overlaps or is cut off."""

from itertools import combinations
from xml.etree import ElementTree as ET

from hanse.plot.lettering import text_width

SVG = "{http://www.w3.org/2000/svg}"


def root(picture):
    return ET.fromstring(picture.svg)


def texts(picture):
    return [node.text or "" for node in root(picture).iter(f"{SVG}text")]


def titles(picture):
    return [node.text or "" for node in root(picture).iter(f"{SVG}title")]


def marks(picture, name, **attributes):
    """Return the elements of a name that have these attributes."""
    wanted = {key.replace("_", "-"): str(value) for key, value in attributes.items()}
    found = root(picture).iter(f"{SVG}{name}")
    return [one for one in found if all(one.get(key) == value for key, value in wanted.items())]


def boxes(picture):
    """Return words with left, top, right and bottom; turned text is left out."""
    found = []
    tree = root(picture)
    groups = [one for one in tree.iter(f"{SVG}g") if one.get("transform")]
    turned = [text for one in groups for text in one.iter(f"{SVG}text")]
    for node in tree.iter(f"{SVG}text"):
        if node in turned:
            continue
        size, x, y = (float(node.get(key)) for key in ("font-size", "x", "y"))
        wide = text_width(node.text or "", size=size, is_bold=node.get("font-weight") == "bold")
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[node.get("text-anchor") or "start"]
        found.append((node.text, left, y - 0.74 * size, left + wide, y + 0.2 * size))
    return found


def overlapping(picture):
    """Return pairs of words that lie on each other."""
    return [
        (one[0], other[0])
        for one, other in combinations(boxes(picture), 2)
        if min(one[3], other[3]) - max(one[1], other[1]) > 0.5
        and min(one[4], other[4]) - max(one[2], other[2]) > 0.5
    ]


def cut_off(picture):
    """Return words that lie outside the picture."""
    width, height = (float(root(picture).get(key)) for key in ("width", "height"))
    return [
        words
        for words, left, top, right, bottom in boxes(picture)
        if left < 0 or top < 0 or right > width or bottom > height
    ]
