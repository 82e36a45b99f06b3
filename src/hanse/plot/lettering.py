"""The size of text without a font: widths of Arial, wrapping and shortening.

Widths are those of the Helvetica metrics, which Arial and Liberation Sans share, in thousandths
of the font size. Figures must not depend on the fonts of the machine that draws them.
"""

from __future__ import annotations

import unicodedata

__all__ = ["FONT", "shorten", "text_width", "wrap"]

FONT = "Arial, Helvetica, sans-serif"
BOLD = 1.07  # bold letters are about this much wider
_WIDTHS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[]\\ft",
    333: "()-`r{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER, _WIDE = 640, 1000


def text_width(text: str, *, size: float, is_bold: bool = False) -> float:
    """Return the width of one line of text, in the unit of ``size``.

    Examples
    --------
    >>> round(text_width("Township 07", size=10), 1)
    56.7
    """
    letters = unicodedata.normalize("NFD", text)
    total = sum(_letter_width(one) for one in letters if not unicodedata.combining(one))
    return total * size / 1000 * (BOLD if is_bold else 1.0)


def _letter_width(letter: str) -> int:
    """Return the width of one letter in thousandths of the font size."""
    if letter in _WIDTH_OF:
        return _WIDTH_OF[letter]
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER


def shorten(text: str, *, width: float, size: float) -> str:
    """Return text cut with an ellipsis where it is wider than ``width``.

    Examples
    --------
    >>> shorten("Schwarzwald-Baar-Heuberg medical technology", width=100, size=10)
    'Schwarzwald-Baar-…'
    """
    if text_width(text, size=size) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size=size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wrap(text: str, *, width: float, size: float, is_bold: bool = False) -> list[str]:
    """Return text as lines no wider than ``width``; a word that is wider alone is broken.

    Lines break at spaces, and after ``*``, ``+``, ``-`` and ``/``, so that expressions wrap too.

    Examples
    --------
    >>> wrap("Cluster level internationalisation", width=120, size=12)
    ['Cluster level', 'internationalisation']
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and text_width(line + piece.rstrip(), size=size, is_bold=is_bold) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
        while len(line) > 1 and text_width(line.rstrip(), size=size, is_bold=is_bold) > width:
            cut = _fitting(line, width=width, size=size, is_bold=is_bold)
            lines.append(line[:cut])
            line = line[cut:]
    lines.append(line.rstrip())
    return [one for one in lines if one] or [""]


def _pieces(text: str) -> list[str]:
    """Return text cut after each place where a line may break."""
    pieces, start = [], 0
    for at, letter in enumerate(text, start=1):
        if letter in " *+-/" and at < len(text):
            pieces.append(text[start:at])
            start = at
    return [*pieces, text[start:]]


def _fitting(line: str, *, width: float, size: float, is_bold: bool) -> int:
    """Return how many letters of the line fit, at least one."""
    fits = len(line)
    while fits > 1 and text_width(line[:fits], size=size, is_bold=is_bold) > width:
        fits -= 1
    return fits
