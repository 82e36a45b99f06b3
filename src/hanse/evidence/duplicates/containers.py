"""Names of journals, proceedings and books: in full, abbreviated, as initials."""

from __future__ import annotations

import re
from functools import lru_cache

from hanse.evidence.duplicates.agreement import AGREE, DIFFER, UNKNOWN
from hanse.evidence.duplicates.folding import cleaned, folded

__all__ = ["container_agreement", "container_words"]

_SMALL_TEXT = """
of the in and for on de der des die und et la le du del a an to fur di e y
"""
_SMALL = frozenset(_SMALL_TEXT.split())
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_OCCASION = re.compile(r"(?<=\w)\s*[.:]\s+conference\b.*", re.IGNORECASE)
_MEETING = re.compile(
    r"\b(proc|proceedings|conference|symposium|workshop|congress|meeting|lecture)\b"
)


@lru_cache(maxsize=100_000)
def container_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that count, folded, without what stands in brackets.

    Examples
    --------
    >>> container_words("The Journal of Examples (Online)")
    ('journal', 'examples')
    """
    text = cleaned(name)
    bare = _BRACKETS.sub("", _OCCASION.sub("", text))
    words = folded(bare if bare.strip() else text).split()
    return tuple(word for word in words if word not in _SMALL)


@lru_cache(maxsize=500_000)
def container_agreement(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """Say whether two names may mean the same journal, proceedings or book.

    They agree where the words are the same, where each word of one abbreviates its counterpart
    (its beginning, or its first letter with others of it in order), where one is the initials of
    the other, or where one is the other cut at a subtitle. Names of meetings are written too freely
    to differ while they share words.

    Examples
    --------
    >>> name = container_words("Journal of Regional Science")
    >>> [container_agreement(name, container_words(s)) for s in ("J. Reg. Sci.", "JRS", "Reg Stud")]
    [2, 2, -1]
    """
    from rapidfuzz import fuzz

    if not first or not second:
        return UNKNOWN
    if first == second:
        return AGREE
    few, many = sorted((first, second), key=len)
    if len(few) == len(many) and all(_abbreviates(a, b) for a, b in zip(few, many, strict=True)):
        return AGREE
    if len(few) == 1 and len(many) > 2 and few[0] == "".join(word[0] for word in many):
        return AGREE
    if len(few) > 2 and all(_abbreviates(a, b) for a, b in zip(few, many, strict=False)):
        return AGREE
    one, other = " ".join(first), " ".join(second)
    if min(len(one), len(other)) > 8 and fuzz.ratio(one, other) >= 92:
        return AGREE
    if (_MEETING.search(one) or _MEETING.search(other)) and fuzz.token_set_ratio(one, other) >= 60:
        return UNKNOWN
    return DIFFER


def _abbreviates(one: str, other: str) -> bool:
    """Tell whether the shorter word can stand for the longer one."""
    short, long = sorted((one, other), key=len)
    if long.startswith(short):
        return True
    if short[0] != long[0] or len(short) < 2:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short) and short[-1] in long[-3:]
