"""All forms of a search term: plural, spelling, hyphen, abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanse.evidence.protocol.plurals import plurals_of, singulars_of
from hanse.evidence.protocol.spellings import spelling_of, stem_spelling_of
from hanse.evidence.protocol.words import words

__all__ = ["MOST_FORMS", "stem_variants", "variants"]

MOST_FORMS = 64
_PREPOSITIONS = frozenset(
    [
        "of",
        "in",
        "for",
        "with",
        "on",
        "at",
        "by",
        "from",
        "to",
        "between",
        "within",
        "across",
        "among",
        "against",
        "under",
        "over",
        "through",
        "into",
        "towards",
        "toward",
        "without",
        "abroad",
        "overseas",
        "online",
        "offshore",
        "worldwide",
        "internationally",
        "globally",
        "via",
    ]
)
_ATTRIBUTE = re.compile(r"(?:.* )?(?:inter|intra|pre|anti)(?:[- ]\w+|firm|cluster|regional)")
_LETTERS = re.compile(r"[^\W\d_]+")


def variants(term: str) -> tuple[str, ...]:
    """Return all forms of a term: singular and plural, both spellings, hyphen, joined and apart.

    The term itself stands first and every form once. The rules are applied until no new form
    comes: a form of a form is a form of the term. Of a phrase, its head takes the plural: the last
    word, or the word before the first preposition ("clusters of firms") or before "abroad".

    Parameters
    ----------
    term : str
        A word or a phrase.

    Returns
    -------
    tuple of str
        At most `MOST_FORMS`; blanks are single. Only the term where nothing applies.

    Examples
    --------
    >>> variants("labour market")
    ('labour market', 'labor market', 'labour markets', 'labor markets')
    >>> variants("enterprise"), variants("foreign")
    (('enterprise', 'enterprises'), ('foreign',))
    >>> variants("firm abroad"), variants("SME")[:3]
    (('firm abroad', 'firms abroad'), ('SME', 'SMEs', 'small and medium-sized enterprise'))
    """
    found = [" ".join(term.split())]
    for form in found:  # the list grows while it is read
        for new in _steps(form):
            if new not in found and len(found) < MOST_FORMS:
                found.append(new)
    return tuple(found)


def stem_variants(stem: str) -> tuple[str, ...]:
    """Return the spellings of a term of which the last word is cut off, without plurals.

    Examples
    --------
    >>> stem_variants("labour organis")
    ('labour organis', 'labor organis', 'labour organiz', 'labor organiz')
    """
    *before, last = stem.split() or [""]
    heads = [" ".join(before)]
    for form in heads:
        heads += [new for new in _respelt(form) if new not in heads]
    ends = list(dict.fromkeys(one for one in (last, stem_spelling_of(last)) if one))
    return tuple(f"{head} {end}".strip() for end in ends for head in heads)


def _steps(form: str) -> Iterator[str]:
    """Return what one rule makes of a form."""
    yield from _respelt(form)
    yield from _counted(form)
    yield from _joined(form)
    yield from _stands_for(form)


def _respelt(form: str) -> Iterator[str]:
    """Return a form with one word in the other spelling."""
    for found in _LETTERS.finditer(form):
        other = spelling_of(found[0])
        if other:
            yield form[: found.start()] + other + form[found.end() :]


def _counted(form: str) -> Iterator[str]:
    """Return a form with its head in the other number."""
    known = words()
    if form in known.phrases:
        yield known.phrases[form]
        return
    if form in known.phrases_alone or _ATTRIBUTE.fullmatch(form):
        return
    parts = form.split(" ")
    head = _head(parts)
    front, _, last = parts[head].rpartition("-")
    before = parts[head - 1] if head and not front else front
    for other in _other_numbers(before, last):
        word = f"{front}-{other}" if front else other
        yield " ".join([*parts[:head], word, *parts[head + 1 :]])


def _head(parts: list[str]) -> int:
    """Return which word of a phrase takes the plural."""
    for i in range(1, len(parts)):
        if parts[i] in _PREPOSITIONS and not _compound(parts[i - 1], parts[i]):
            return i - 1
    return len(parts) - 1


def _compound(first: str, second: str) -> str:
    """Return two parts as one word where the list says that they are one, else nothing."""
    known, joined = words(), first + second
    single = joined.removesuffix("s")
    apart = f"{first}-{second}"
    is_one = known.joined.get(joined) == apart or known.joined.get(single) == apart[:-1]
    return joined if is_one else ""


def _other_numbers(first: str, second: str) -> tuple[str, ...]:
    """Return plurals and singulars of a head; of a compound, of the whole without its first part.

    The "up" of "start-up" has a plural, the "operation" of "co-operation" none.
    """
    whole = _compound(first, second)
    if not whole:
        return (*plurals_of(second), *singulars_of(second))
    return tuple(one[len(first) :] for one in (*plurals_of(whole), *singulars_of(whole)))


def _joined(form: str) -> Iterator[str]:
    """Return a form with one compound written apart, with a hyphen or joined."""
    known = words()
    parts = form.split(" ")
    for i, part in enumerate(parts):
        here, there = parts[:i], parts[i + 1 :]
        if part in known.joined:
            yield " ".join([*here, known.joined[part], *there])
        if re.fullmatch(r"\w+(?:-\w+)+", part):
            yield " ".join([*here, part.replace("-", " "), *there])
            if _may_join(part):
                yield " ".join([*here, part.replace("-", ""), *there])
        if there and _may_join(f"{part}-{there[0]}"):
            yield " ".join([*here, f"{part}-{there[0]}", *there[1:]])


def _may_join(word: str) -> bool:
    """Return whether a word with one hyphen is also written as one word."""
    first, _, second = word.partition("-")
    if "-" in second or not second.isalpha():
        return False
    return first in words().prefixes or bool(_compound(first, second))


def _stands_for(form: str) -> Iterator[str]:
    """Return what an abbreviation stands for, and the abbreviation of what has one."""
    known = words()
    yield from known.abbreviations.get(form, ())
    for short, long in known.abbreviations.items():
        if form.lower() in long:
            yield short
