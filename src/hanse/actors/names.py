"""Names of organisations: one form for comparing them, and which of many look alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from hanse.tables.accents import without_accents

__all__ = ["folded_name", "look_alikes"]

_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "&": " "}
)
_APART = re.compile(r"[^\w]+|_+")
_JOINED = re.compile(r"['’`´.]+(?=\w)|(?<=\b\w)/(?=\w\b)")  # O'Neil, S.A., A/S
_DIGITS = re.compile(r"\d+")
_FORM_TEXT = """
ab aktiebolag publ hb kb oy oyj as asa aps ivs ans ehf hf ou uab sia ltd limited plc llp llc lllp
inc incorporated corp corporation co company gmbh ggmbh mbh ag kg kgaa ug ohg ek ev bv nv vof cv
bvba sa sas sarl sasu eurl spa srl srls sl slu sau lda spzoo sro kft zrt nyrt doo ead ood eood
pte pty kk pt tbk jsc ojsc pjsc ooo oao zao tov
"""
_FORMS = frozenset(_FORM_TEXT.split())
_AHEAD = frozenset(("ab", "oy", "uab", "sia", "ooo", "oao", "zao", "tov", "pt", "ou"))  # also first
_LINKS = frozenset(("and", "und", "och", "og", "ja", "et", "y", "i"))  # before a form: & Co
_EDGE = 3  # letters at the beginning or the end that a pair has to share
_COMMON = 100  # names in which a word stands from which its letters are no such letters
_CHUNK = 2_000  # names of a block compared with the whole block at once, for memory


def folded_name(text: str) -> str:
    """Return a name without case, accents, punctuation and legal form.

    Legal forms (AB, GmbH & Co. KG, Ltd, Oy, S.A., Sp. z o.o., ...) are taken off the end, and those
    that usually stand first off the beginning; a name of nothing else keeps them. Letters of other
    scripts stay.

    Parameters
    ----------
    text : str
        The name as somebody wrote it.

    Returns
    -------
    str
        Its words in lower case, one blank apart; empty for a text without letters and digits.

    Examples
    --------
    >>> folded_name("Sandvikens Stål AB (publ)"), folded_name("AB Sandvikens stal")
    ('sandvikens stal', 'sandvikens stal')
    >>> folded_name("Müller-Möbel GmbH & Co. KG"), folded_name("Huta S.A."), folded_name("AB")
    ('muller mobel', 'huta', 'ab')
    """
    plain = without_accents(text.casefold().translate(_LETTERS))
    words = _spelt(_APART.split(_JOINED.sub("", plain)))
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _FORMS:
        kept.pop()
        while len(kept) > 1 and kept[-1] in _LINKS:
            kept.pop()
    if len(kept) > 1 and kept[0] in _AHEAD:
        kept = kept[1:]
    return " ".join(words if kept and kept[0] in _FORMS and len(kept) == 1 else kept)


def _spelt(parts: Sequence[str]) -> list[str]:
    """Return the words, single letters beside each other joined: ``s a`` becomes ``sa``."""
    words: list[str] = []
    is_open = False  # whether the last word is made of single letters
    for part in (one for one in parts if one):
        single = len(part) == 1 and part.isalpha() and part.isascii()
        if single and is_open:
            words[-1] += part
        else:
            words.append(part)
        is_open = single
    joined = " ".join(words).replace("sp zoo", "spzoo").replace("sp z oo", "spzoo")
    return joined.replace("s r o", "sro").split()


def look_alikes(
    names: Sequence[str], countries: Sequence[str], *, least: float = 92
) -> list[tuple[int, int, float]]:
    r"""Return the pairs of names that may mean the same organisation.

    Two names are compared by their folded forms without blanks, once with the words in order and
    once with the words sorted, by the share of letters that stay when one is turned into the other
    by leaving letters out and putting letters in:

    .. math:: 100 \\cdot \\frac{2 m}{n_1 + n_2}

    with :math:`m` the length of the longest common subsequence and :math:`n` the lengths. Names
    with other digits are never alike (*Hall 1*, *Hall 2*), nor are those of two different
    countries; an unknown country (empty) goes with all.

    So that many names take seconds, only pairs are compared that share their first three or their
    last three letters in one of the two forms, words that stand in a hundred names or more left
    out: a pair that differs at both ends is not found.

    Parameters
    ----------
    names : sequence of str, length n
        As they are written.
    countries : sequence of str, length n
        Codes; empty where not known.
    least : float, percentage points
        The likeness from which a pair counts, above 0 and up to 100.

    Returns
    -------
    list of (int, int, float)
        Places ``i < j`` and likeness, in the order of places; empty without such pairs. Folded
        forms that are equal have 100. A name without any letter or digit is like none.

    Examples
    --------
    >>> look_alikes(["Chalmers AB", "Volvo", "Chalmrs"], ["SWE", "SWE", ""])
    [(0, 2, 93.33333333333333)]
    >>> look_alikes(["Hall 1", "Hall 2", "Hall 1"], ["SWE", "SWE", "DEU"])
    []
    """
    folded = [folded_name(one).split() for one in names]
    digits = [" ".join(_DIGITS.findall(" ".join(words))) for words in folded]
    held = Counter(word for words in folded for word in set(words))
    found: dict[tuple[int, int], float] = {}
    for ordered in (folded, [sorted(words) for words in folded]):
        spelt = ["".join(words) for words in ordered]
        for block in _blocks(ordered, digits, held):
            for i, j, near in _pairs(spelt, block, least):
                if countries[i] and countries[j] and countries[i] != countries[j]:
                    continue
                found[i, j] = max(near, found.get((i, j), 0.0))
    return [(i, j, near) for (i, j), near in sorted(found.items())]


def _blocks(
    names: Sequence[Sequence[str]], digits: Sequence[str], held: Mapping[str, int]
) -> Iterator[list[int]]:
    """Give the places of names that share an end and all digits, two or more at a time."""
    groups: dict[tuple[str, str, bool], list[int]] = {}
    for place, (words, number) in enumerate(zip(names, digits, strict=True)):
        telling = "".join(word for word in words if held[word] < _COMMON) or "".join(words)
        if telling:
            groups.setdefault((telling[:_EDGE], number, True), []).append(place)
            groups.setdefault((telling[-_EDGE:], number, False), []).append(place)
    return (block for block in groups.values() if len(block) > 1)


def _pairs(
    spelt: Sequence[str], block: Sequence[int], least: float
) -> Iterator[tuple[int, int, float]]:
    """Give the pairs of a block that are alike, each once, the lower place first."""
    from rapidfuzz import fuzz, process

    texts = [spelt[place] for place in block]
    if len(block) == 2:  # most blocks; one comparison needs no table
        near = fuzz.ratio(texts[0], texts[1], score_cutoff=least)
        if near:
            yield block[0], block[1], near
        return
    for start in range(0, len(block), _CHUNK):
        part = texts[start : start + _CHUNK]
        scores = process.cdist(
            part, texts[start:], scorer=fuzz.ratio, score_cutoff=least, dtype=np.float64
        )
        for row, column in np.argwhere(scores > 0).tolist():
            if row < column:
                yield block[start + row], block[start + column], float(scores[row, column])
