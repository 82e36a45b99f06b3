"""Which column of the file each field is read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names
from hanse.tables.mapping.problems import Problems
from hanse.tables.mapping.rules import ColumnRule, Rules
from hanse.tables.mapping.schema import Field, Schema
from hanse.tables.mapping.units import NO_UNIT, parse_unit

__all__ = ["plain_name", "plan_of"]


def plan_of(
    header: Sequence[str], schema: Schema, rules: Rules, file: str, problems: Problems
) -> dict[str, ColumnRule]:
    """Return for each field that can be read the rule with the column that it is read from.

    Parameters
    ----------
    header : sequence of str
        The columns of the file.
    schema : Schema
        The fields.
    rules : Rules
        What the mapping says.
    file : str
        Name of the file.
    problems : Problems
        Takes what is wrong: columns that the file has not, columns taken twice, and needed fields
        that have none.
    """
    plan: dict[str, ColumnRule] = {}
    for field in schema.fields:
        rule = rules.columns.get(field.name)
        if rule is not None and rule.value is not None:
            plan[field.name] = rule
        elif rule is not None and rule.column:
            plan[field.name] = rule
            if rule.column not in header:
                problems.add(
                    f"{file} has no column '{rule.column}'",
                    at=f"[columns.{field.name}]",
                    mend=unknown_name("column", rule.column, header).mend,
                )
    _check_twice(plan, problems)
    taken = {rule.column for rule in plan.values()}
    free = [name for name in header if name not in taken]
    for field in (one for one in schema.fields if one.name not in plan):
        found = _same_name(field.name, free)
        if found:
            rule = rules.columns.get(field.name) or _default(field)
            plan[field.name] = replace(rule, column=found)
            free.remove(found)
    for field in (one for one in schema.fields if one.name not in plan):
        rule = rules.columns.get(field.name)
        if field.needed or rule is not None:
            _tell_missing(field, rule, free, file, problems)
    if not any(rule.column for rule in plan.values()) and not problems.found:
        problems.found.append(
            InputError(
                "no column of the file is used",
                where=file,
                mend=f"It has {join_names(list(header))}; known are {join_names(schema.names)}.",
            )
        )
    return plan


def _default(field: Field) -> ColumnRule:
    """Return the rule of a field that the mapping does not name."""
    return ColumnRule(unit=parse_unit(field.unit, field.kind) if field.unit else NO_UNIT)


def plain_name(name: str) -> str:
    """Return a name without case and without what separates its words.

    Examples
    --------
    >>> plain_name("Foreign sales") == plain_name("foreign_sales")
    True
    """
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _same_name(name: str, header: Sequence[str]) -> str:
    """Return the column of that name, or the only one that differs in case and spaces."""
    if name in header:
        return name
    near = [one for one in header if plain_name(one) == plain_name(name)]
    return near[0] if len(near) == 1 else ""


def _check_twice(plan: Mapping[str, ColumnRule], problems: Problems) -> None:
    """Remember each column that two fields take, unless one of them says that it is meant."""
    takers: dict[str, list[str]] = {}
    for name, rule in plan.items():
        if rule.column:
            takers.setdefault(rule.column, []).append(name)
    for column, names in takers.items():
        if len(names) > 1 and not any(plan[name].is_shared for name in names):
            problems.add(
                f"column '{column}' is used for {join_names(names)}",
                mend="Give each a column of its own; if it is meant, write shared = true below "
                "one of them.",
            )


def _tell_missing(
    field: Field, rule: ColumnRule | None, free: Sequence[str], file: str, problems: Problems
) -> None:
    """Remember a field that has no column."""
    where = problems.place(f"[columns.{field.name}]") if rule is not None else file
    near = "Every column of the file is in use."
    if free:
        near = unknown_name("column", field.name, free).mend
    needed = ", which is needed" if field.needed else ""
    problems.found.append(
        InputError(
            f"there is no column for {field.name}{needed}",
            where=where,
            mend=f'{near} Write [columns.{field.name}] and column = "..." in the mapping, or '
            'value = "..." if it is the same in all rows.',
        )
    )
