"""``hanse observe distances``: how far markets are, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hanse.cli.formats import Format, print_frame, print_json
from hanse.cli.observe_input import As, Figure, check_file, in_options, pairs_of
from hanse.cli.pictures import check_picture, tell_picture, write_picture
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.observatory.distance import MarketDistances
    from hanse.study.observatory_markets import MarketsRun

__all__ = ["distances"]

BY_MARKET = (
    *("km", "raw", "standardised", "contributions", "index", "rank", "nearest_rank"),
    *("farthest_rank", "surely_nearer", "surely_farther", "not_compared"),
)
"""What the answer has a row of for each market."""


Country = Annotated[
    str, typer.Argument(metavar="COUNTRY", help="Where it starts: a name or a code.")
]
To = Annotated[
    list[str], typer.Option("--to", help="A market that is shown; repeat it. Else the nearest.")
]
Weight = Annotated[
    list[str], typer.Option("--weight", metavar="PART=NUMBER", help="Weight of a part; repeat it.")
]
Cepii = Annotated[
    Path | None, typer.Option("--cepii", metavar="FILE", help="dist_cepii of CEPII's GeoDist.")
]
Perceived = Annotated[
    Path | None,
    typer.Option("--perceived", metavar="FILE", help="Answers: respondent, country, 0 to 100."),
]
Flows = Annotated[
    Path | None, typer.Option("--flows", metavar="FILE", help="Trade flows to hold it against.")
]


def distances(
    country: Country,
    to: To = [],  # noqa: B006  # typer reads it, nothing writes to it
    weight: Weight = [],  # noqa: B006
    cepii: Cepii = None,
    perceived: Perceived = None,
    flows: Flows = None,
    form: As = Format.TEXT,
    figure: Figure = None,
) -> None:
    """Print how far markets are, and how sure their order is."""
    from hanse.study.observatory_markets import run_markets
    from hanse.study.observatory_settings import DistanceSettings

    check_picture(figure)
    for path in (cepii, perceived, flows):
        check_file(path)
    asked = DistanceSettings(
        markets=tuple(to),
        weights=_weights(weight, cepii),
        **{
            name: "" if path is None else str(path)
            for name, path in (("geodist", cepii), ("perceived", perceived), ("flows", flows))
        },
    )
    options = {
        "[observatory] country": "COUNTRY",
        "[observatory.distances] markets": "--to",
        "[observatory.distances], weights": "--weight",
    }
    with in_options(options):
        found = run_markets(Path(), asked, country=country)
    if figure is not None:
        from hanse.study.observatory_pictures import map_of_markets

        write_picture(map_of_markets(found), figure)
    _print(found, form)
    tell_picture(figure, form)


def _weights(given: list[str], cepii: Path | None) -> dict[str, float] | None:
    """Return the weights that are given, None where there are none."""
    from hanse.observatory.distance import default_parts, read_cepii

    if not given:
        return None
    known = list(default_parts(["Sweden", "Norway"]).parts)
    known += list(read_cepii(cepii).parts) if cepii is not None else []
    pairs = pairs_of(given, option="--weight", kind="part", example="border=0.1", known=known)
    return {name: _number(name, text) for name, text in pairs.items()}


def _number(name: str, text: str) -> float:
    """Return a weight as a number; the index refuses those below 0."""
    try:
        return float(text)
    except ValueError:
        raise InputError(
            f"the weight of {name} is '{text}'", where="--weight", mend="Give a number, as 0.1."
        ) from None


def _print(found: MarketsRun, form: Format) -> None:
    """Print the markets asked for or the nearest, a row for every market, or all answers."""
    answers = {
        "distances": found.distances,
        "perceived": found.perceived,
        "comparison": found.comparison,
        "flows": found.flows,
    }
    given = {name: one for name, one in answers.items() if one is not None}
    if form is Format.CSV:
        print_frame(_frame(found), form)
    elif form is Format.JSON:
        print_json({**given, "indicators": _cards(found)})
    else:
        said = [_asked(found.distances, found.shown), *(str(one) for one in [*given.values()][1:])]
        print("\n\n".join(said))


def _asked(far: MarketDistances, shown: tuple[str, ...]) -> str:
    """Return the markets that are asked for, each with a sentence; else the nearest."""
    if not shown:
        return str(far).replace(": to_frame()", ": --format csv")
    rows = [at for at, code in enumerate(far.markets) if code in shown]
    names = tuple(far.markets[at] for at in rows)
    some = replace(far, markets=names, **{word: getattr(far, word)[rows] for word in BY_MARKET})
    return "\n".join([str(some), *(str(far.sentence(code)) for code in names)])


def _frame(found: MarketsRun) -> Any:
    """Return a row for every market, with how far it feels where that was asked for."""
    frame = found.distances.to_frame()
    if found.perceived is None:
        return frame
    felt = found.perceived.to_frame().drop(columns="home").set_index("market")
    return frame.join(felt.add_prefix("perceived_"), on="market")


def _cards(found: MarketsRun) -> Mapping[str, Any]:
    """Return the cards of the indicators that are printed."""
    from hanse.observatory.indicators import indicators
    from hanse.study.observatory_gaps import used_indicators

    return {name: indicators()[name] for name in used_indicators(None, None, None, found)}
