"""Whether two titles are the same, and how far they are from it."""

from __future__ import annotations

from typing import NamedTuple

from hanse.evidence.duplicates.features import Title
from hanse.evidence.duplicates.rules import DuplicateRules

__all__ = ["CUT", "LEAST_CUT", "NEAR", "OTHER", "SAME", "VARIANT", "Likeness", "title_likeness"]

SAME = "same"
VARIANT = "variant"
CUT = "cut"
NEAR = "near"
OTHER = "other"
_ORDER = (SAME, VARIANT, CUT, NEAR, OTHER)
_MOST_SLIPS = 4
LEAST_CUT = 94  # similarity of a cut title with the beginning of the whole one, 0-100
_NEAR_STOP = 2  # letters that slips of the pen may add or take before a stop
_END, _LEAST_END = 10, 75  # and of its last letters with theirs: it must not end in another word
_CONTRASTS = (
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("micro", "macro"),
    ("pre", "post"),
    ("homo", "hetero"),
    ("mono", "multi"),
    ("ante", "anti"),
    ("intra", "infra"),
    ("subs", "super"),
    ("under", "upper"),
    ("gam", "zam"),
    ("nat", "rat"),
    ("im", "em"),
    ("mal", "femal"),
)
_SMALL_TEXT = """
a an the of in on for to by as at and or its from with is are do does
"""
_SMALL = frozenset(_SMALL_TEXT.split())


class Likeness(NamedTuple):
    """How two titles compare.

    Attributes
    ----------
    kind : str
        ``"same"``; ``"variant"``: slips of the pen, small words, hyphens; ``"cut"``: one is the
        beginning of the other; ``"near"``: a word differs; ``"other"``.
    share : float
        Similarity, 0–1.
    same_numbers : bool
        Both hold the same numbers; in a cut title, those of the beginning.
    is_torn : bool
        The shorter title ends in the middle of a word, as where a field had too little room.
    is_one_letter : bool
        One letter of one word parts near titles; a slip, or another word (``Gambia``, ``Zambia``).
    is_stop : bool
        The shorter title ends where the longer one has a colon or full stop, or only one word
        more: what is left out may make another title (``revisited``).
    """

    kind: str
    share: float
    same_numbers: bool
    is_torn: bool = False
    is_one_letter: bool = False
    is_stop: bool = False


def title_likeness(
    first: tuple[Title, ...], second: tuple[Title, ...], rules: DuplicateRules
) -> Likeness:
    """Compare two titles, each in all the languages it is given in, and return the best match.

    Examples
    --------
    >>> from hanse.evidence.duplicates.features import features
    >>> from hanse.evidence.duplicates.rules import DEFAULT
    >>> from hanse.evidence.records import BibliographicRecord
    >>> titles = [features(BibliographicRecord(title=text)).titles for text in (
    ...     "Export clusters in Gambia", "Export cluster in Gambia", "Export clusters in Zambia")]
    >>> [title_likeness(titles[0], other, DEFAULT).kind for other in titles]
    ['same', 'variant', 'near']
    """
    if len(first) == 1 and len(second) == 1:
        return _likeness(first[0], second[0], rules)
    found = [_likeness(one, other, rules) for one in first for other in second]
    return min(found, key=lambda like: (_ORDER.index(like.kind), -like.share))


def _likeness(one: Title, other: Title, rules: DuplicateRules) -> Likeness:
    from rapidfuzz import fuzz

    if not one.text or not other.text:
        return Likeness(OTHER, 0.0, True)
    if one.squeezed == other.squeezed:
        return Likeness(SAME, 1.0, True)
    one, other = sorted((one, other), key=lambda title: title.text)
    share = fuzz.ratio(one.text, other.text) / 100
    same_numbers = one.numbers == other.numbers
    if share >= rules.similar_title and _is_variant(one, other):
        return Likeness(VARIANT, share, same_numbers)
    short, long = sorted((one, other), key=lambda title: len(title.text))
    if _is_cut(short, long, rules):
        torn = _is_torn(short.text, long.text)
        numbers = set(short.numbers) - ({short.words[-1]} if torn else set())
        end = len(short.squeezed)
        stop = any(abs(end - at) <= _NEAR_STOP for at in long.stops)
        stop = stop or len(long.words) < len(short.words) + 2
        return Likeness(CUT, max(share, 0.9), numbers <= set(long.numbers), torn, is_stop=stop)
    if share < rules.similar_title:
        return Likeness(OTHER, share, same_numbers)
    return Likeness(NEAR, share, same_numbers, is_one_letter=_is_one_letter(one, other))


def _is_cut(short: Title, long: Title, rules: DuplicateRules) -> bool:
    """Tell whether the longer title begins with the shorter one, but for slips of the pen."""
    from rapidfuzz import fuzz

    letters = len(short.text)
    if letters < rules.cut_title or len(short.words) < 3 or letters > len(long.text) - 4:
        return False
    if long.text.startswith(short.text):
        return True
    if fuzz.ratio(short.text, long.text[:letters], score_cutoff=LEAST_CUT) == 0:
        return False
    ends = short.text[-_END:], long.text[letters - _END : letters]
    return fuzz.ratio(*ends) >= _LEAST_END


def _is_torn(short: str, long: str) -> bool:
    """Tell whether the last word of the shorter title is cut, by more than an s."""
    rest = long[len(short) :].split(" ", maxsplit=1)[0]
    return long.startswith(short) and rest not in ("", "s")


def _is_variant(one: Title, other: Title) -> bool:
    """Tell whether nothing but slips of the pen, small words, hyphens part two titles."""
    from rapidfuzz.distance import Levenshtein

    both = set(one.words) & set(other.words)
    left = [word for word in one.words if word not in both]
    right = [word for word in other.words if word not in both]
    if max(len(left), len(right)) > 2 * _MOST_SLIPS:
        return False
    left, right = _without_slips(left, right)
    if not left and not right:
        return _in_order(one, both) == _in_order(other, both)
    a, b = "".join(left), "".join(right)
    # a slip that parts a word or joins two
    return a == b or (
        bool(a and b) and len(a) > 7 and a[0] == b[0] and Levenshtein.distance(a, b) <= 1
    )


def _is_one_letter(one: Title, other: Title) -> bool:
    """Tell whether one letter of one longer word parts two titles."""
    from rapidfuzz.distance import OSA

    if OSA.distance(one.squeezed, other.squeezed, score_cutoff=1) > 1:
        return False
    left = [word for word in one.words if word not in other.words]
    right = [word for word in other.words if word not in one.words]
    if len(left) != 1 or len(right) != 1 or _is_contrast(left[0], right[0]):
        return False
    a, b = left[0], right[0]
    return len(a) != len(b) if min(len(a), len(b)) < 5 else True


def _without_slips(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """Leave out words that are slips of each other, at most four, then the small words."""
    free = list(right)
    rest = []
    found = 0
    for word in left:
        match = next((other for other in free if _is_slip(word, other)), None)
        if match is None or found == _MOST_SLIPS:
            rest.append(word)
        else:
            free.remove(match)
            found += 1
    return [w for w in rest if w not in _SMALL], [w for w in free if w not in _SMALL]


def _in_order(title: Title, both: set[str]) -> list[str]:
    return [word for word in title.words if word in both and word not in _SMALL]


def _is_slip(one: str, other: str) -> bool:
    """Tell whether one word is the other with a slip of the pen, and no other word.

    The first letters must be the same or have changed places, or a consonant is lost there:
    prefixes turn a word round (``formal``, ``informal``; ``import``, ``export``).
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(long) > len(short) + 2 or one.isdigit() or other.isdigit():
        return False
    if len(short) < 4:
        small = short in _SMALL or long in _SMALL
        return small and len(long) < 5 and _n_slips(one, other) <= 1
    turned = one[:2] == other[1::-1] and one[2:] == other[2:]
    lost = len(short) > 5 and long[1:] == short and long[0] not in "aeiou"
    if long == short + "s" or turned or lost:
        return True
    if one[0] != other[0] or _is_contrast(one, other):
        return False
    if len(short) == 4 and len(long) == 4:
        return sorted(one) == sorted(other)
    return _n_slips(one, other) <= (2 if len(short) > 8 else 1)


def _n_slips(one: str, other: str) -> int:
    """Return how many letters are wrong, lost, added or have changed places; 3 for more."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=2)


def _is_contrast(one: str, other: str) -> bool:
    """Tell whether two words differ in a prefix that makes them opposites."""
    return any(
        (one.startswith(a) and other.startswith(b) and one[len(a) :] == other[len(b) :])
        or (one.startswith(b) and other.startswith(a) and one[len(b) :] == other[len(a) :])
        for a, b in _CONTRASTS
    )
