"""Texts brought to one spelling: no case, accents, marks, tags or commands of LaTeX."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

__all__ = ["cleaned", "folded", "squeezed"]

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,60}>")
_ACCENT = re.compile(r"\\[`'^\"~=.uvHtcdbk](?=[\s{a-zA-Z\\])\s*\{?\\?([a-zA-Z])\}?")
_COMMAND = re.compile(r"\\[a-zA-Z]+\s*")
_LETTER = {
    r"\ss": "ss",
    r"\oe": "oe",
    r"\ae": "ae",
    r"\o": "o",
    r"\l": "l",
    r"\aa": "a",
    r"\i": "i",
}
_LATEX_LETTER = re.compile(r"\\(ss|oe|ae|aa|o|l|i)(?![a-zA-Z])\s*", re.IGNORECASE)
_GREEK_NAMES = """
alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma
tau upsilon phi chi psi omega
"""
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", _GREEK_NAMES.split(), strict=True))
_SIGNS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "µ": "mu"}
    | _GREEK
)
_QUOTES = str.maketrans("", "", "'’‘ʼ`´")
_NOT_ASCII_WORD = re.compile(r"[^0-9a-z]+")
_NOT_WORD = re.compile(r"[\W_]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def cleaned(text: str) -> str:
    r"""Return the text without tags, entities and LaTeX; case, accents and marks stay.

    Examples
    --------
    >>> cleaned(r"{Export} cl{\"u}sters <i>in</i> R\&amp;D")
    'Export clusters in R&D'
    """
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "\\" in text:
        text = _ACCENT.sub(r"\1", text)
        text = _LATEX_LETTER.sub(lambda found: _LETTER["\\" + found[1].lower()], text)
        text = _COMMAND.sub("", text).replace("\\", "")
    if "{" in text or "}" in text or "$" in text:
        text = text.replace("{", "").replace("}", "").replace("$", "")
    return " ".join(text.split())


def folded(text: str) -> str:
    """Return the words of a text in lower case and Latin letters, one blank between them.

    Apostrophes vanish, ``&`` becomes ``and``, Greek letters become their names, letters of other
    scripts stay.

    Examples
    --------
    >>> folded("  The Firm’s R&D: α-SYNUCLEIN, Øresund and 1,200 others ")
    'the firms r and d alpha synuclein oresund and 1200 others'
    """
    text = text.translate(_QUOTES).replace("&", " and ")
    if "," in text:
        text = _THOUSANDS.sub("", text)
    if text.isascii():
        return _NOT_ASCII_WORD.sub(" ", text.lower()).strip()
    text = unicodedata.normalize("NFKD", text.casefold()).translate(_SIGNS)
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", text).strip()


@lru_cache(maxsize=100_000)
def squeezed(text: str) -> str:
    """Return the folded text without blanks: the same for ``health care`` and ``healthcare``.

    Examples
    --------
    >>> squeezed("Bio-tech firms")
    'biotechfirms'
    """
    return folded(text).replace(" ", "")
