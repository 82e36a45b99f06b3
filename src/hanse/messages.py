"""Sentences for readers: marked here, translated wherever there is a catalogue.

A message is a string that remembers the template and the values it was made from, so that a
catalogue of another language can say the same thing without parsing the English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = [
    "Message",
    "capital",
    "columns_text",
    "join_names",
    "message",
    "plural",
    "printable_line",
]


class Message(str):
    """A finished English sentence with its template and values.

    Attributes
    ----------
    template : str
        The sentence with ``{names}`` for the values, the key into a catalogue.
    values : dict
        The values by name.
    """

    template: str
    values: dict[str, Any]

    def translated(self, catalogue: Mapping[str, str]) -> str:
        """Return the sentence in the catalogue's language, in English where it has none."""
        return catalogue.get(self.template, self.template).format(**self.values)


def message(template: str, **values: Any) -> Message:
    """Make a message.

    Examples
    --------
    >>> said = message("{n} rows pass.", n=3)
    >>> said
    '3 rows pass.'
    >>> said.translated({"{n} rows pass.": "{n} Zeilen genügen."})
    '3 Zeilen genügen.'
    """
    made = Message(template.format(**values))
    made.template, made.values = template, dict(values)
    return made


def printable_line(text: str) -> str:
    r"""Return a text as one line of signs that can be printed.

    Examples
    --------
    >>> printable_line(" one\x00 \n  line ")
    'one line'
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def capital(text: str) -> str:
    """Return a text with a capital letter, whatever stars stand before it.

    Examples
    --------
    >>> capital("**exporting** alone")
    '**Exporting** alone'
    """
    at = next((i for i, sign in enumerate(text) if sign.isalnum()), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def plural(n: int, one: str, many: str | None = None) -> str:
    """Return the number with the right form of the noun.

    Examples
    --------
    >>> plural(1, "case"), plural(2, "case"), plural(0, "country", "countries")
    ('1 case', '2 cases', '0 countries')
    """
    return f"{n:,} {one if n == 1 else (many or one + 's')}"


def join_names(names: list[str] | tuple[str, ...], *, most: int = 12) -> str:
    """Return names as a list in a sentence, the rest counted where there are many.

    Names that hold a comma themselves are parted by semicolons.

    Examples
    --------
    >>> join_names(["A", "B", "C"])
    'A, B and C'
    >>> join_names(["A", "B", "C"], most=2)
    'A, B and 1 more'
    >>> join_names(["Bonn, DE", "Metz, FR"])
    'Bonn, DE; Metz, FR'
    """
    shown = list(names[:most])
    has_comma = any("," in name for name in shown)
    more = f"{len(names) - most:,} more" if len(names) > most else ""
    if has_comma:
        return "; ".join([*shown, *([more] if more else [])])
    if more:
        return f"{', '.join(shown)} and {more}"
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def columns_text(
    header: Sequence[str], lines: Sequence[Sequence[str]], *, left: Sequence[int]
) -> str:
    """Return columns two blanks apart, right-aligned but for those named (counted from 0).

    Examples
    --------
    >>> print(columns_text(["option", "n"], [["export", "1"], ["none", "12"]], left=[0]))
    option   n
    export   1
    none    12
    """
    grid = [list(header), *(list(line) for line in lines)]
    widths = [max(len(line[j]) for line in grid) for j in range(len(header))]
    shown = []
    for line in grid:
        cells = [
            cell.ljust(width) if j in left else cell.rjust(width)
            for j, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        shown.append("  ".join(cells).rstrip())
    return "\n".join(shown)
