"""Boolean expressions as people write them: ``A*~B + C[1,2]``.

``~`` is negation, ``*`` and, ``+`` or, ``A[1,2]`` values of a multi-value condition. One spelling,
in and out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hanse.errors import InputError, unknown_name
from hanse.result import Record

__all__ = ["Literal", "SetName", "parse_expression", "parse_set", "product", "valid_name"]

_NAME = re.compile(r"[^\W\d]\w*")
_LITERAL = re.compile(
    r"(?P<not>~?)\s*(?P<name>[^\W\d]\w*)\s*(\[\s*(?P<values>\d+(\s*,\s*\d+)*)\s*\])?"
)


def valid_name(name: str) -> bool:
    """Return whether a name can stand in an expression: letters, digits and ``_``.

    Examples
    --------
    >>> valid_name("Pat"), valid_name("2nd"), valid_name("A*B")
    (True, False, False)
    """
    return _NAME.fullmatch(name) is not None


@dataclass(frozen=True, order=True)
class Literal(Record, kind="literal"):
    """One condition and the values it is required to have.

    Attributes
    ----------
    condition : str
        Name of the condition.
    values : tuple of int
        ``(1,)`` is present and ``(0,)`` absent in a fuzzy or crisp condition; the values named in
        brackets in a multi-value one.
    is_multivalue : bool
        Whether it is written with brackets.
    """

    condition: str
    values: tuple[int, ...]
    is_multivalue: bool = False

    def __str__(self) -> str:
        if self.is_multivalue:
            return f"{self.condition}[{','.join(map(str, self.values))}]"
        return self.condition if self.values == (1,) else f"~{self.condition}"


def product(literals: Sequence[Literal]) -> str:
    """Return the literals joined by ``*``; a product without literals is ``1``, always true.

    Examples
    --------
    >>> product([Literal("A", (1,)), Literal("B", (0,)), Literal("C", (2,), True)])
    'A*~B*C[2]'
    """
    return "*".join(map(str, literals)) or "1"


@dataclass(frozen=True)
class SetName:
    """A set or its negation, such as an outcome: ``CI``, ``~CI``, ``Y[1,2]``."""

    name: str
    negated: bool = False
    values: tuple[int, ...] = ()

    def __str__(self) -> str:
        inside = f"[{','.join(map(str, self.values))}]" if self.values else ""
        return f"{'~' if self.negated else ''}{self.name}{inside}"

    def negation(self) -> SetName:
        """Return the set with the opposite sign."""
        return SetName(self.name, not self.negated, self.values)


def parse_set(text: str, *, where: str = "") -> SetName:
    """Read one set name.

    Raises
    ------
    InputError
        If the text is not one literal.

    Examples
    --------
    >>> parse_set("~CI"), str(parse_set("Y[2]"))
    (SetName(name='CI', negated=True, values=()), 'Y[2]')
    """
    found = _LITERAL.fullmatch(text.strip())
    if found is None:
        raise InputError(
            f"'{text}' is not a set name", where=where, mend="Write NAME, ~NAME or NAME[1,2]."
        )
    values = tuple(int(v) for v in (found["values"] or "").split(",") if v.strip())
    return SetName(found["name"], found["not"] == "~", values)


def parse_expression(
    text: str, conditions: Sequence[str], levels: Sequence[int], *, where: str = ""
) -> tuple[tuple[Literal, ...], ...]:
    """Read a sum of products.

    Parameters
    ----------
    text : str
        The expression.
    conditions : sequence of str
        The names that may occur, in the order of the table.
    levels : sequence of int
        Number of values of each condition; 0 for a fuzzy or crisp one.
    where : str
        Place for the error.

    Returns
    -------
    tuple of tuple of Literal
        The terms, the literals of each in the order of the table.

    Raises
    ------
    InputError
        If a name is unknown, stands twice in a term, or has a value that does not exist.

    Examples
    --------
    >>> [product(t) for t in parse_expression("B*~A + C[1]", ["A", "B", "C"], [0, 0, 3])]
    ['~A*B', 'C[1]']
    """
    terms: list[tuple[Literal, ...]] = []
    for part in text.split("+"):
        if part.strip() == "1":  # the product without conditions, always true
            terms.append(())
            continue
        literals = [_literal(piece, conditions, levels, where) for piece in part.split("*")]
        names = [one.condition for one in literals]
        twice = next((n for n in names if names.count(n) > 1), None)
        if twice is not None:
            raise InputError(f"'{twice}' stands twice in '{part.strip()}'", where=where)
        terms.append(tuple(sorted(literals, key=lambda one: list(conditions).index(one.condition))))
    return tuple(terms)


def _literal(piece: str, conditions: Sequence[str], levels: Sequence[int], where: str) -> Literal:
    """Read one literal against the conditions there are."""
    read = parse_set(piece, where=where)
    if read.name not in conditions:
        raise unknown_name("condition", read.name, conditions, where=where)
    top = levels[list(conditions).index(read.name)]
    if not top:
        if read.values:
            raise InputError(
                f"'{piece.strip()}' has values, but {read.name} is not a multi-value condition",
                where=where,
                mend=f"Write {read.name} or ~{read.name}.",
            )
        return Literal(read.name, (0,) if read.negated else (1,))
    values = set(read.values)
    if not values or max(values) >= top:
        raise InputError(
            f"'{piece.strip()}' needs values of {read.name} in brackets",
            where=where,
            mend=f"They run from 0 to {top - 1}.",
        )
    kept = set(range(top)) - values if read.negated else values
    if not kept:
        raise InputError(f"'{piece.strip()}' leaves no value of {read.name}", where=where)
    return Literal(read.name, tuple(sorted(kept)), True)
