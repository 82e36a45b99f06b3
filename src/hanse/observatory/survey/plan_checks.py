"""What is wrong with a plan, before any table is read."""

from __future__ import annotations

from collections import Counter

from hanse.errors import InputError
from hanse.messages import join_names
from hanse.observatory.survey.items import REFUSE
from hanse.observatory.survey.plan import (
    DESIGN_WEIGHT,
    LEAVE_OUT,
    LEVELS,
    RULES,
    SCREENING_RULES,
    Aggregate,
    SamplePlan,
    ScalePlan,
    ScreeningRule,
    SurveyPlan,
)
from hanse.observatory.survey.problems import Problems, under
from hanse.observatory.survey.text import plain

__all__ = ["check_plan"]

_SHARE = "Give a share above 0, up to 1."


def check_plan(plan: SurveyPlan) -> None:
    """Raise everything that is wrong with a plan.

    Raises
    ------
    InputError
        If a rule, a choice or a level is unknown, a key is missing or does not belong to its
        rule, a number is out of range, or a name is given twice.

    Examples
    --------
    >>> check_plan(SurveyPlan(aggregates=(Aggregate("CI", "exports", "meen"),)))
    Traceback (most recent call last):
        ...
    hanse.errors.InputError: [survey.aggregates.CI]: there is no rule 'meen'. Did you mean 'mean'?
    There are: mean, weighted mean, median, sum, count, share, first.
    """
    problems = Problems(plan.where)
    if not plan.aggregates:
        problems.add(
            "nothing is asked of the firms",
            mend=f"Give {under(plan.where, 'aggregates.NAME')} a rule for each new column.",
        )
    _check_sample(plan.sample, under(plan.where, "sample"), problems)
    for one in plan.scales:
        _check_scale(one, under(plan.where, f"scales.{one.name}"), problems)
    for aggregate in plan.aggregates:
        _check_aggregate(plan, aggregate, problems)
    for number, rule in enumerate(plan.screening, start=1):
        _check_rule(rule, f"{under(plan.where, 'screening')}, rule {number}", problems)
    _check_names(plan, problems)
    if not plan.columns.leader and plan.sample.leaders is not None:
        problems.add(
            "leaders are asked for, but no column says who they are",
            where=under(plan.where, "sample"),
            mend=f'Write leader = "..." under {under(plan.where, "columns")}.',
        )
    problems.tell()


def _check_sample(sample: SamplePlan, where: str, problems: Problems) -> None:
    """Collect what is wrong with the sample."""
    if sample.firms is not None and sample.firms < 1:
        problems.add(f"firms is {sample.firms}", where=where, mend="Give a whole number from 1.")
    if sample.leaders is not None and sample.leaders < 0:
        problems.add(
            f"leaders is {sample.leaders}", where=where, mend="Give a whole number from 0."
        )
    if None not in (sample.firms, sample.leaders) and sample.leaders > sample.firms:  # type: ignore[operator]
        problems.add(
            f"leaders is {sample.leaders}, but only {sample.firms} firms are taken",
            where=where,
            mend="Take at most as many leaders as firms.",
        )
    if sample.seed < 0:
        problems.add(f"seed is {sample.seed}", where=where, mend="Give a whole number from 0.")


def _check_scale(one: ScalePlan, where: str, problems: Problems) -> None:
    """Collect what is wrong with a scale."""
    from hanse.observatory.survey.scale import check_settings

    problems.check_choice("level", one.level, LEVELS, where=where)
    if not one.items:
        problems.add("there is no item", where=where, mend='Write items = ["a", "b"].')
    for name in one.reversed:
        problems.check_name("item", name, one.items, where=f"{where}, reversed")
    try:
        check_settings(one.reversed, one.low, one.high, one.missing, one.min_share, where=where)
    except InputError as error:
        problems.found.append(error)


def _check_aggregate(plan: SurveyPlan, one: Aggregate, problems: Problems) -> None:
    """Collect what is wrong with a rule of aggregation."""
    where = under(plan.where, f"aggregates.{one.name}")
    problems.check_choice("rule", one.rule, RULES, where=where)
    if isinstance(one.missing, str):
        if one.missing not in (REFUSE, LEAVE_OUT):
            problems.add(
                f"missing is '{one.missing}'",
                where=where,
                mend=f'Choose "{REFUSE}", "{LEAVE_OUT}", or the least share of firms, as 0.8.',
            )
    elif not 0 < one.missing <= 1:
        problems.add(f"missing is {plain(one.missing)}", where=where, mend=_SHARE)
    if one.weight and one.rule != "weighted mean":
        problems.add(
            f"the rule '{one.rule}' takes no weight", where=where, mend='Choose "weighted mean".'
        )
    if one.of != "yes" and one.rule not in ("count", "share"):
        problems.add(
            f"the rule '{one.rule}' takes no 'of'", where=where, mend='Choose "count" or "share".'
        )
    if one.rule == "weighted mean" and not (one.weight or plan.columns.weight):
        problems.add(
            "a weighted mean needs a weight",
            where=where,
            mend=f'Write weight = "..." here or under {under(plan.where, "columns")}.',
        )
    if one.weight == DESIGN_WEIGHT and not plan.sample.population:
        problems.add(
            f'the weight "{DESIGN_WEIGHT}" needs the number of firms in each cluster',
            where=where,
            mend=f'Write population = "..." under {under(plan.where, "sample")}.',
        )


def _check_rule(one: ScreeningRule, where: str, problems: Problems) -> None:
    """Collect what is wrong with a screening rule."""
    if one.rule not in SCREENING_RULES:
        problems.check_choice("rule", one.rule, list(SCREENING_RULES), where=where)
        return
    allowed = SCREENING_RULES[one.rule]
    given = [key for key in ("column", "clusters") if getattr(one, key)]
    given += [k for k in ("at_least", "below", "above", "equal") if getattr(one, k) is not None]
    for key in given:
        if key not in allowed:
            keys = join_names([*allowed, "reason"])
            problems.add(f"{one.rule} takes no {key}", where=where, mend=f"It takes {keys}.")
    wanted = [key for key in allowed if key in ("column", "at_least", "clusters")]
    if one.rule == "min_share_answered":
        wanted = ["at_least"]
    for key in wanted:
        if key not in given:
            problems.add(f"{one.rule} needs {key}", where=where, mend=_example(key))
    limits = [key for key in given if key in ("below", "above", "equal")]
    if one.rule == "value" and len(limits) != 1:
        said = join_names(limits) if limits else "none of below, above and equal"
        problems.add(f"value has {said}", where=where, mend="Give exactly one of the three.")
    if one.rule == "min_share_answered" and one.at_least is not None and not 0 < one.at_least <= 1:
        problems.add(f"at_least is {plain(one.at_least)}", where=where, mend=_SHARE)
    if one.rule == "min_firms" and one.at_least is not None and one.at_least < 1:
        problems.add(
            f"at_least is {plain(one.at_least)}", where=where, mend="Give a number of firms from 1."
        )


def _example(key: str) -> str:
    """Return how to write a key."""
    examples = {
        "column": 'Write column = "...".',
        "at_least": "Write at_least = 10 or, for a share, 0.8.",
        "clusters": 'Write clusters = { "a cluster" = "its reason" }.',
    }
    return examples[key]


def _check_names(plan: SurveyPlan, problems: Problems) -> None:
    """Collect columns of the result, or scales, that have one name."""
    results = [one.name for one in plan.aggregates]
    results += [one.name for one in plan.scales_of("cluster")]
    for names, kind in ((results, "columns"), ([one.name for one in plan.scales], "scales")):
        for name, n in Counter(names).items():
            if n > 1:
                problems.add(f"{n} {kind} are called '{name}'", mend="Give each a name of its own.")
