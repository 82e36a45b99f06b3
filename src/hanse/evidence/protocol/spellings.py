"""British and American spelling of English words, in both directions."""

from __future__ import annotations

import re

from hanse.evidence.protocol.words import Words, words

__all__ = ["spelling_of", "stem_spelling_of"]

_ISE = re.compile(r"(.{3,})i([sz])(e|es|ed|ing|er|ers|able|ability|ation|ations|ational|ationally)")
_YSE = re.compile(r"(.+)y([sz])(e|ed|ing|er|ers)")
_OTHER = {"s": "z", "z": "s"}


def spelling_of(word: str) -> str:
    """Return a word in the other spelling, empty where there is none.

    Parameters
    ----------
    word : str
        One word; a capital at its beginning is kept.

    Examples
    --------
    >>> [spelling_of(word) for word in ("labour", "organized", "enterprise", "Centre", "models")]
    ['labor', 'organised', '', 'Center', '']
    """
    lower = word.lower()
    found = _other(lower, words()) if word in (lower, lower.capitalize()) else ""
    return found.capitalize() if word != lower and found else found


def stem_spelling_of(stem: str) -> str:
    """Return the stem of a truncated word in the other spelling, empty where there is none.

    Examples
    --------
    >>> stem_spelling_of("internationalis"), stem_spelling_of("labour"), stem_spelling_of("advis")
    ('internationaliz', 'labor', '')
    """
    for ending in ("", "e", "ing", "ation"):
        whole = stem + ending
        other = spelling_of(whole)
        if other and other.endswith(ending):
            return other[: len(other) - len(ending)] if ending else other
    return ""


def _other(word: str, known: Words) -> str:
    """Return the other spelling of a word in small letters."""
    if word in known.pairs:
        return known.pairs[word]
    for rule in (_ise, _yse, _our, _re, _doubled, _gue):
        found = rule(word, known)
        if found:
            return found
    return ""


def _ise(word: str, known: Words) -> str:
    """Swap -ise and -ize and what is made from them."""
    found = _ISE.fullmatch(word)
    if not found:
        return ""
    stem, letter, ending = found.groups()
    never = known.never_ize if letter == "s" else known.never_ise
    if f"{stem}i{letter}e" in never:
        return ""
    return f"{stem}i{_OTHER[letter]}{ending}"


def _yse(word: str, known: Words) -> str:
    """Swap -yse and -yze of the few verbs that have them."""
    found = _YSE.fullmatch(word)
    if not found or f"{found[1]}yse" not in known.yse:
        return ""
    return f"{found[1]}y{_OTHER[found[2]]}{found[3]}"


def _our(word: str, known: Words) -> str:
    """Swap -our and -or at the end of known words and within what is made from them."""
    for at in (found.end() for found in re.finditer("ou?r", word)):
        stem, ending = word[:at], word[at:]
        british = re.sub("ou?r$", "our", stem)
        if british in known.our and (not ending or ending in known.our_endings):
            return (british if stem != british else british[:-3] + "or") + ending
    return ""


def _re(word: str, known: Words) -> str:
    """Swap -re and -er of known words."""
    found = re.fullmatch(r"(.+?)(re|er)(s?)|(.+?)(re|er)d|(.+?)(r|er)ing", word)
    if not found:
        return ""
    stem = found[1] or found[4] or found[6]
    if stem + "re" not in known.re:
        return ""
    if found[1]:
        return stem + ("er" if found[2] == "re" else "re") + found[3]
    if found[4]:
        return stem + ("ered" if found[5] == "re" else "red")
    return stem + ("ering" if found[7] == "r" else "ring")


def _doubled(word: str, known: Words) -> str:
    """Swap -ll- and -l- of known verbs."""
    found = re.fullmatch(r"(.+?)(ll?)(ed|ing|ings|er|ers)", word)
    if not found or found[1] + "l" not in known.doubled:
        return ""
    return found[1] + ("l" if found[2] == "ll" else "ll") + found[3]


def _gue(word: str, known: Words) -> str:
    """Swap -ogue and -og of known words."""
    found = re.fullmatch(r"(.+og)(ue)?(s?)", word)
    if not found or found[1] + "ue" not in known.gue:
        return ""
    return found[1] + ("" if found[2] else "ue") + found[3]
