"""What a cell means, so that two files are compared by content and not by spelling."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from hanse.actors.exchange.columns import FileColumn, FileTable
from hanse.actors.exchange.text_table import TextTable, entries
from hanse.actors.read_words import chain_of, kinds_of, roles_of, state_of
from hanse.actors.sides import gap
from hanse.errors import InputError
from hanse.tables.countries import country_code
from hanse.tables.mapping.dates import date_label, date_order
from hanse.tables.mapping.not_usable import NotUsable
from hanse.tables.mapping.problems import Problems
from hanse.tables.numbers import evidence, read_number

__all__ = ["Meaning", "Resolve"]

Resolve = Callable[[str], str]  # a name of an actor → the actor that it means

_YES, _NO = ("yes", "true", "1", "y"), ("no", "false", "0", "n")
_NUMBERS = ("number", "rating")
_ORDERED = ("roles",)  # lists of which the first entry is the main one
_WORDS: Mapping[str, Callable[[str], str]] = {
    "roles": lambda text: roles_of(text)[0],
    "kind": lambda text: str(kinds_of(text)),
    "state": state_of,
    "chain": chain_of,
    "gap": lambda text: gap(text).key,
    "gaps": lambda text: gap(text).key,
}


class Meaning:
    """How the cells of one file are read: its decimal sign, and the order of day and month.

    Parameters
    ----------
    table : TextTable
        The rows of the file.

    Attributes
    ----------
    problems : Problems
        Columns of days of which nothing tells whether the day or the month stands first.
    """

    def __init__(self, table: TextTable) -> None:
        self.table = table
        self.problems = Problems(table.where)
        columns = table.table.columns
        self._orders = {
            one.name: date_order(
                [row[one.name].strip() for row in table.rows if row[one.name].strip()],
                one.name,
                self.problems,
            )
            for one in columns
            if one.kind == "date"
        }
        self.problems.found = [
            InputError(one.what, where=one.where, mend="Write the days as 2026-03-01.")
            for one in self.problems.found
        ]
        signs = {
            evidence(row[one.name].strip())
            for row in table.rows
            for one in columns
            if one.kind in _NUMBERS and row[one.name]
        }
        self.decimal = "," if "," in signs and "." not in signs else "."

    def of(self, column: str, text: str, resolve: Resolve) -> str:
        """Return what a cell means; a cell that means nothing known stands for itself."""
        plain = " ".join(text.split())
        one = self.table.table.column(column)
        if one is None or not plain:
            return plain
        if one.kind in _NUMBERS:
            return self._number(plain)
        if one.kind == "date":
            return self.date(column, plain) or plain
        if one.kind == "actor":
            return resolve(plain)
        if one.kind == "actors":
            return "; ".join(sorted({resolve(name) for name in entries(plain)}))
        if one.kind in ("list", "choices"):
            return _listed(one, plain)
        return _single(one, plain)

    def date(self, column: str, text: str) -> str:
        """Return a day as 2026-03-01, empty where the cell is none."""
        try:
            return date_label(text, self._orders.get(column, ""))
        except NotUsable:
            return ""

    def why_no_date(self, column: str, text: str) -> tuple[str, str]:
        """Return what is wrong with a cell that is no day, and how to mend it; empty if it is."""
        try:
            date_label(text, self._orders.get(column, ""))
        except NotUsable as error:
            return str(error.args[0]), str(error.args[1])
        return "", ""

    def written(self, texts: Mapping[str, str], resolve: Resolve, decimal: str) -> dict[str, str]:
        """Return a row as another file takes it: days as 2026-03-01, its decimal sign, ids."""
        return {
            name: self._rewritten(self.table.table, name, text, resolve, decimal)
            for name, text in texts.items()
        }

    def _rewritten(
        self, table: FileTable, name: str, text: str, resolve: Resolve, decimal: str
    ) -> str:
        """Return a cell as another file takes it; what needs no change stays as it stands."""
        one, plain = table.column(name), " ".join(text.split())
        if one is None or not plain:
            return text
        if one.kind == "date":
            return self.date(name, plain) or text
        if one.kind == "actor":
            return resolve(plain)
        if one.kind == "actors":
            names = [resolve(part) for part in entries(plain)]
            once = list(dict.fromkeys(names))
            return "; ".join(once if len(once) > 1 else names)  # tied to itself: for the readers
        if one.kind in _NUMBERS and decimal != self.decimal:
            return self._number(plain).replace(".", decimal)
        return text

    def _number(self, text: str) -> str:
        """Return a number in one spelling."""
        found = read_number(text, decimal=self.decimal)
        if found is None or not math.isfinite(found.value) or found.is_percent:
            return text
        value = found.value
        return str(int(value)) if value.is_integer() else repr(value)


def _listed(one: FileColumn, text: str) -> str:
    """Return a list, in its order only where that says something."""
    found: Iterable[str] = dict.fromkeys(_single(one, part) for part in entries(text))
    return "; ".join(found if one.name in _ORDERED else sorted(found))


@cache
def _single(one: FileColumn, text: str) -> str:
    """Return one entry: its country, its gap, yes or no, or the text in lower case."""
    folded = text.casefold()
    if one.kind == "flag":
        return "1" if folded in _YES else "0" if folded in _NO else folded
    try:
        if one.kind == "country":
            return country_code(text)
        if one.name in _WORDS:
            return _WORDS[one.name](text)
    except InputError:
        return folded
    return folded if one.kind == "list" else text
