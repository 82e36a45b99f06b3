"""Who said what of which record: the input of every coefficient of agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hanse.errors import unknown_name
from hanse.evidence.log.state import ReviewState

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DecisionTable", "decision_table"]

_WHICH = ("standing", "first")


class DecisionTable(NamedTuple):
    """Decisions as a table: a row for each record, a column for each person.

    ``values[i][j]`` is what person *j* said of record *i*; empty where nothing.
    """

    records: tuple[str, ...]
    persons: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]

    def to_frame(self) -> pd.DataFrame:
        """Return the table as a pandas frame, records as its index."""
        import pandas as pd

        index = pd.Index(self.records, name="record")
        return pd.DataFrame(list(self.values), index=index, columns=list(self.persons))


def decision_table(state: ReviewState, stage: str, *, which: str = "standing") -> DecisionTable:
    """Return who said what at a stage.

    Parameters
    ----------
    state : ReviewState
        The review.
    stage : str
        ``"title-abstract"`` or ``"full-text"``.
    which : str
        ``"standing"``: what holds now. ``"first"``: what each person said first, before anything
        was withdrawn; it is what two people said before they talked.

    Returns
    -------
    DecisionTable
        Standing records on which anybody decided, in order; people in order of their first
        decision there; without decisions neither rows nor columns. Resolutions are no decisions.

    Raises
    ------
    InputError
        If there is no such stage or choice.
    """
    if which not in _WHICH:
        raise unknown_name("choice", which, _WHICH)
    said = {}
    for record in state.standing:
        ask = state.decisions if which == "standing" else state.first_decisions
        found = ask(record, stage)
        if found:
            said[record] = found
    every = sorted((one.number, one.person) for found in said.values() for one in found.values())
    persons = tuple(dict.fromkeys(person for _, person in every))
    values = tuple(
        tuple(found[person].value if person in found else "" for person in persons)
        for found in said.values()
    )
    return DecisionTable(tuple(said), persons, values)
