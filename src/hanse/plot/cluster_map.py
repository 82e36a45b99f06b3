"""Clusters where they lie, by size and by a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hanse.plot.cluster_marks import Marks
from hanse.plot.cluster_spots import Cluster, Place, read_clusters, words_of
from hanse.plot.ink import QUIET
from hanse.plot.map_classes import classes_of
from hanse.plot.map_window import Window, region_window, wide_apart, world_window
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.svg import drawing
from hanse.plot.text_block import Line, clamped, one_line, stacked, tall

__all__ = ["cluster_map"]

MARGIN, WIDTH, HEIGHT, TITLE_SIZE = 16.0, 948.0, 620.0, 15


def cluster_map(
    places: Sequence[Place | tuple[str, float, float]],
    *,
    title: str,
    note: str = "",
    values: Mapping[str, float] | None = None,
    legend: str = "",
    sizes: Mapping[str, float] | None = None,
    size_legend: str = "",
    home: str = "",
    breaks: Sequence[float] | None = None,
    name: str = "",
) -> Picture:
    """Draw clusters on the outline of their part of the world.

    Parameters
    ----------
    places : sequence of Place or (str, float, float)
        Name, latitude and longitude in degrees of each cluster; names differ.
    title : str
        Shown above the map.
    note : str
        Shown below the map.
    values : mapping of str to float, optional
        A value of each cluster, shown by colour in up to five classes, dark is high. NaN is a value
        that is hidden or not known, as is a cluster that is not given: drawn hollow.
    legend : str
        What the values are, with their unit.
    sizes : mapping of str to float, optional
        A size of each cluster from 0 up, shown by the area of its mark. NaN or not given: a small
        mark with a dashed edge.
    size_legend : str
        What the sizes are, with their unit.
    home : str
        The cluster that stands out.
    breaks : sequence of float, optional
        Bounds of the colour classes; quantile classes with round bounds otherwise.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        At most 980 wide. A window around the clusters in Lambert's equal-area projection, or the
        world in Equal Earth where they lie more than 45 degrees from their middle, or where there
        are none. Clusters at the same place stand side by side under one label.

    Raises
    ------
    InputError
        If a place lies outside latitudes -90 to 90 or longitudes -180 to 180, two clusters share a
        name, a size is negative, a number is infinite, or a name in ``values``, ``sizes`` or
        ``home`` is none of the clusters.

    Examples
    --------
    >>> places = [("Gnosjö", 57.36, 13.74), ("Luleå", 65.58, 22.15)]
    >>> cluster_map(places, title="Clusters", values={"Gnosjö": 0.4, "Luleå": 0.1},
    ...             legend="Share of exporters").alt
    'Clusters: map of 2 clusters. Share of exporters: highest Gnosjö 0.4; Luleå 0.1.'
    """
    title, note = one_line(title), one_line(note)
    clusters = read_clusters(places, values=values, sizes=sizes, home=home)
    legends = one_line(legend) or "value", one_line(size_legend) or "size"
    classes = classes_of([one.value for one in clusters], most=5, breaks=breaks)
    window, titles = _window(clusters, title)
    wide = window.box.right - MARGIN
    drawn = Marks(window, classes if values is not None else None, sizes is not None, legends)
    marks = drawn.marks(clusters)
    below, y = drawn.legend(clusters, width=wide)
    lines = clamped(note, width=wide, size=11, most=4) if note else []
    parts = [*stacked(titles, MARGIN, 14 + tall(titles) / 2), *marks, *below]
    parts += stacked(lines, MARGIN, y + 6 + tall(lines) / 2, fill=QUIET)
    size = {"width": wide + 2 * MARGIN, "height": y + tall(lines) + 14}
    shown = (legends[0] if values is not None else "", legends[1] if sizes is not None else "")
    alt = words_of(title, clusters, *shown)
    svg = drawing(parts, **size, title=title, alt=alt)
    return Picture(name or f"clusters-{slug(title)}", title, alt, svg)


def _window(clusters: Sequence[Cluster], title: str) -> tuple[Window, list[Line]]:
    """Return the window around the clusters below the title, and the lines of the title."""
    latitude, longitude = [one.latitude for one in clusters], [one.longitude for one in clusters]
    is_world = not clusters or wide_apart(latitude, longitude)

    def below(top: float) -> Window:
        if is_world:
            return world_window(left=MARGIN, top=top, width=WIDTH)
        most = (WIDTH, HEIGHT)
        return region_window(latitude, longitude, left=MARGIN, top=top, most=most)

    room = below(0).box.right - MARGIN
    titles = clamped(title, width=room, size=TITLE_SIZE, most=4, is_bold=True)
    return below(24 + tall(titles)), titles
