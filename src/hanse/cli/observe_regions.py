"""``hanse observe specialisation`` and ``relatedness``: what a region is and could become."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hanse.cli.formats import Format, print_frame, print_json
from hanse.cli.observe_input import (
    As,
    Figure,
    check_file,
    chosen_year,
    from_one,
    in_options,
    pairs_of,
)
from hanse.cli.observe_text import print_blocks
from hanse.cli.pictures import check_picture, tell_picture, write_picture
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.observatory.specialisation import ClusterDefinition
    from hanse.study.observatory_jobs import JobsRun
    from hanse.study.observatory_settings import JobsSettings
    from hanse.study.observatory_trade import TradeRun

__all__ = ["relatedness", "specialisation"]

OF_JOBS = (
    *("quotients", "stars", "growth", "shift", "productivity"),
    *("by_region", "inequality", "agglomeration"),
)
"""The answers on industries."""

Region = Annotated[str, typer.Option("--region", help="The region that is looked at.")]
Year = Annotated[str, typer.Option("--year", help="The year; else the last of the file.")]
Column = Annotated[
    list[str],
    typer.Option("--column", metavar="OURS=THEIRS", help="Your name of a column; repeat it."),
]


Jobs = Annotated[
    Path, typer.Argument(metavar="JOBS", help="Region, industry, year, jobs: a row for each.")
]
Clusters = Annotated[
    Path | None, typer.Option("--clusters", metavar="FILE.toml", help="Clusters as sets of codes.")
]
Focus = Annotated[str, typer.Option("--focus", help="The cluster or code looked at.")]
Level = Annotated[
    str | None, typer.Option("--level", help="How many signs the codes have, such as 2.")
]
Total = Annotated[
    str | None, typer.Option("--total", help="The code that stands for all industries.")
]
Pull = Annotated[float, typer.Option("--k", help="How many jobs small regions are pulled by.")]
StarRule = Annotated[str, typer.Option("--stars", help="The rule that gives stars.")]

Trade = Annotated[
    Path, typer.Argument(metavar="TRADE", help="Region, product and exports: a row for each.")
]
Cut = Annotated[float, typer.Option("--cut", help="From which RCA a region counts as specialised.")]
Diagonal = Annotated[
    str, typer.Option("--diagonal", help="A product's proximity to itself: one or zero.")
]
Candidates = Annotated[int, typer.Option("--candidates", help="How many, from 1.")]


def specialisation(
    path: Jobs,
    region: Region,
    clusters: Clusters = None,
    focus: Focus = "",
    year: Year = "",
    level: Level = None,
    total: Total = None,
    k: Pull = 0,
    stars: StarRule = "observatory-first",
    column: Column = [],  # noqa: B006  # typer reads it, nothing writes to it
    form: As = Format.TEXT,
    figure: Figure = None,
) -> None:
    """Print what a region is specialised in."""
    from hanse.observatory.specialisation import star_rule
    from hanse.study.observatory_settings import JOB_COLUMNS, JobsSettings

    check_picture(figure)
    check_file(path)
    with in_options({"": "--stars"}):
        star_rule(stars)
    asked = JobsSettings(
        file=path.name,
        columns=_columns(column, JOB_COLUMNS, "industry=NACE"),
        region=region,
        level=level,
        total=total,
        k=k,
        stars=stars,
        clusters=_definitions(clusters),
        focus=focus,
    )
    found = _jobs(path, asked, year)
    if figure is not None:
        from hanse.study.observatory_pictures import bubbles

        write_picture(bubbles(found), figure)
    _print_jobs(found, form)
    tell_picture(figure, form)


def relatedness(
    path: Trade,
    region: Region,
    year: Year = "",
    cut: Cut = 1.0,
    diagonal: Diagonal = "one",
    candidates: Candidates = 10,
    column: Column = [],  # noqa: B006
    form: As = Format.TEXT,
    figure: Figure = None,
) -> None:
    """Print what a region could become, and with whom."""
    from hanse.observatory.relatedness.proximity import checked_diagonal
    from hanse.study.observatory_settings import TRADE_COLUMNS, TradeSettings
    from hanse.study.observatory_trade import run_trade

    check_picture(figure)
    check_file(path)
    from_one(candidates, "--candidates")
    with in_options({"proximity": "--diagonal"}):
        checked_diagonal(diagonal)
    if not cut > 0:
        raise InputError(f"{cut:g} is no cut", where="--cut", mend="Give a number above 0.")
    columns = _columns(column, TRADE_COLUMNS, "product=HS4")
    asked = TradeSettings(
        file=path.name,
        columns=columns,
        region=region,
        year=chosen_year(path, columns.get("year", "year"), year),
        cut=cut,
        diagonal=diagonal,
        candidates=candidates,
    )
    with in_options({"[observatory.trade]": path.name}):
        found = run_trade(path.parent, asked, region=region, year="")
    if figure is not None:
        from hanse.study.observatory_pictures import neighbourhood

        write_picture(neighbourhood(found), figure)
    _print_trade(found, form)
    tell_picture(figure, form)


def _columns(given: list[str], known: tuple[str, ...], example: str) -> dict[str, str]:
    """Return our column → theirs."""
    return pairs_of(given, option="--column", kind="column", example=example, known=known)


def _jobs(path: Path, asked: JobsSettings, year: str) -> JobsRun:
    """Return what regions are specialised in; a file without years has one."""
    from dataclasses import replace

    from hanse.observatory.suppression import SuppressionRule
    from hanse.study.observatory_jobs import run_jobs

    when = chosen_year(path, asked.columns.get("year", "year"), year)
    if not when:
        asked = replace(asked, columns={**asked.columns, "year": ""})
    places = {"[observatory.jobs] focus": "--focus", "[observatory.jobs]": path.name}
    with in_options(places, words={"total=": "--total "}):
        rule = SuppressionRule(second=True)
        return run_jobs(path.parent, asked, region=asked.region, year=when, rule=rule)


def _print_jobs(found: JobsRun, form: Format) -> None:
    """Print the sentences and tables, the table of all regions, or all answers."""
    if form is Format.CSV:
        from hanse.study.observatory_result import specialisation_frame

        print_frame(specialisation_frame(found), form)
    elif form is Format.JSON:
        _print_all({word: getattr(found, word) for word in OF_JOBS}, jobs=found)
    else:
        from hanse.report import Bullets
        from hanse.study.observatory_industry import jobs_blocks, jobs_said

        print_blocks([Bullets(tuple(jobs_said(found))), *jobs_blocks(found)])


def _print_trade(found: TradeRun, form: Format) -> None:
    """Print the sentences and tables, the candidates, or all answers."""
    if form is Format.CSV:
        print_frame(found.candidates.to_frame(), form)
    elif form is Format.JSON:
        answers = {"candidates": found.candidates, "complements": found.complements}
        _print_all({**answers, "complexity": found.related.complexity}, trade=found)
    else:
        from hanse.report import Bullets
        from hanse.study.observatory_industry import trade_blocks, trade_said

        print_blocks([Bullets(tuple(trade_said(found))), *trade_blocks(found)])


def _print_all(
    answers: dict[str, Any], *, jobs: JobsRun | None = None, trade: TradeRun | None = None
) -> None:
    """Print the answers that there are, with the card of every indicator in them, as JSON."""
    from hanse.observatory.indicators import indicators
    from hanse.study.observatory_gaps import used_indicators

    cards = {name: indicators()[name] for name in used_indicators(None, jobs, trade, None)}
    given = {name: one for name, one in answers.items() if one is not None}
    print_json({**given, "indicators": cards})


def _definitions(path: Path | None) -> tuple[ClusterDefinition, ...]:
    """Return the clusters of a TOML file with a table for each, none without a file."""
    import tomllib

    from hanse.observatory.specialisation import read_definitions
    from hanse.study.toml_values import not_toml

    if path is None:
        return ()
    if not path.is_file():
        mend = "Check the name of the file."
        raise InputError(f"there is no file '{path}'", where="--clusters", mend=mend)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise not_toml(path, error) from error
    return read_definitions(tables, where=path.name)
