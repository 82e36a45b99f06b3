"""Firms: which way abroad each one uses and plans, its answers and its measures."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.messages import columns_text, plural
from hanse.result import Answer, Record
from hanse.strategy.catalogue import Mixture
from hanse.strategy.firms.shares import Shares, count_shares
from hanse.strategy.mixtures import mixture_text

__all__ = ["Firm", "Firms"]


@dataclass(frozen=True)
class Firm(Record, kind="strategy-firm"):
    """One firm of a survey.

    Attributes
    ----------
    name : str
        The firm's id.
    strategy : str
        A strategy of the catalogue, empty where it is not known.
    option, planned : tuple of str
        The options that it uses and that it plans, in the catalogue's order; empty for none.
    direct_sales, indirect_sales : float
        Foreign sales made by the firm itself and through others, in one unit, from 0; NaN where
        they are not known.
    initiator : {"self", "other", ""}
        Who began: the firm itself or another one.
    leads_network : {"yes", "no", ""}
        Whether it leads its local network.
    answers : mapping of str to str
        Questions of the catalogue with the value; those not answered are absent.
    measures : mapping of str to float
        The measures that the table has, NaN where one is not known for this firm.
    """

    name: str
    strategy: str = ""
    option: Mixture = ()
    planned: Mixture = ()
    direct_sales: float = math.nan
    indirect_sales: float = math.nan
    initiator: str = ""
    leads_network: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Firms(Answer, kind="strategy-firms"):
    """The firms of a table.

    Attributes
    ----------
    firms : tuple of Firm
        In the order of the table.
    columns : tuple of str
        What is known, by the engine's names.
    passed_over : tuple of str
        Columns of the table that nothing here reads.
    file, sheet, sha256 : str
        Where they come from.
    notes : tuple of str
        What the reader of the table recognised.
    """

    firms: tuple[Firm, ...]
    columns: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    file: str = ""
    sheet: str = ""
    sha256: str = ""
    notes: tuple[str, ...] = ()

    def firm(self, name: str) -> Firm:
        """Return a firm by its id.

        Raises
        ------
        InputError
            If there is no such firm.
        """
        if name not in self._by_name:
            raise unknown_name("firm", name, self._by_name, where=self.file)
        return self._by_name[name]

    def shares(self, which: str = "option") -> Shares:
        """Count how many firms use, or plan, each option or mixture.

        Parameters
        ----------
        which : {"option", "planned"}
            What they use now or what they plan.

        Returns
        -------
        Shares
            Shares are of all firms, those without an option among them.

        Raises
        ------
        InputError
            If it is another word, or nothing is known of it.
        """
        if which not in ("option", "planned"):
            raise unknown_name("choice", which, ("option", "planned"), where="shares")
        chosen = [(one.strategy, getattr(one, which)) for one in self.firms]
        if which not in self.columns and not any(mixture for _, mixture in chosen):
            raise InputError(
                f"the firms have no column '{which}'",
                where=self.file,
                mend=f"Add it, or name the one that it is: columns = {{{which} = '...'}}.",
            )
        return count_shares(which, chosen)

    def to_frame(self) -> Any:
        """Return one row for each firm: its id, then a column for each thing that is known.

        Columns: ``firm``, ``strategy``, ``option`` and ``planned`` as ``a + b`` (empty for none),
        ``direct_sales``, ``indirect_sales``, ``initiator``, ``leads_network``, each question and
        each measure.
        """
        import pandas as pd

        fields = ("strategy", "direct_sales", "indirect_sales", "initiator", "leads_network")
        answered = dict.fromkeys(name for one in self.firms for name in one.answers)
        measured = dict.fromkeys(name for one in self.firms for name in one.measures)
        rows = [
            {"firm": one.name, "option": mixture_text(one.option)}
            | {"planned": mixture_text(one.planned)}
            | {name: getattr(one, name) for name in fields}
            | {name: one.answers.get(name, "") for name in answered if name != "strategy"}
            | {name: one.measures.get(name, math.nan) for name in measured}
            for one in self.firms
        ]
        names = ["firm", "strategy", "option", "planned", *fields[1:]]
        names += [name for name in answered if name != "strategy"]
        return pd.DataFrame(rows, columns=[*names, *measured])

    def __str__(self) -> str:
        """Return how many firms there are, and for how many of them each column is filled."""
        head = f"{self.file}: {plural(len(self.firms), 'firm')}".removeprefix(": ")
        known = {name: sum(_is_known(one, name) for one in self.firms) for name in self.columns}
        lines = [[name, f"{n:,}", f"{len(self.firms) - n:,}"] for name, n in known.items()]
        out = [head, columns_text(["column", "filled", "empty"], lines, left=[0])]
        if self.passed_over:
            out.append(f"Not used: {', '.join(self.passed_over)}")
        return "\n".join(out)

    @cached_property
    def _by_name(self) -> dict[str, Firm]:
        return {one.name: one for one in self.firms}


def _is_known(firm: Firm, column: str) -> bool:
    """Whether a column is filled for a firm."""
    if column in firm.measures:
        return not math.isnan(firm.measures[column])
    value = getattr(firm, column, firm.answers.get(column, ""))
    return not math.isnan(value) if isinstance(value, float) else bool(value)
