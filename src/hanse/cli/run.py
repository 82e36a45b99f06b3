"""``hanse run``: the whole study, and a few lines on what came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hanse.cli.progress import progress_bar
from hanse.messages import plural

if TYPE_CHECKING:
    from hanse.study import StudyRun

__all__ = ["register", "summary"]

_TYPES = ("conservative", "intermediate", "parsimonious")
_MOST_PATHS = 8


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run)


def run(
    study_dir: Annotated[Path, typer.Argument(help="The study folder with hanse.toml.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The folder for the results; by default STUDY_DIR/out."),
    ] = None,
) -> None:
    """Run a study and write its report."""
    from hanse.study import run_study

    home = study_dir.parent if study_dir.is_file() else study_dir
    with progress_bar() as tell:
        found = run_study(study_dir, out or home / "out", progress=tell)
    print(summary(found))


def summary(found: StudyRun) -> str:
    """Return what a study found in a few lines, the place of the report last."""
    result = found.result
    lines = [str(result["title"])]
    if result.get("caution"):
        lines.append(str(result["caution"]))
    sides = result.get("qca", {})
    if sides:
        lines.append(_counts(result))
        lines += [line for name, side in sides.items() for line in _side(name, side)]
    lines += _actors(result.get("actors", {}))
    lines += _partners(result.get("partners", {}))
    lines += _strategy(result.get("strategy", {}))
    if result.get("robustness"):
        lines.append(f"{plural(len(result['robustness']), 'robustness setting')}: see the report")
    warnings = [*result.get("calibration_warnings", ()), *result.get("simultaneous_rows", ())]
    if warnings:
        lines.append(f"{plural(len(warnings), 'warning')}: see the report")
    return "\n".join([*lines, f"Report: {found.report}"])


def _counts(result: Mapping[str, Any]) -> str:
    """Return how many cases and conditions there are."""
    outcome, side = next(iter(result["qca"].items()))
    cases = max((one["n"] for one in result["descriptives"]), default=0)
    gone = len({cell[0] for cell in result.get("dropped", ())})
    left_out = f", {plural(gone, 'case')} left out for missing cells" if gone else ""
    conditions = plural(len(side["conditions"]), "condition")
    return f"{plural(cases, 'case')}{left_out}, {conditions}, outcome {outcome}"


def _side(outcome: str, side: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each solution of one outcome, or the one that says why there is none."""
    if side["dead_end"]:
        yield f"{outcome}: no solution. {side['dead_end']}"
        return
    for name in _TYPES:
        solution = side["solutions"][name]
        count, listed = solution["n_models"], solution["n_listed"]
        number = plural(count, "model") if count is not None else f"at least {listed:,} models"
        if not solution["models"]:
            yield f"{outcome}, {name}: {number}"
            continue
        model = solution["models"][0]
        fit = f"consistency {_two(model['consistency'])}, coverage {_two(model['coverage'])}"
        first = "" if count == 1 else "the first: "
        yield f"{outcome}, {name}: {number}, {first}{_shortened(model)} ({fit})"


def _shortened(model: Mapping[str, Any]) -> str:
    """Return the expression of a model, of many paths the first ones."""
    terms = [str(term["expression"]) for term in model["terms"]]
    if len(terms) <= _MOST_PATHS:
        return str(model["expression"])
    return f"{' + '.join(terms[:_MOST_PATHS])} and {len(terms) - _MOST_PATHS} more paths"


def _strategy(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is advised for each strategy, and what the table of firms says."""
    for strategy, outcomes in found.get("advice", {}).items():
        first = outcomes[0]
        head = "best feasible" if first["is_fallback"] else "advised"
        open_ = "" if len(outcomes) == 1 else ", as far as the answers go"
        listed = "; or ".join(first["mixtures"]) or "nothing"
        yield f"Strategy {strategy}, {head}{open_}: {listed}"
    if "firms" in found:
        roles = found["firms"]["roles"]
        counted = ", ".join(f"{n} {role}" for role, n in roles.items() if n)
        yield f"{plural(found['firms']['n'], 'firm')}: {counted}"
    if "simulation" in found:
        orderings = found["simulation"]["orderings"]
        certain = sum(one["relation"] != "undecided" for one in orderings)
        yield f"Effect on the cluster: {certain} of {len(orderings)} orderings hold in every draw"


def _actors(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the widest gaps, and in how many markets the cluster is an insider."""
    if not found:
        return
    figures = found["gaps"]["figures"]
    wide = [one for one in figures if one["gap"]["value"]]
    wide.sort(key=lambda one: -one["gap"]["value"])
    if wide:
        listed = [f"{one['label']} {100 * one['gap']['value']:.0f} %" for one in wide[:2]]
        yield f"Widest gaps: {', '.join(listed)}"
    markets = found["markets"]
    if markets:
        inside = sum(one["level"] == "insider" for one in markets)
        yield f"An insider in {inside} of {plural(len(markets), 'market')}"


def _partners(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the next market with leaps, and how many meetings there are."""
    markets = found.get("markets")
    if markets and markets["next_in_ring"]:
        leaps = f"; leaps: {', '.join(markets['leaps'])}" if markets["leaps"] else ""
        yield f"Next market: {markets['next_in_ring']}{leaps}"
    meetings = found.get("meetings")
    if meetings:
        n, gap = len(meetings["meetings"]), meetings["gap_percent"]
        yield f"{plural(n, 'meeting')}, {gap:.1f} % below the bound of any plan"


def _two(value: float | None) -> str:
    """Return a number with two decimals, a dash where it is undefined."""
    return "–" if value is None else f"{value:.2f}"
