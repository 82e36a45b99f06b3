"""The picture: an SVG drawing with the words that stand for it."""

from __future__ import annotations

from dataclasses import dataclass

from hanse.result import Record

__all__ = ["Picture"]


@dataclass(frozen=True)
class Picture(Record, kind="picture"):
    """A finished figure.

    The same input gives the same bytes: fonts are named, sizes are fixed, nothing is measured on
    the machine that draws.

    Parameters
    ----------
    name : str
        Name of the file without its ending: letters, digits and ``-`` only.
    title : str
        What the figure shows, in one line.
    alt : str
        What the figure says, in words, for those who do not see it.
    svg : str
        The drawing as a complete SVG document.

    Examples
    --------
    >>> square = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>'
    >>> Picture("square", "A square", "Nothing but white.", square).png()[1:4]
    b'PNG'
    """

    name: str
    title: str
    alt: str
    svg: str

    def png(self, *, scale: float = 2.0) -> bytes:
        """Return the picture as a PNG file, ``scale`` pixels for each unit of the drawing."""
        import vl_convert

        return bytes(vl_convert.svg_to_png(self.svg, scale=scale))
