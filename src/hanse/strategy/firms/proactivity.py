"""Reactive or proactive: which firms go abroad as leaders and which are carried there.

Source: Gancarczyk & Gancarczyk 2017, section 3.1, which names three marks of proactive firms:
they begin themselves, deal with partners abroad directly, and lead their local network. Reactive
ones follow in the networks of other firms and go abroad indirectly. How the marks are measured and
what decides where they differ is ours and said in `RULE`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.messages import Message, columns_text, join_names, message, plural
from hanse.result import Answer, Record
from hanse.strategy.firms.read import Firm, Firms
from hanse.strategy.firms.text import share_text

__all__ = [
    "MARKS",
    "ROLES",
    "RULE",
    "Classification",
    "ClassifiedFirm",
    "RoleAgreement",
    "classify",
]

ROLES = ("proactive", "reactive", "undecided", "not abroad")
"""What a firm can be."""

MARKS = ("initiator", "direct sales", "leads network")
"""The three marks, in the order in which `ClassifiedFirm` holds them."""

RULE = (
    "A firm is proactive if it went abroad on its own initiative, makes at least {direct_from} of "
    "its foreign sales itself rather than through others, and leads its local network; it is "
    "reactive if none of the three holds. Where the three differ or one is not known, two that "
    "agree decide and the firm is counted as leaning. Where what is not known could tip the "
    "balance, the firm is undecided. A firm without an option in use, without foreign sales and "
    "without anybody who began is not abroad."
)
"""The rule in words; ``direct_from`` stands for the share that was chosen."""

_TOLERANCE = 1e-9


@dataclass(frozen=True)
class ClassifiedFirm(Record, kind="strategy-classified-firm"):
    """A firm with its role and the marks that it rests on.

    Attributes
    ----------
    name : str
        The firm's id.
    role : str
        One of `ROLES`.
    is_clear : bool
        Whether all three marks are known and agree, or the firm is clearly not abroad.
    marks : tuple of str
        For each of `MARKS` ``"yes"``, ``"no"`` or ``"unknown"``.
    direct_share : float
        Share of foreign sales that the firm makes itself, in [0, 1]; NaN where it is not known or
        there are none.
    """

    name: str
    role: str
    is_clear: bool
    marks: tuple[str, str, str]
    direct_share: float

    @property
    def unknown(self) -> tuple[str, ...]:
        """The marks that are not known."""
        return tuple(n for n, mark in zip(MARKS, self.marks, strict=True) if mark == "unknown")


@dataclass(frozen=True)
class RoleAgreement(Record, kind="strategy-role-agreement"):
    """How far the classification agrees with what is known otherwise.

    Attributes
    ----------
    n : int
        Firms that were compared.
    n_right : int
        Those with the same role.
    n_undecided : int
        Those that the rule left undecided though the truth is not; they count as not right.
    wrong : tuple of (str, str, str)
        Firm, role found and true role of all that are not right.
    """

    n: int
    n_right: int
    n_undecided: int
    wrong: tuple[tuple[str, str, str], ...]

    @property
    def share(self) -> float:
        """The share of firms with the same role, NaN where none was compared."""
        return self.n_right / self.n if self.n else math.nan


@dataclass(frozen=True)
class Classification(Answer, kind="strategy-classification"):
    """The role of each firm.

    Attributes
    ----------
    firms : tuple of ClassifiedFirm
        In the order of the table.
    direct_from : float
        The share of direct sales from which a firm counts as dealing directly.
    """

    firms: tuple[ClassifiedFirm, ...]
    direct_from: float

    @property
    def rule(self) -> Message:
        """The rule in words."""
        return message(RULE, direct_from=f"{100 * self.direct_from:.10g} %")

    @property
    def counts(self) -> dict[str, int]:
        """The number of firms of each role."""
        roles = [one.role for one in self.firms]
        return {role: roles.count(role) for role in ROLES}

    @property
    def shares(self) -> dict[str, float]:
        """The share of all firms of each role, NaN where there are no firms."""
        n = len(self.firms)
        return {role: count / n if n else math.nan for role, count in self.counts.items()}

    @property
    def leaning(self) -> dict[str, int]:
        """The number of proactive and of reactive firms whose marks are not all known and alike."""
        unclear = [one.role for one in self.firms if not one.is_clear]
        return {role: unclear.count(role) for role in ROLES[:2]}

    @property
    def undecided(self) -> tuple[ClassifiedFirm, ...]:
        """The firms that the rule cannot decide; each says which marks are missing."""
        return tuple(one for one in self.firms if one.role == "undecided")

    def agreement_with(self, truth: Mapping[str, str]) -> RoleAgreement:
        """Compare with roles that are known otherwise.

        Parameters
        ----------
        truth : mapping of str to str
            The firm's id to one of `ROLES`; firms that are not named are left out.

        Raises
        ------
        InputError
            If a firm or a role does not exist.
        """
        found = {one.name: one.role for one in self.firms}
        for name, role in truth.items():
            if name not in found:
                raise unknown_name("firm", name, found, where="true roles")
            if role not in ROLES:
                raise unknown_name("role", role, ROLES, where=f"true role of {name}")
        compared = [(name, role, truth[name]) for name, role in found.items() if name in truth]
        wrong = tuple(one for one in compared if one[1] != one[2])
        n_undecided = sum(role == "undecided" for _, role, _ in wrong)
        return RoleAgreement(len(compared), len(compared) - len(wrong), n_undecided, wrong)

    def to_frame(self) -> Any:
        """Return one row for each firm.

        Columns: ``firm role is_clear initiator direct_sales leads_network direct_share``; the
        three in the middle are the marks as ``yes``, ``no`` or ``unknown``.
        """
        import pandas as pd

        names = ["firm", "role", "is_clear", "initiator", "direct_sales", "leads_network"]
        rows = [
            [one.name, one.role, one.is_clear, *one.marks, one.direct_share] for one in self.firms
        ]
        return pd.DataFrame(rows, columns=[*names, "direct_share"])

    def __str__(self) -> str:
        leaning = self.leaning
        lines = [
            [role, f"{n:,}", share_text(self.shares[role]), f"{leaning.get(role, 0):,}"]
            for role, n in self.counts.items()
        ]
        out = [
            f"Reactive or proactive, {plural(len(self.firms), 'firm')}",
            columns_text(["role", "firms", "share", "leaning"], lines, left=[0]),
        ]
        if self.undecided:
            said = [f"{one.name} ({', '.join(one.unknown)})" for one in self.undecided]
            out.append(
                f"Undecided for want of: {join_names([s.replace(', ', ' and ') for s in said])}"
            )
        return "\n".join([*out, self.rule])


def classify(firms: Firms, *, direct_from: float = 0.5) -> Classification:
    """Tell proactive firms from reactive ones by three marks.

    The rule is `RULE`. Undecided are firms for which the marks that are known leave the majority
    of three open.

    Parameters
    ----------
    firms : Firms
        With the columns ``initiator``, ``direct_sales`` and ``indirect_sales``, ``leads_network``;
        what is left out is not known.
    direct_from : float
        Share of direct in all foreign sales, above 0 and at most 1, from which a firm counts as
        dealing directly; reached within 1e-9.

    Returns
    -------
    Classification
        One role for each firm, in their order.

    Raises
    ------
    InputError
        If the share is out of range.

    Source: Gancarczyk & Gancarczyk 2017, section 3.1 (the marks); the majority is ours.

    Examples
    --------
    >>> leads = {"initiator": "self", "leads_network": "yes"}
    >>> follows = {"initiator": "other", "leads_network": "no"}
    >>> leader = Firm("A", direct_sales=80.0, indirect_sales=20.0, **leads)
    >>> supplier = Firm("B", direct_sales=0.0, indirect_sales=5.0, **follows)
    >>> found = classify(Firms((leader, supplier)))
    >>> [(one.name, one.role, one.is_clear) for one in found.firms]
    [('A', 'proactive', True), ('B', 'reactive', True)]
    """
    if not 0 < direct_from <= 1:
        raise InputError(
            f"direct_from is {direct_from}", mend="Give a share above 0 and at most 1."
        )
    found = tuple(_classified(one, direct_from) for one in firms.firms)
    return Classification(found, float(direct_from))


def _classified(firm: Firm, direct_from: float) -> ClassifiedFirm:
    """Return a firm with its role."""
    total = firm.direct_sales + firm.indirect_sales
    share = firm.direct_sales / total if total > 0 else math.nan
    marks = (
        {"self": "yes", "other": "no"}.get(firm.initiator, "unknown"),
        "unknown" if math.isnan(share) else _said(share >= direct_from - _TOLERANCE),
        firm.leads_network or "unknown",
    )
    if total == 0 and not firm.initiator and not firm.option:
        return ClassifiedFirm(firm.name, "not abroad", True, marks, share)
    for role, mark in (("proactive", "yes"), ("reactive", "no")):
        if marks.count(mark) >= 2:
            return ClassifiedFirm(firm.name, role, marks.count(mark) == 3, marks, share)
    return ClassifiedFirm(firm.name, "undecided", False, marks, share)


def _said(holds: bool) -> str:
    """Return a truth value as a word."""
    return "yes" if holds else "no"
