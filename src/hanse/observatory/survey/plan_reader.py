"""From the ``[survey]`` table of a study file to a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hanse.errors import InputError
from hanse.observatory.survey.plan import (
    Aggregate,
    FirmColumns,
    SamplePlan,
    ScalePlan,
    ScreeningRule,
    SurveyPlan,
)
from hanse.observatory.survey.plan_checks import check_plan
from hanse.observatory.survey.problems import Problems, under

__all__ = ["read_plan"]

_KEYS = (
    *("firms", "questionnaire", "questionnaire_id", "keep"),
    *("columns", "sample", "scales", "aggregates", "screening"),
)


def read_plan(table: Mapping[str, Any], where: str = "[survey]") -> SurveyPlan:
    """Return the plan that a table of settings describes.

    Parameters
    ----------
    table : mapping
        The keys of `SurveyPlan`; ``columns`` and ``sample`` are tables, ``scales`` and
        ``aggregates`` tables of tables by name, ``screening`` a list of tables.
    where : str
        The place of the table, for errors.

    Returns
    -------
    SurveyPlan
        Checked: `cluster_table` can refuse only names that its tables do not have.

    Raises
    ------
    InputError
        All that is wrong: unknown and missing keys, values of the wrong kind, unknown choices.

    Examples
    --------
    >>> plan = read_plan({
    ...     "firms": "firms.csv",
    ...     "aggregates": {"CI": {"column": "exports", "rule": "mean", "missing": 0.8}},
    ...     "screening": [{"rule": "min_firms", "at_least": 10}],
    ... })
    >>> plan.aggregates[0].missing, plan.screening[0].rule
    (0.8, 'min_firms')
    >>> read_plan({"aggregate": {}})
    Traceback (most recent call last):
        ...
    hanse.errors.InputError: [survey]: there is no key 'aggregate'. Did you mean 'aggregates'?
    There are: firms, questionnaire, questionnaire_id, keep, columns, sample, scales, aggregates,
    screening.
    """
    problems = Problems(where)
    top = _Entry(table, where, problems, _KEYS)
    plan = SurveyPlan(
        firms=top.text("firms"),
        questionnaire=top.text("questionnaire"),
        questionnaire_id=top.text("questionnaire_id"),
        columns=_columns(top.table("columns", ("cluster", "firm", "leader", "weight"))),
        aggregates=tuple(_aggregate(*one) for one in top.named("aggregates", _AGGREGATE)),
        scales=tuple(_scale(*one) for one in top.named("scales", _SCALE)),
        screening=tuple(_rule(one) for one in top.listed("screening", _SCREENING)),
        sample=_sample(top.table("sample", ("firms", "leaders", "seed", "population"))),
        keep=top.texts("keep") if "keep" in top.values else None,
        where=where,
    )
    problems.tell()
    check_plan(plan)
    return plan


_AGGREGATE = ("column", "rule", "missing", "weight", "of", "label", "unit")
_SCALE = (
    *("items", "level", "reversed", "low", "high", "missing", "min_share"),
    *("label", "unit"),
)
_SCREENING = ("rule", "column", "at_least", "below", "above", "equal", "clusters", "reason")


def _columns(entry: _Entry) -> FirmColumns:
    """Return who a firm is."""
    return FirmColumns(
        cluster=entry.text("cluster", "cluster"),
        firm=entry.text("firm"),
        leader=entry.text("leader"),
        weight=entry.text("weight"),
    )


def _sample(entry: _Entry) -> SamplePlan:
    """Return which firms are used."""
    return SamplePlan(
        firms=entry.whole("firms"),
        leaders=entry.whole("leaders"),
        seed=entry.whole("seed", 1) or 0,
        population=entry.text("population"),
    )


def _aggregate(name: str, entry: _Entry) -> Aggregate:
    """Return how a column of firms becomes one of clusters."""
    return Aggregate(
        name=name,
        column=entry.text("column", name),
        rule=entry.text("rule", required=True),
        missing=entry.text_or_number("missing", "refuse"),
        weight=entry.text("weight"),
        of=entry.text("of", "yes"),
        label=entry.text("label"),
        unit=entry.text("unit"),
    )


def _scale(name: str, entry: _Entry) -> ScalePlan:
    """Return a scale."""
    return ScalePlan(
        name=name,
        items=entry.texts("items", required=True),
        level=entry.text("level", "firm"),
        reversed=entry.texts("reversed"),
        low=entry.number("low", 1.0) or 0.0,
        high=entry.number("high", 7.0) or 0.0,
        missing=entry.text("missing", "refuse"),
        min_share=entry.number("min_share", 0.5) or 0.0,
        label=entry.text("label"),
        unit=entry.text("unit"),
    )


def _rule(entry: _Entry) -> ScreeningRule:
    """Return a screening rule."""
    equal = entry.text_or_number("equal", "") if "equal" in entry.values else None
    return ScreeningRule(
        rule=entry.text("rule", required=True),
        column=entry.text("column"),
        at_least=entry.number("at_least"),
        below=entry.number("below"),
        above=entry.number("above"),
        equal=equal,
        clusters=entry.text_table("clusters"),
        reason=entry.text("reason"),
    )


class _Entry:
    """One table of settings; whatever is of the wrong kind is collected."""

    def __init__(
        self, values: Any, where: str, problems: Problems, keys: Sequence[str] = ()
    ) -> None:
        self.where, self._problems = where, problems
        self.values: Mapping[str, Any] = values if isinstance(values, Mapping) else {}
        if not isinstance(values, Mapping):
            problems.add(f"{values!r} is no table", where=where, mend="Write keys with values.")
        for key in self.values:
            problems.check_name("key", key, keys or [key], where=where)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Return a text."""
        if required and key not in self.values:
            self._problems.add(f"{key} is missing", where=self.where, mend=f'Write {key} = "...".')
        value = self.values.get(key, default)
        return value if isinstance(value, str) else self._wrong(key, value, "text in quotes", "")

    def number(self, key: str, default: float | None = None) -> float | None:
        """Return a number, the default where there is none."""
        value = self.values.get(key, default)
        if value is None:
            return None
        return float(value) if _is_number(value) else self._wrong(key, value, "a number", default)

    def whole(self, key: str, default: int | None = None) -> int | None:
        """Return a whole number, the default where there is none."""
        value = self.values.get(key, default)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self._wrong(key, value, "a whole number", default)
        return default

    def text_or_number(self, key: str, default: str) -> str | float:
        """Return a text or a number."""
        value = self.values.get(key, default)
        if isinstance(value, str):
            return value
        return (
            float(value)
            if _is_number(value)
            else self._wrong(key, value, "text or a number", default)
        )

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of texts."""
        if required and key not in self.values:
            self._problems.add(
                f"{key} is missing", where=self.where, mend=f'Write {key} = ["a", "b"].'
            )
        value = self.values.get(key, [])
        if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self._wrong(key, value, 'a list of texts, as ["a", "b"]', ())
        return ()

    def text_table(self, key: str) -> Mapping[str, str]:
        """Return texts by name."""
        value = self.values.get(key, {})
        if isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values()):
            return dict(value)
        self._wrong(key, value, 'a table of texts, as { "a name" = "a reason" }', {})
        return {}

    def table(self, key: str, keys: Sequence[str]) -> _Entry:
        """Return a table below this one."""
        return _Entry(self.values.get(key, {}), under(self.where, key), self._problems, keys)

    def named(self, key: str, keys: Sequence[str]) -> list[tuple[str, _Entry]]:
        """Return the tables below this one that have names of their own."""
        values = self.table(key, ()).values
        place = under(self.where, key)
        return [
            (name, _Entry(one, under(place, name), self._problems, keys))
            for name, one in values.items()
        ]

    def listed(self, key: str, keys: Sequence[str]) -> list[_Entry]:
        """Return a list of tables."""
        value = self.values.get(key, [])
        place = under(self.where, key)
        if not isinstance(value, (list, tuple)):
            shown = f"[{place}]" if place.endswith("]") else place
            self._wrong(key, value, f"{shown} above each of the tables", None)
            return []
        return [
            _Entry(one, f"{place}, rule {number}", self._problems, keys)
            for number, one in enumerate(value, start=1)
        ]

    def _wrong(self, key: str, value: Any, words: str, instead: Any) -> Any:
        """Collect a value of the wrong kind and return what stands in for it."""
        said = InputError(f"{key} is {value!r}", where=self.where, mend=f"Write {words}.")
        self._problems.found.append(said)
        return instead


def _is_number(value: Any) -> bool:
    """Return whether a value is a number and no truth value."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
