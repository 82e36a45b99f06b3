"""What a strategy section leaves in ``result.json`` and in ``tables/``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hanse.plot.names import slug
from hanse.result import jsonable
from hanse.strategy import Advice, Catalogue, Simulation, mixture_text, propositions, single_changes
from hanse.study.part import Sheet
from hanse.study.strategy_run import StrategyRun, Survey

__all__ = ["strategy_result", "strategy_sheets"]


def strategy_result(found: StrategyRun) -> dict[str, Any]:
    """Return the section of ``result.json``.

    Keys: ``catalogue``, ``answers``, ``advice`` (by strategy), ``propositions``, ``sensitivity``,
    ``random_errors``; ``firms``, ``simulation``, ``raters`` where the study has their tables.
    """
    made: dict[str, Any] = {
        "catalogue": found.catalogue.id,
        "answers": dict(found.answers.values),
        "advice": {one: _advice(found.advice, one) for one in found.advice.strategies},
        "deciding": list(found.advice.deciding),
        "caveats": [str(one) for one in found.advice.caveats],
        "propositions": {one.proposition: one.holds for one in propositions(found.catalogue)},
        "sensitivity": {one: _sensitivity(found.catalogue, one) for one in found.advice.strategies},
        "random_errors": {
            one.strategy: [
                {"chance": s.chance, "same": s.same, "form": s.form, "some": s.some}
                for s in one.shares
            ]
            for one in found.errors
        },
    }
    if found.survey is not None:
        made["firms"] = _firms(found.survey)
    if found.simulation is not None:
        made["simulation"] = _simulation(found.simulation)
    if found.panel is not None:
        made["raters"] = {
            "raters": list(found.panel.raters),
            "disagreements": [
                {"option": c.option, "criterion": c.criterion, "counts": dict(c.counts)}
                for c in found.panel.disagreements
            ],
            "advice": {
                a.strategy: [
                    {"mixture": mixture_text(m.parts), "raters": m.n, "share": m.share}
                    for m in a.mixtures
                ]
                for a in found.panel.advice
            },
        }
    return dict(jsonable(made))


def _advice(advice: Advice, strategy: str) -> list[dict[str, Any]]:
    """Return the outcomes of one strategy."""
    return [
        {
            "mixtures": [mixture_text(mixture) for mixture in one.mixtures],
            "is_fallback": one.is_fallback,
            "n": one.n,
            "of": one.of,
            "is_as_answered": one.is_as_answered,
            "when": [dict(way) for way in one.when],
        }
        for one in advice.of_strategy(strategy)
    ]


def _sensitivity(catalogue: Catalogue, strategy: str) -> dict[str, Any]:
    """Return the single changes of one rating, before any context."""
    found = single_changes(catalogue, strategy)
    return {
        "n": found.n,
        "n_same": found.n_same,
        "n_form": found.n_form,
        "critical": [
            {"option": c.option, "criterion": c.criterion, "before": c.before, "after": c.after}
            for c in found.critical
        ],
    }


def _firms(survey: Survey) -> dict[str, Any]:
    """Return what the table of firms says."""
    made: dict[str, Any] = {
        "n": len(survey.firms.firms),
        "roles": survey.roles.counts,
        "leaning": survey.roles.leaning,
        "fits": survey.levers.fit_counts,
        "levers": [
            {"question": one.question, "to": one.to, "firms": one.n} for one in survey.levers.levers
        ],
    }
    if survey.now is not None:
        made["shares"] = survey.now.shares
    if survey.planned is not None:
        made["planned"] = survey.planned.shares
    if survey.conflicts is not None:
        made["conflicts"] = [
            {
                "criterion": one.criterion,
                "measure": one.measure,
                "higher": mixture_text(one.higher),
                "lower": mixture_text(one.lower),
                "superiority": one.superiority,
                "p_holm": one.p_holm,
            }
            for one in survey.conflicts.conflicts
        ]
        made["compared"] = survey.conflicts.counts
    return made


def _simulation(made: Simulation) -> dict[str, Any]:
    """Return the bands of the last year and every ordering."""
    return {
        "label": made.label,
        "years": made.years[-1],
        "draws": made.draws,
        "seed": made.seed,
        "end": {
            name: {measure: list(made.band(name, measure)) for measure in made.measures}
            for name in made.names
        },
        "orderings": [
            {
                "measure": one.measure,
                "first": one.first,
                "second": one.second,
                "relation": one.relation,
                "lower": one.lower,
                "higher": one.higher,
            }
            for one in made.orderings
        ],
    }


def strategy_sheets(found: StrategyRun) -> tuple[Sheet, ...]:
    """Return the tables of the section."""
    return tuple(_sheets(found))


def _sheets(found: StrategyRun) -> Iterator[Sheet]:
    """Yield each table that the study has."""
    for outcome in (found.advice.of_strategy(one)[0] for one in found.advice.strategies):
        name = f"strategy_{slug(outcome.strategy)}"
        yield _sheet(name, outcome.evaluation.to_frame())
        changes = single_changes(outcome.evaluation.catalogue, outcome.strategy)
        yield _sheet(f"{name}_changes", changes.to_frame())
    if found.survey is not None:
        yield _sheet("strategy_roles", found.survey.roles.to_frame())
        yield _sheet("strategy_fits", found.survey.levers.fit_frame())
        yield _sheet("strategy_levers", found.survey.levers.to_frame())
        if found.survey.measures is not None and found.survey.conflicts is not None:
            yield _sheet("strategy_measures", found.survey.measures.to_frame())
            yield _sheet("strategy_conflicts", found.survey.conflicts.to_frame())
    if found.simulation is not None:
        yield _sheet("strategy_simulation", found.simulation.to_frame())
    if found.panel is not None:
        yield _sheet("strategy_raters", found.panel.to_frame())


def _sheet(name: str, frame: Any) -> Sheet:
    """Return a frame as a table."""
    return Sheet(name, tuple(map(str, frame.columns)), frame.astype(object).values.tolist())
