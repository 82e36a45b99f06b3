"""Measures of firms beside the ordinal ratings of the options that they use.

Source: Gancarczyk & Gancarczyk 2017, section 7.3; see `hanse.strategy.firms.approaches`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.messages import columns_text
from hanse.result import Answer, Record
from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.firms.approaches import APPROACHES, MEASURES, Approach, Measure
from hanse.strategy.firms.read import MEASURE_COLUMNS, Firm, Firms
from hanse.strategy.firms.text import amount_text
from hanse.strategy.mixtures import mixture_text

__all__ = [
    "APPROACHES",
    "MEASURES",
    "Approach",
    "Measure",
    "MeasureGroup",
    "Measures",
    "governance_text",
    "level_of",
    "measures",
    "used_measures",
]


@dataclass(frozen=True)
class MeasureGroup(Record, kind="strategy-measure-group"):
    """One measure of the firms with the same option or governance mode.

    Attributes
    ----------
    by : {"option", "governance"}
        What the firms have in common.
    name : str
        The mixture as ``a + b`` or the governance modes; empty for firms without an option.
    measure : str
        Id of the measure.
    n, n_missing : int
        Firms with and without a known value.
    median, lower_quartile, upper_quartile, least, most, total : float
        NaN where no value is known, the total also where the measure is a share; quartiles lie
        linearly between values.
    """

    by: str
    name: str
    measure: str
    n: int
    n_missing: int
    median: float
    lower_quartile: float
    upper_quartile: float
    least: float
    most: float
    total: float


@dataclass(frozen=True)
class Measures(Answer, kind="strategy-measures"):
    """The measures by option and by governance mode, beside the ratings.

    Attributes
    ----------
    groups : tuple of MeasureGroup
        By option first, then by governance; options in the catalogue's order, firms without one
        last; measures in the order of `MEASURES`.
    ratings : mapping of str to mapping of str to str
        For each mixture that firms use, the level on each criterion; criteria without a rating are
        absent.
    """

    groups: tuple[MeasureGroup, ...]
    ratings: Mapping[str, Mapping[str, str]]

    def group(self, name: str, measure: str, *, by: str = "option") -> MeasureGroup:
        """Return one group.

        Raises
        ------
        InputError
            If no firm has that option or mode, or there is no such measure.
        """
        for kind, chosen, known in (
            ("grouping", by, {one.by for one in self.groups}),
            ("measure", measure, {one.measure for one in self.groups}),
            (by, name, {one.name for one in self.groups if one.by == by}),
        ):
            if chosen not in known:
                raise unknown_name(kind, chosen, sorted(known), where="measures")
        wanted = (by, name, measure)
        return next(one for one in self.groups if (one.by, one.name, one.measure) == wanted)

    def to_frame(self) -> Any:
        """Return one row for each group and measure.

        Columns: ``by name measure n n_missing median lower_quartile upper_quartile least most
        total``, then one for each criterion with the level of the option (empty for governance
        modes and where it is not rated).
        """
        import pandas as pd

        names = list(MeasureGroup.__dataclass_fields__)
        criteria = list(dict.fromkeys(c for levels in self.ratings.values() for c in levels))
        rows = [
            [getattr(one, name) for name in names]
            + [self._levels(one).get(criterion, "") for criterion in criteria]
            for one in self.groups
        ]
        return pd.DataFrame(rows, columns=[*names, *criteria])

    def __str__(self) -> str:
        criteria = list(dict.fromkeys(c for levels in self.ratings.values() for c in levels))
        out = []
        for by, title in (("option", "By option"), ("governance", "By governance mode")):
            shown = criteria if by == "option" else []
            header = [by, "measure", "firms", "missing", "median", "quartiles", "range", "total"]
            lines = [
                [*_cells(one), *self._shown(one, shown)] for one in self.groups if one.by == by
            ]
            left = [0, 1, *range(len(header), len(header) + len(shown))]
            out += [title, columns_text([*header, *shown], lines, left=left)]
        return "\n".join(out)

    def _shown(self, group: MeasureGroup, criteria: Sequence[str]) -> list[str]:
        """Return the levels of a group as they are printed, nothing where there is no option."""
        levels = self._levels(group)
        return [levels.get(one, "not rated") if group.name else "" for one in criteria]

    def _levels(self, group: MeasureGroup) -> Mapping[str, str]:
        """Return the levels of the option of a group, none for a governance mode."""
        return self.ratings.get(group.name, {}) if group.by == "option" else {}


def measures(firms: Firms, catalogue: Catalogue) -> Measures:
    """Summarise each measure by option or mixture and by governance mode.

    Parameters
    ----------
    firms : Firms
        With at least one of the columns of measures.
    catalogue : Catalogue
        Where options, their governance modes and ratings stand.

    Returns
    -------
    Measures
        A group without a known value has ``n`` 0 and NaN everywhere.

    Raises
    ------
    InputError
        If the firms have no measure, or use an option that is not in the catalogue.

    Source: Gancarczyk & Gancarczyk 2017, section 7.3.

    Examples
    --------
    >>> from hanse.strategy import read_catalogue
    >>> used = ("niche-exporting", "outsourcing-higher")
    >>> firms = tuple(Firm(f"{n}", option=used, measures={"patents": n}) for n in (1, 4))
    >>> found = measures(Firms(firms), read_catalogue())
    >>> found.group("niche-exporting + outsourcing-higher", "patents").median
    2.5
    >>> found.ratings["niche-exporting + outsourcing-higher"]["feasibility"]
    'MF'
    """
    wanted = used_measures(firms)
    place = {one.id: i for i, one in enumerate(catalogue.options)}
    used = sorted(
        {catalogue.in_order(one.option) for one in firms.firms},
        key=lambda mixture: (not mixture, len(mixture), [place[part] for part in mixture]),
    )
    modes = dict.fromkeys(governance_text(mixture, catalogue) for mixture in used)
    groups: list[MeasureGroup] = []
    by_option = _grouped((mixture_text(catalogue.in_order(one.option)), one) for one in firms.firms)
    by_mode = _grouped((governance_text(one.option, catalogue), one) for one in firms.firms)
    for by, names, members in (
        ("option", [mixture_text(mixture) for mixture in used], by_option),
        ("governance", list(modes), by_mode),
    ):
        groups += [_group(by, name, one, members[name]) for name in names for one in wanted]
    ratings = {
        mixture_text(mixture): {
            one.id: level
            for one in catalogue.criteria
            if (level := level_of(mixture, one.id, catalogue)) is not None
        }
        for mixture in used
        if mixture
    }
    return Measures(tuple(groups), ratings)


def used_measures(firms: Firms) -> tuple[str, ...]:
    """Return the measures that the firms have, in the order of `MEASURES`.

    Raises
    ------
    InputError
        If they have none.
    """
    found = {name for one in firms.firms for name in one.measures}
    if not found:
        raise InputError(
            "the firms have no measure",
            where=firms.file,
            mend=f"Add at least one of the columns {', '.join(MEASURE_COLUMNS)}.",
        )
    known = [name for name in MEASURE_COLUMNS if name in found]
    return (*known, *sorted(found - set(known)))


def governance_text(mixture: Mixture, catalogue: Catalogue) -> str:
    """Return the governance modes of a mixture, each once, in the catalogue's order.

    Examples
    --------
    >>> from hanse.strategy import read_catalogue
    >>> governance_text(("niche-exporting", "outsourcing-higher"), read_catalogue())
    'exporting + offshore_outsourcing'
    """
    modes = [catalogue.option(part).governance for part in catalogue.in_order(mixture)]
    return " + ".join(dict.fromkeys(modes))


def level_of(mixture: Mixture, criterion: str, catalogue: Catalogue) -> str | None:
    """Return the level of a mixture on a criterion, None where a part is not rated.

    It is that of the worst part where the hardest decides, else of the best.
    """
    levels = [catalogue.rating(part, criterion).level for part in mixture]
    known = [level for level in levels if level is not None]
    if not known or len(known) < len(levels):
        return None
    return catalogue.criterion(criterion).joined(known)


def _grouped(named: Iterable[tuple[str, Firm]]) -> dict[str, list[Firm]]:
    """Return the firms of each name."""
    found: dict[str, list[Firm]] = {}
    for name, firm in named:
        found.setdefault(name, []).append(firm)
    return found


def _group(by: str, name: str, measure: str, firms: list[Firm]) -> MeasureGroup:
    """Return the summary of one measure of some firms."""
    values = np.array([one.measures.get(measure, math.nan) for one in firms], dtype=np.float64)
    known = values[~np.isnan(values)]
    adds_up = all(one.adds_up for one in MEASURES if one.id == measure)
    lower, median, upper = np.percentile(known, [25, 50, 75]) if known.size else (math.nan,) * 3
    return MeasureGroup(
        by=by,
        name=name,
        measure=measure,
        n=int(known.size),
        n_missing=int(values.size - known.size),
        median=float(median),
        lower_quartile=float(lower),
        upper_quartile=float(upper),
        least=float(known.min()) if known.size else math.nan,
        most=float(known.max()) if known.size else math.nan,
        total=float(known.sum()) if known.size and adds_up else math.nan,
    )


def _cells(group: MeasureGroup) -> list[str]:
    """Return a group as a row of the printed table."""
    show = amount_text
    ends = [(group.lower_quartile, group.upper_quartile), (group.least, group.most)]
    label = next((one.label for one in MEASURES if one.id == group.measure), group.measure)
    return [
        group.name or "none",
        label,
        f"{group.n:,}",
        f"{group.n_missing:,}",
        show(group.median),
        *(f"{show(low)} to {show(high)}" if group.n else "–" for low, high in ends),
        show(group.total),
    ]
