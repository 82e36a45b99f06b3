"""Shares of firms by the option or mixture that they use or plan."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hanse.errors import unknown_name
from hanse.messages import columns_text, plural
from hanse.result import Answer
from hanse.strategy.catalogue import Mixture
from hanse.strategy.firms.text import share_text
from hanse.strategy.mixtures import mixture_text

__all__ = ["Shares", "count_shares"]

_TITLES = {"option": "Options in use", "planned": "Options planned"}


@dataclass(frozen=True)
class Shares(Answer, kind="strategy-shares"):
    """How many firms use or plan each option or mixture.

    Attributes
    ----------
    which : {"option", "planned"}
        What they use now or what they plan.
    by_strategy : mapping of str to mapping of str to int
        For each strategy of the firms (empty text where it is not known) the number of firms for
        each mixture, as ``a + b``; an empty text counts those without an option.
    strategy : str
        The strategy that the firms are restricted to; empty for all.
    """

    which: str
    by_strategy: Mapping[str, Mapping[str, int]]
    strategy: str = ""

    @property
    def n(self) -> int:
        """The number of firms, those without an option among them."""
        return sum(sum(counts.values()) for counts in self.by_strategy.values())

    @property
    def n_none(self) -> int:
        """The number of firms without an option."""
        return sum(counts.get("", 0) for counts in self.by_strategy.values())

    @property
    def none(self) -> float:
        """The share of firms without an option, NaN where there are no firms."""
        return self.n_none / self.n if self.n else math.nan

    @property
    def counts(self) -> dict[str, int]:
        """The number of firms for each mixture, the most frequent first."""
        total: Counter[str] = Counter()
        for counts in self.by_strategy.values():
            total.update(counts)
        del total[""]
        return dict(sorted(total.items(), key=lambda one: (-one[1], one[0])))

    @property
    def shares(self) -> dict[str, float]:
        """The share of all firms for each mixture, the most frequent first."""
        return {name: count / self.n for name, count in self.counts.items()}

    def of(self, strategy: str) -> Shares:
        """Return the shares among the firms of one strategy.

        Raises
        ------
        InputError
            If no firm has that strategy.
        """
        if strategy not in self.by_strategy:
            raise unknown_name("strategy", strategy, self.by_strategy, where="shares")
        return Shares(self.which, {strategy: self.by_strategy[strategy]}, strategy)

    def to_frame(self) -> Any:
        """Return one row for each strategy and mixture: ``strategy option n share``.

        ``share`` is of all firms; ``option`` is empty for firms without one, ``strategy`` where it
        is not known.
        """
        import pandas as pd

        rows = [
            {"strategy": strategy, "option": name, "n": count, "share": count / self.n}
            for strategy, counts in self.by_strategy.items()
            for name, count in counts.items()
        ]
        return pd.DataFrame(rows, columns=["strategy", "option", "n", "share"])

    def __str__(self) -> str:
        of = f" of strategy {self.strategy}" if self.strategy else ""
        title = f"{_TITLES[self.which]}, {plural(self.n, 'firm')}{of}"
        shares = self.shares
        lines = [[name, f"{n:,}", share_text(shares[name])] for name, n in self.counts.items()]
        lines.append(["none", f"{self.n_none:,}", share_text(self.none)])
        return f"{title}\n{columns_text(['option', 'firms', 'share'], lines, left=[0])}"


def count_shares(which: str, chosen: Iterable[tuple[str, Mixture]]) -> Shares:
    """Count the firms of each strategy and mixture.

    Parameters
    ----------
    which : {"option", "planned"}
        What is counted.
    chosen : iterable of (str, tuple of str)
        Strategy and mixture of each firm.

    Examples
    --------
    >>> found = count_shares("option", [("cost", ("a",)), ("cost", ()), ("", ("a", "b"))])
    >>> found.n, found.none, found.counts
    (3, 0.3333333333333333, {'a': 1, 'a + b': 1})
    """
    counted: dict[str, Counter[str]] = {}
    for strategy, mixture in chosen:
        counted.setdefault(strategy, Counter())[mixture_text(mixture)] += 1
    ordered = {
        strategy: dict(sorted(counts.items(), key=lambda one: (one[0] == "", -one[1], one[0])))
        for strategy, counts in sorted(counted.items(), key=lambda one: (one[0] == "", one[0]))
    }
    return Shares(which, ordered)
