"""Everything that a ``[strategy]`` section computes, before any word of the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hanse.strategy import (
    Advice,
    Answers,
    Catalogue,
    Classification,
    Comparison,
    Conflicts,
    Firms,
    Levers,
    Measures,
    Panel,
    RandomErrors,
    RangeReading,
    Scenario,
    Shares,
    Simulation,
    Threshold,
    advise,
    classify,
    compare_methods,
    conflicts,
    levers,
    measures,
    panel,
    random_errors,
    range_readings,
    read_answers,
    read_catalogue,
    read_firms,
    read_raters,
    simulate,
    threshold,
)
from hanse.strategy.effect.priors import RATED
from hanse.study.part import Progress
from hanse.study.strategy_settings import StrategySettings
from hanse.study.toml_values import file_of

__all__ = ["StrategyRun", "Survey", "run_strategy"]


@dataclass(frozen=True)
class Survey:
    """What the table of firms says."""

    firms: Firms
    roles: Classification
    now: Shares | None
    planned: Shares | None
    levers: Levers
    measures: Measures | None
    conflicts: Conflicts | None


@dataclass(frozen=True)
class StrategyRun:
    """All answers of a strategy section; None where the study has no table for one."""

    catalogue: Catalogue
    answers: Answers
    advice: Advice
    errors: tuple[RandomErrors, ...]
    readings: tuple[RangeReading, ...]
    survey: Survey | None
    simulation: Simulation | None
    threshold: Threshold | None
    panel: Panel | None
    comparisons: tuple[Comparison, ...]
    units: Mapping[str, str]


def run_strategy(folder: Path, settings: StrategySettings, *, progress: Progress) -> StrategyRun:
    """Read the tables of a strategy section and compute every answer.

    Raises
    ------
    InputError
        If a file, a name or a value cannot be used.
    """
    steps = ("advice", "firms", "raters", "simulation", "errors of ratings", "methods")

    def tell(step: str) -> None:
        progress(f"strategy: {step}", steps.index(step), len(steps))

    tell("advice")
    catalogue = read_catalogue(_inside(folder, settings.catalogue, "catalogue"))
    path = _inside(folder, settings.answers, "answers")
    answers = read_answers(path, catalogue) if path else Answers({})
    advice = advise(catalogue, answers)
    tell("firms")
    survey = _survey(folder, settings, catalogue)
    tell("raters")
    rated = _inside(folder, settings.ratings, "ratings")
    raters = panel(catalogue, read_raters(rated, catalogue)) if rated else None
    tell("simulation")
    scenarios = _scenarios(settings, survey)
    made = _simulated(catalogue, scenarios, settings)
    tell("errors of ratings")
    errors = tuple(random_errors(catalogue, one, seed=settings.seed) for one in advice.strategies)
    readings = tuple(r for one in advice.strategies for r in range_readings(catalogue, one))
    tell("methods")
    compared = advice.strategies if settings.compare else ()
    return StrategyRun(
        catalogue,
        answers,
        advice,
        errors,
        readings,
        survey,
        made,
        _threshold(catalogue, settings) if made is not None else None,
        raters,
        tuple(compare_methods(catalogue, one) for one in compared),
        settings.units,
    )


def _inside(folder: Path, name: str, key: str) -> Path | None:
    """Return the path of a file of the study, None where none is named."""
    if not name:
        return None
    return file_of(folder, name, f"[strategy] {key}")


def _survey(folder: Path, settings: StrategySettings, catalogue: Catalogue) -> Survey | None:
    """Return what the table of firms says, None where there is none."""
    path = _inside(folder, settings.firms, "firms")
    if path is None:
        return None
    firms = read_firms(path, catalogue, columns=settings.columns)
    planned = firms.shares("planned") if "planned" in firms.columns else None
    has_measures = bool(set(firms.columns) & set(_measured(firms)))
    return Survey(
        firms,
        classify(firms, direct_from=settings.direct_from),
        firms.shares("option") if "option" in firms.columns else None,
        planned,
        levers(firms, catalogue, movable=settings.levers),
        measures(firms, catalogue) if has_measures else None,
        conflicts(firms, catalogue) if has_measures else None,
    )


def _measured(firms: Firms) -> tuple[str, ...]:
    """Return the measures that are known of any firm."""
    return tuple(dict.fromkeys(name for one in firms.firms for name in one.measures))


def _scenarios(settings: StrategySettings, survey: Survey | None) -> list[Scenario]:
    """Return what the firms do and plan, then the study's own scenarios."""
    found = []
    if survey is not None:
        shares: Mapping[str, Shares | None] = {"today": survey.now, "planned": survey.planned}
        found = [Scenario(name, one.shares) for name, one in shares.items() if one is not None]
    return [*found, *settings.scenarios]


def _simulated(
    catalogue: Catalogue, scenarios: list[Scenario], settings: StrategySettings
) -> Simulation | None:
    """Return the simulation, None where there is no scenario.

    A catalogue without the criteria that are simulated has none either, unless the study writes
    scenarios of its own: then the error says what is missing.
    """
    known = {one.id for one in catalogue.criteria}
    if not scenarios or not (settings.scenarios or known.issuperset(RATED)):
        return None
    return simulate(
        catalogue,
        scenarios,
        years=settings.years,
        draws=settings.draws,
        seed=settings.seed,
        priors=settings.priors or None,
    )


def _threshold(catalogue: Catalogue, settings: StrategySettings) -> Threshold | None:
    """Return from which share on replicative relocation does harm, None without such an option."""
    if not any(one.relocation == "replicative" for one in catalogue.options):
        return None
    return threshold(
        catalogue,
        years=settings.years,
        draws=settings.draws,
        seed=settings.seed,
        priors=settings.priors or None,
    )
