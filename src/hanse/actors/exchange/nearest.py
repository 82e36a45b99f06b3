"""Which known actors a name may mean that no row of actors has, such as a name cut short."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.actors.names import folded_name

__all__ = ["Nearest"]

_DIGITS = re.compile(r"\d+")
_LIKE = 75.0  # letters that stay; a slip or two in a short name
_MOST = 3


class Nearest:
    """Finds actors whose id or name is like a text, or holds all of its words, or is held by it.

    Parameters
    ----------
    ids, names : sequence of str, length n
        The actors.
    """

    def __init__(self, ids: Sequence[str], names: Sequence[str]) -> None:
        both = dict.fromkeys((folded_name(text), at) for at, text in _texts(ids, names))
        self._texts = [text for text, _ in both if text]
        self._owners = [at for text, at in both if text]
        self._held: dict[str, set[int]] = {}
        for place, text in enumerate(self._texts):
            for word in text.split():
                self._held.setdefault(word, set()).add(place)

    def of(self, name: str) -> list[tuple[int, float]]:
        """Return the places of at most three actors and their likeness in per cent, nearest first.

        Names with other digits are never near.
        """
        from rapidfuzz import fuzz, process

        text = folded_name(name)
        words = set(text.split())
        if not words:
            return []
        alike = process.extract(
            text, self._texts, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=2 * _MOST
        )
        near = {place: score for _, score, place in alike}
        for place in self._sharing(words):
            near.setdefault(place, fuzz.ratio(text, self._texts[place]))
        found: dict[int, float] = {}
        for place, score in near.items():
            if _DIGITS.findall(text) == _DIGITS.findall(self._texts[place]):
                owner = self._owners[place]
                found[owner] = max(score, found.get(owner, 0.0))
        return sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_MOST]

    def _sharing(self, words: set[str]) -> set[int]:
        """Return the texts that hold all of some words, or of which all words are among them."""
        some = [self._held.get(word, set()) for word in words]
        wider = set.intersection(*some)
        narrower = {
            place for places in some for place in places if words.issuperset(self._words(place))
        }
        return wider | narrower

    def _words(self, place: int) -> list[str]:
        """Return the words of a text."""
        return self._texts[place].split()


def _texts(ids: Sequence[str], names: Sequence[str]) -> list[tuple[int, str]]:
    """Return place and text of every id and name."""
    pairs = zip(ids, names, strict=True)
    return [(at, text) for at, pair in enumerate(pairs) for text in pair]
