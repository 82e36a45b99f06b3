"""Names of authors: family and given names, folded so that spellings of one person can meet."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hanse.tables.accents import without_accents

__all__ = ["AuthorName", "family_name", "folded", "parse_author"]

_PARTICLES = {
    *("da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "le"),
    *("ten", "ter", "van", "von", "zu", "zum", "af", "av", "bin", "ibn", "al"),
}
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "ł": "l", "Ł": "L", "đ": "d", "ı": "i"}
)
_ORGANISATION = re.compile(
    r"\b(organi[sz]ation|bank|nations|commission|institute|ministry|office|agency|council|"
    r"department|university|committee|association|centre|center|group|team|consortium)\b",
    re.IGNORECASE,
)


class AuthorName(NamedTuple):
    """A name in its folded parts.

    Attributes
    ----------
    family : str
        Family name without case, accents and signs, its words parted by blanks.
    given : tuple of str
        Given names, folded, as written: words or single letters.
    """

    family: str
    given: tuple[str, ...]

    @property
    def initials(self) -> str:
        """First letters of the given names."""
        return "".join(word[0] for word in self.given)

    @property
    def is_full(self) -> bool:
        """Whether the first given name is written out."""
        return bool(self.given) and len(self.given[0]) > 1


@lru_cache(maxsize=200_000)
def folded(text: str) -> str:
    """Return a text without case, accents and signs, its words parted by single blanks.

    Examples
    --------
    >>> folded("Más-Verdú, F."), folded("Søren O’Brien")
    ('mas verdu f', 'soren obrien')
    """
    if not text.isascii():
        text = without_accents(text.translate(_LETTERS))
    text = re.sub(r"['’`´]", "", text.casefold())
    return " ".join(re.findall(r"\w+", text.replace("_", " ")))


@lru_cache(maxsize=200_000)
def parse_author(text: str) -> AuthorName:
    """Return the parts of a name as databases write it.

    ``"Nadvi, Khalid"``, ``"Nadvi, K."``, ``"Nadvi K."``, ``"Nadvi K"`` and ``"Khalid Nadvi"`` all
    have the family ``nadvi``. Without a comma, a last word of at most three capitals is taken for
    initials; otherwise the last word is the family, with the particles before it. Organisations
    are a family alone.

    Examples
    --------
    >>> parse_author("Nadvi, Khalid M.")
    AuthorName(family='nadvi', given=('khalid', 'm'))
    >>> parse_author("NADVI KM").initials, parse_author("Angela da Rocha").family
    ('km', 'da rocha')
    >>> parse_author("World Bank")
    AuthorName(family='world bank', given=())
    """
    text = " ".join(text.replace("\u00a0", " ").split()).strip(" ,;")
    if "," in text:
        family, _, given = text.partition(",")
        words = [word for word in _given(given) if word not in _SUFFIXES]
        return AuthorName(folded(family), tuple(words))
    words_ = text.split()
    if len(words_) < 2 or _ORGANISATION.search(text):
        return AuthorName(folded(text), ())
    last = re.sub(r"[.\-]", "", words_[-1])
    if len(last) <= 3 and last.isupper() and last.isalpha() and not words_[0].endswith("."):
        return AuthorName(folded(" ".join(words_[:-1])), tuple(_given(words_[-1])))
    at = len(words_) - 1
    while at > 1 and folded(words_[at - 1]) in _PARTICLES:
        at -= 1
    return AuthorName(folded(" ".join(words_[at:])), tuple(_given(" ".join(words_[:at]))))


def family_name(text: str) -> str:
    """Return the family name as it is written, for a key such as ``Nadvi 1999``.

    Examples
    --------
    >>> family_name("Más-Verdú, F."), family_name("Angela da Rocha"), family_name("OECD")
    ('Más-Verdú', 'da Rocha', 'OECD')
    """
    text = " ".join(text.split()).strip(" ,;")
    if "," in text:
        return text.partition(",")[0].strip()
    n_words = len(parse_author(text).family.split()) or 1
    words = text.split()
    family = parse_author(text).family
    for at in range(len(words)):
        for end in range(at + 1, len(words) + 1):
            if folded(" ".join(words[at:end])) == family and end - at <= n_words:
                return " ".join(words[at:end])
    return text


def _given(text: str) -> list[str]:
    """Return given names folded; letters that stand together as capitals are initials."""
    found: list[str] = []
    for word in re.split(r"[\s.\-]+", text.strip(" .")):
        if not word:
            continue
        if word.isupper() and word.isalpha() and 1 < len(word) <= 3:
            found += [folded(sign) for sign in word]
        else:
            found += folded(word).split()
    return [word for word in found if word]
