"""``hanse gaps survey``: the gaps that firms see, beside those of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from hanse.cli.actors_input import Asked, AsOf, Cluster, Country, Folder, HalfLife
from hanse.cli.actors_open import open_actors
from hanse.cli.formats import Format, print_frame, print_json
from hanse.cli.gaps_input import Audit, LoggedShare, Target, gap_settings
from hanse.cli.gaps_measure import seven_of
from hanse.cli.observe_input import As, from_one
from hanse.errors import InputError, unknown_name

if TYPE_CHECKING:
    from hanse.actors.survey import GapFindings, SurveyGaps

__all__ = ["survey"]

Wave = Annotated[str, typer.Option("--wave", help="One wave; else all, the last beside the log.")]
Least = Annotated[
    int | None, typer.Option("--least", help="Answers from which a mean is shown; else 5.")
]


def survey(
    folder: Folder,
    wave: Wave = "",
    least: Least = None,
    target: Target = [],  # noqa: B006  # typer reads it, nothing writes to it
    logged: LoggedShare = None,
    audit: Audit = "",
    cluster: Cluster = "",
    country: Country = "",
    as_of: AsOf = "",
    half_life: HalfLife = None,
    form: As = Format.TEXT,
) -> None:
    """Print importance less present interaction, and where it disagrees with the log."""
    from hanse.actors.survey import both_sides, survey_gaps

    from_one(least, "--least")
    opened = open_actors(Asked(folder, cluster, country, as_of, half_life))
    answers = opened.log.answers
    if answers is None or not len(answers):
        where = "hanse.toml" if opened.has_study else str(folder)
        how = '[actors.answers] file = "answers.csv"' if opened.has_study else "answers.csv"
        raise InputError("there are no answers to a survey", where=where, mend=f"Add {how}.")
    if wave and wave not in answers.waves:
        raise unknown_name("wave", wave, sorted(set(answers.waves)), where="--wave")
    asked = gap_settings(opened, target, logged, audit)
    found = survey_gaps(answers, wave=wave or None, least=least or asked.least)
    both = both_sides(seven_of(opened, asked), found, wave=wave or None)
    if form is Format.TEXT:
        print(found)
        print(f"\nThe log beside the survey of {both.wave}")
        print(both)
    elif form is Format.CSV:
        print_frame(_beside(found, both), form)
    else:
        print_json({"survey": found, "both_sides": both})


def _beside(found: SurveyGaps, both: GapFindings) -> Any:
    """Return the rows of the survey; those of the wave that is compared have the log's as well."""
    frame, log = found.to_frame(), both.to_frame()
    beside = log[["gap", "log", "log_low", "log_high", "finding", "says"]]
    beside = beside.assign(wave=both.wave)
    return frame.merge(beside, on=["wave", "gap"], how="left")
