"""A study folder opened for a single step: its sets, and the outcome beside its negation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hanse.errors import InputError
from hanse.qca import CalibratedSets, TruthTable, build_truth_table
from hanse.qca.expression import parse_set
from hanse.study import open_study
from hanse.study.analysis import calibrated
from hanse.study.qca_request import read_request
from hanse.study.settings import Cuts, QcaSettings

__all__ = ["Opened", "Side", "open_sides"]


@dataclass(frozen=True)
class Side:
    """An outcome, negated or not, with the cut-offs and expectations that the study gives it."""

    outcome: str
    cuts: Cuts


@dataclass(frozen=True)
class Opened:
    """The calibrated sets of a study with its settings."""

    sets: CalibratedSets
    settings: QcaSettings

    @property
    def sides(self) -> tuple[Side, Side]:
        """The outcome of the study, then its negation."""
        target = parse_set(self.settings.outcome, where="[qca] outcome")
        return (
            Side(str(target), self.settings.cuts),
            Side(str(target.negation()), self.settings.negated),
        )

    def wanted(self, outcome: str | None) -> tuple[Side, ...]:
        """Return both sides, or the one that is asked for.

        Raises
        ------
        InputError
            If what is asked for is neither.
        """
        if outcome is None:
            return self.sides
        name = str(parse_set(outcome, where="--outcome"))
        found = tuple(side for side in self.sides if side.outcome == name)
        if not found:
            first, second = (side.outcome for side in self.sides)
            raise InputError(
                f"'{outcome}' is not the outcome of this study",
                where="--outcome",
                mend=f"Choose {first} or {second}, or change [qca] outcome in hanse.toml.",
            )
        return found

    def truth_table(
        self,
        side: Side,
        *,
        frequency: int | None = None,
        consistency: float | None = None,
        pri: float | None = None,
    ) -> TruthTable:
        """Return the truth table of a side, by the study's cut-offs where none is given."""
        cuts = side.cuts
        return build_truth_table(
            self.sets,
            side.outcome,
            conditions=self.settings.conditions,
            frequency=cuts.frequency if frequency is None else frequency,
            consistency=cuts.consistency if consistency is None else consistency,
            pri=cuts.pri if pri is None else pri,
        )


def open_sides(study_dir: Path) -> Opened:
    """Read a study folder and calibrate its sets.

    Raises
    ------
    InputError
        If anything that the study says of its QCA cannot be used.
    """
    asked = read_request(open_study(study_dir))
    made, _ = calibrated(asked.cases(), asked.sets, asked.settings, asked.table.missing)
    return Opened(made, asked.settings)
