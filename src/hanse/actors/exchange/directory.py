"""Which actor a name of an incoming file means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hanse.actors.exchange.review import Decided

__all__ = ["Directory"]


class Directory:
    """Finds actors as the readers do: by id, by a name that one has, by either in any case.

    Parameters
    ----------
    ids, names : sequence of str, length n
        The actors.
    decided : Decided
        Variants of names that were settled.
    waiting : iterable of str
        Names that somebody has to decide on; they mean no actor until then.
    """

    def __init__(
        self,
        ids: Sequence[str],
        names: Sequence[str],
        decided: Decided,
        waiting: Iterable[str] = (),
    ) -> None:
        self._decided = decided
        self._ids = frozenset(ids)
        self._waiting = frozenset(waiting)
        both = (names, [one.casefold() for one in ids], [one.casefold() for one in names])
        self._others = [_unique(texts, ids) for texts in both]

    def find(self, name: str) -> str:
        """Return the id of the actor that a name means, empty where it means none or several."""
        if name in self._ids:
            return name
        meant = self._decided.actor(name)
        if meant in self._ids:
            return meant
        if meant in self._waiting:
            return ""
        written = (meant, meant.casefold(), meant.casefold())
        for known, text in zip(self._others, written, strict=True):
            if text in known:
                return known[text]
        return ""

    def __call__(self, name: str) -> str:
        """Return the id of the actor that a name means, else the name."""
        return self.find(name) or name

    def why_not(self, name: str) -> str:
        """Return why a name means no actor."""
        meant = self._decided.actor(name)
        if meant in self._waiting:
            return f"'{name}' waits for a decision in the review list"
        if any(meant.casefold() in known for known in self._others):
            return f"'{name}' is what several actors are called; write the id"
        if meant != name:
            return f"'{name}' is said to be '{meant}', which is not in the table of actors"
        return f"'{name}' is not in the table of actors"


def _unique(texts: Sequence[str], ids: Sequence[str]) -> dict[str, str]:
    """Return text → id, empty where several actors have it."""
    found: dict[str, str] = {}
    for text, own in zip(texts, ids, strict=True):
        found[text] = "" if text in found and found[text] != own else own
    return found
