"""Single steps on a study folder: ``calibrate``, ``necessity``, ``truth-table``, ``minimize``.

Each prints what a paper prints, for the outcome and its negation.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hanse.cli.formats import Format, print_answer, print_sides
from hanse.cli.progress import progress_bar

if TYPE_CHECKING:
    from hanse.cli.study_sides import Opened, Side
    from hanse.result import Answer

__all__ = ["register"]

StudyDir = Annotated[Path, typer.Argument(help="The study folder with hanse.toml.")]
Outcome = Annotated[str | None, typer.Option("--outcome", help="One side only, such as CI or ~CI.")]
Frequency = Annotated[
    int | None, typer.Option("--frequency", help="Another cut-off: cases of a row, from 1.")
]
Consistency = Annotated[
    float | None, typer.Option("--consistency", help="Another cut-off, from 0 to 1.")
]
Pri = Annotated[float | None, typer.Option("--pri", help="Another PRI cut-off, from 0 to 1.")]
As = Annotated[Format, typer.Option("--format", help="What to print.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("calibrate")(calibrate)
    app.command("necessity")(necessity)
    app.command("truth-table")(truth_table)
    app.command("minimize")(minimize)


def calibrate(study_dir: StudyDir, form: As = Format.TEXT) -> None:
    """Print how the sets are calibrated."""
    from hanse.cli.study_sides import open_sides

    opened = open_sides(study_dir)
    print_answer(opened.sets, form)
    if form is Format.TEXT:
        for warning in opened.sets.warnings:
            print(f"Warning: {warning}")


def necessity(
    study_dir: StudyDir,
    outcome: Outcome = None,
    consistency: Consistency = None,
    form: As = Format.TEXT,
) -> None:
    """Print which conditions are necessary."""
    from hanse.qca import necessity as measure

    def step(opened: Opened, side: Side) -> Answer:
        threshold = opened.settings.necessity if consistency is None else consistency
        names = opened.settings.conditions
        return measure(opened.sets, side.outcome, conditions=names, consistency=threshold)

    _print_each(study_dir, outcome, step, form)


def truth_table(
    study_dir: StudyDir,
    outcome: Outcome = None,
    frequency: Frequency = None,
    consistency: Consistency = None,
    pri: Pri = None,
    form: As = Format.TEXT,
) -> None:
    """Print the truth table."""

    def step(opened: Opened, side: Side) -> Answer:
        return opened.truth_table(side, frequency=frequency, consistency=consistency, pri=pri)

    _print_each(study_dir, outcome, step, form)


def minimize(
    study_dir: StudyDir,
    outcome: Outcome = None,
    frequency: Frequency = None,
    consistency: Consistency = None,
    pri: Pri = None,
    form: As = Format.TEXT,
) -> None:
    """Print the three solutions."""
    from hanse.qca import minimize as minimise

    with progress_bar() as tell:

        def step(opened: Opened, side: Side) -> Answer:
            table = opened.truth_table(side, frequency=frequency, consistency=consistency, pri=pri)
            tell(f"solutions for {side.outcome}", 0, 1)
            return minimise(
                table,
                expectations=side.cuts.expectations,
                limit=opened.settings.limit,
                progress=tell,
            )

        answers = _each(study_dir, outcome, step)
    print_sides(answers, form)


def _each(
    study_dir: Path, outcome: str | None, step: Callable[[Opened, Side], Answer]
) -> dict[str, Any]:
    """Return the answer of a step for each side of the outcome."""
    from hanse.cli.study_sides import open_sides

    opened = open_sides(study_dir)
    return {side.outcome: step(opened, side) for side in opened.wanted(outcome)}


def _print_each(
    study_dir: Path, outcome: str | None, step: Callable[[Opened, Side], Answer], form: Format
) -> None:
    """Print the answer of a step for each side of the outcome."""
    print_sides(_each(study_dir, outcome, step), form)
