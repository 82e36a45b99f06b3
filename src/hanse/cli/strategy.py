"""``hanse strategy``: which way abroad fits a firm, and what firms do to their cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hanse.cli.formats import Format, as_argument, print_answer
from hanse.cli.group import add_group
from hanse.cli.strategy_files import check_page, check_target, write_page
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.strategy.advice import Advice
    from hanse.strategy.answers import Answers
    from hanse.strategy.catalogue import Catalogue

__all__ = ["register"]

HELP = "Which way abroad fits a firm, and what the firms' choices do to the cluster."

CatalogueFile = Annotated[
    Path | None,
    typer.Option("--catalogue", metavar="FILE", help="Your own catalogue; else the paper's."),
]
AnswersFile = Annotated[
    Path | None, typer.Option("--answers", metavar="FILE", help="Fill in answers given before.")
]
As = Annotated[Format, typer.Option("--format", help="What to print.")]
Page = Annotated[
    Path | None, typer.Option("--out", metavar="FILE.html", help="Write a page to print, too.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    add_group(
        app,
        "strategy",
        HELP,
        (
            ("options", options),
            ("ask", ask),
            ("sheet", sheet),
            ("evaluate", evaluate),
            ("simulate", simulate),
        ),
    )


def options(
    catalogue: CatalogueFile = None,
    strategy: Annotated[
        str | None, typer.Option("--strategy", help="The options of one strategy, such as cost.")
    ] = None,
    form: As = Format.TEXT,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Print what each rating rests on, too.")
    ] = False,
    write: Annotated[
        Path | None,
        typer.Option("--write", metavar="FILE", help="Copy the catalogue to a file to edit."),
    ] = None,
    force: Force = False,
) -> None:
    """Print the options with their ratings, or copy them to edit."""
    if write is not None:
        _copy_catalogue(catalogue, write, force=force)
        return
    from hanse.cli.strategy_options import option_table

    print_answer(option_table(_catalogue(catalogue), strategy, evidence=evidence), form)


def ask(
    catalogue: CatalogueFile = None,
    out: Page = None,
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="FILE.toml", help="Keep the answers in a file."),
    ] = None,
    firm: Annotated[str, typer.Option("--firm", help="The name of the firm, for the page.")] = "",
    date: Annotated[str, typer.Option("--date", help="The date, for the page.")] = "",
    with_open: Annotated[
        bool, typer.Option("--open", help="Ask the questions that move nothing, too.")
    ] = False,
    force: Force = False,
) -> None:
    """Ask the questions on the screen and print the advice."""
    from hanse.cli.strategy_ask import Interview
    from hanse.strategy.advice import advise
    from hanse.strategy.answers import Answers

    _check_answers_file(save, force=force)
    check_page(out)
    known = _catalogue(catalogue)
    asked = Interview(known, input, print, with_open=with_open)
    try:
        asked.run()
    except KeyboardInterrupt:
        print()
        if asked.values:
            _save(Answers(asked.values, firm, date), known, save)
        raise
    answers = Answers(asked.values, firm, date)
    _save(answers, known, save)
    _print_advice(advise(known, answers), Format.TEXT, out)


def sheet(
    path: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="The workbook to make.")],
    ratings: Annotated[
        bool, typer.Option("--ratings", help="A sheet for an expert's ratings instead.")
    ] = False,
    rater: Annotated[str, typer.Option("--rater", help="The expert's name.")] = "",
    blind: Annotated[
        bool, typer.Option("--blind", help="Without the catalogue's own ratings beside.")
    ] = False,
    answers: AnswersFile = None,
    catalogue: CatalogueFile = None,
    force: Force = False,
) -> None:
    """Write a spreadsheet to fill in."""
    from hanse.strategy.answers import read_answers
    from hanse.strategy.sheets import write_answer_sheet, write_rating_sheet

    _check_sheet_choices(ratings=ratings, rater=rater, blind=blind, answers=answers)
    check_target(path, force=force)
    known = _catalogue(catalogue)
    if ratings:
        write_rating_sheet(path, known, rater=rater, prefilled=not blind)
        print(f"Wrote {path}")
        return
    given = None if answers is None else read_answers(answers, known)
    write_answer_sheet(path, known, given)
    print(f"Wrote {path}: fill it in, then")
    print(f"  hanse strategy evaluate {as_argument(path)}")


def evaluate(
    answers: Annotated[
        Path, typer.Argument(metavar="ANSWERS", help="The answers: .toml, or the filled .xlsx.")
    ],
    catalogue: CatalogueFile = None,
    form: As = Format.TEXT,
    out: Page = None,
) -> None:
    """Print the advice for a firm and what would change it."""
    from hanse.strategy.advice import advise
    from hanse.strategy.answers import read_answers

    check_page(out)
    known = _catalogue(catalogue)
    _print_advice(advise(known, read_answers(answers, known)), form, out)


def simulate(
    scenarios: Annotated[
        Path, typer.Argument(metavar="SCENARIOS.toml", help="Shares of firms for each scenario.")
    ],
    catalogue: CatalogueFile = None,
    years: Annotated[int, typer.Option("--years", help="How many years, from 1.")] = 20,
    draws: Annotated[
        int, typer.Option("--draws", help="How often the unknowns are drawn, from 1.")
    ] = 4000,
    seed: Annotated[int, typer.Option("--seed", help="Of the draws; the same gives the same.")] = 1,
    form: As = Format.TEXT,
    out: Page = None,
) -> None:
    """Simulate what the firms' choices do to the cluster."""
    from hanse.cli.strategy_simulate import read_scenarios, simulation_text
    from hanse.strategy.effect.simulation import simulate as run

    check_page(out)
    known = _catalogue(catalogue)
    made = run(known, read_scenarios(scenarios, known), years=years, draws=draws, seed=seed)
    if out is not None:
        from hanse.study.strategy_effect import effect_document

        write_page(effect_document(made), out)
    if form is Format.TEXT:
        print(simulation_text(made))
        if out is not None:
            print(f"Page: {out}")
    else:
        print_answer(made, form)


def _catalogue(path: Path | None) -> Catalogue:
    """Read the catalogue that is named, or the packaged one."""
    from hanse.strategy.catalogue_reader import read_catalogue

    return read_catalogue(path)


def _copy_catalogue(source: Path | None, target: Path, *, force: bool) -> None:
    """Write the catalogue to a file, comments and all, once it has been found good."""
    from hanse.strategy.catalogue_reader import packaged_text
    from hanse.tables import write_bytes

    check_target(target, force=force)
    _catalogue(source)
    write_bytes(target, packaged_text().encode() if source is None else source.read_bytes())
    print(f"Wrote {target}: change what you know better, then")
    print(f"  hanse strategy options --catalogue {as_argument(target)}")


def _check_answers_file(path: Path | None, *, force: bool) -> None:
    """Refuse a file for answers that could not be read again."""
    if path is not None and path.suffix.lower() != ".toml":
        raise InputError(
            "is no name of a file of answers", where=str(path), mend="End it in .toml."
        )
    check_target(path, force=force)


def _save(answers: Answers, catalogue: Catalogue, path: Path | None) -> None:
    """Keep the answers where that is wanted; where it fails, show them, so that none is lost."""
    from hanse.strategy.sheets.text import answers_text
    from hanse.tables import write_text

    if path is None:
        return
    text = answers_text(answers, catalogue)
    try:
        write_text(path, text)
    except InputError:
        print(text)
        raise
    print(f"Answers kept in {path}\n")


def _check_sheet_choices(*, ratings: bool, rater: str, blind: bool, answers: Path | None) -> None:
    """Refuse a choice that the wanted sheet does not have."""
    if ratings and answers is not None:
        mend = "Leave out one of --ratings and --answers."
        raise InputError("a sheet for ratings has no answers", where="--answers", mend=mend)
    if not ratings and (rater or blind):
        where = "--rater" if rater else "--blind"
        raise InputError("a sheet for answers has no rater", where=where, mend="Add --ratings.")


def _print_advice(advice: Advice, form: Format, out: Path | None) -> None:
    """Print an advice, and write its page where one is wanted."""
    from hanse.study.strategy_advice import advice_document, advice_text

    if out is not None:
        write_page(advice_document(advice), out)
    if form is not Format.TEXT:
        print_answer(advice, form)
        return
    print(advice_text(advice))
    if out is not None:
        print(f"Page: {out}")
