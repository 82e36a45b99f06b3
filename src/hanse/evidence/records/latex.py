r"""LaTeX in BibTeX: accents and escapes to signs, and back.

Only the escapes are given to pylatexenc, never whole values: to it a bare ``%`` begins a comment
and a bare ``$`` mathematics, and exports are full of both.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

__all__ = ["from_latex", "to_latex"]

_FRAGMENT = re.compile(
    r"""\\(?:
        ["'`^~=.](?:\s*\{\s*\\?[A-Za-z]?\s*\}|\\?[A-Za-z])      # \"{o} \"o \'\i \~{}
      | [cvuHkrbdt](?:\s*\{\s*\\?[A-Za-z]{1,2}\s*\}|\s+[A-Za-z])  # \c{c} \v s
      | [A-Za-z]+(?:\s*\{[^{}\\]*\}|[ ]?(?=[^A-Za-z])|$)          # \ss{} \alpha \emph{x}
      | [&%$\#_{},;/\\ @-]
    )""",
    re.VERBOSE,
)
_MATH = re.compile(r"(?<!\\)\$[^$\n]*(?<!\\)\$")
_SINGLE = {r"\{": "{", r"\}": "}", r"\\": " ", r"\ ": " ", r"\-": "", r"\/": "", r"\,": " "}
_WRITTEN = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
}
_OPEN, _CLOSE = "\x02", "\x03"  # braces that are meant, while the grouping ones are taken out
_TABLE = str.maketrans(_WRITTEN)
_BACK = str.maketrans({_OPEN: "{", _CLOSE: "}"})
_GROUPS = str.maketrans("", "", "{}")


def from_latex(value: str) -> str:
    r"""Return a value of BibTeX as plain text.

    Braces that only group are taken out; mathematics between dollars stays as written; a command
    that is not known stays as written too.

    Examples
    --------
    >>> from_latex(r'R{\"o}e, {SME}s \& 5% of $x_{1}$')
    'Röe, SMEs & 5% of $x_{1}$'
    """
    if "\\" not in value and "{" not in value and "}" not in value:
        return value
    parts, at = [], 0
    for math in _MATH.finditer(value) if "$" in value else ():
        parts += [_plain(value[at : math.start()]), math[0]]
        at = math.end()
    return "".join([*parts, _plain(value[at:])])


def to_latex(text: str) -> str:
    r"""Return a text for a value of BibTeX: signs that mean something there are escaped.

    Examples
    --------
    >>> to_latex("R&D {50%}")
    'R\\&D \\{50\\%\\}'
    """
    return text.translate(_TABLE)


def _plain(text: str) -> str:
    """Return text without mathematics as plain text."""
    if "\\" in text:
        text = _FRAGMENT.sub(lambda found: _decoded(found[0]), text)
    return text.translate(_GROUPS).translate(_BACK)


@lru_cache(maxsize=4096)
def _decoded(fragment: str) -> str:
    """Return one escape as text, its own braces guarded; an unknown one as it is."""
    made = _SINGLE.get(fragment)
    if made is None:
        made = _decoder().latex_to_text(fragment)
        if not made.strip() or fragment.startswith((r"\url", r"\href")):
            made = fragment if made.strip() == "" else made.strip("<>")
        elif fragment.endswith(" ") and len(made.strip()) == 1:
            made = made.strip()  # the blank only ends the command
    return made.replace("{", _OPEN).replace("}", _CLOSE)


@lru_cache(maxsize=1)
def _decoder() -> Any:
    """Return what decodes an escape."""
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

    return LatexNodes2Text(math_mode="verbatim", keep_comments=True)
