"""Perceived distance: how far managers feel a market is, from 0 to 100.

It is asymmetric: a country may feel nearer from one side than from the other (Håkanson and Ambos
2010, *Journal of International Management* 16(3), pp. 195-210), so that home and market are told
apart.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import columns_text, message, plural
from hanse.observatory.distance.country_codes import with_country_codes
from hanse.result import Answer
from hanse.tables.countries import country_code
from hanse.tables.long_table import LongTable, read_long

__all__ = ["PerceivedDistances", "read_perceived"]

Floats = npt.NDArray[np.float64]
_LOW, _HIGH = 0.0, 100.0


@dataclass(frozen=True, eq=False)
class PerceivedDistances(Answer, kind="observatory-perceived-distances"):
    """How far countries feel, seen from one home.

    Attributes
    ----------
    home : str
        Code of the country of the respondents; empty if it is not known.
    countries : tuple of str, length m
        Codes of the markets, sorted.
    n : ndarray of int64, shape (m,)
        Respondents who rated the market; 0 where the market is hidden, so that the few are not
        counted either.
    mean, low, high : ndarray of float64, shape (m,)
        Mean of their answers with the ends of its interval, 0 to 100; NaN where hidden.
    level : float
        Of the interval, which is that of the t distribution, cut at 0 and 100.
    minimum : int
        Markets that fewer rated are hidden.
    """

    home: str
    countries: tuple[str, ...]
    n: npt.NDArray[np.int64]
    mean: Floats
    low: Floats
    high: Floats
    level: float = 0.95
    minimum: int = 3

    def at(self, market: str) -> int:
        """Return the row of a market; one that is not there is an error with the nearest."""
        if market not in self.countries:
            raise unknown_name("market", market, self.countries, where="perceived distances")
        return self.countries.index(market)

    def reason(self, market: str) -> str:
        """Return why a market has no mean, nothing where it has one."""
        gone = np.isnan(self.mean[self.at(market)])
        return message("fewer than {n} respondents", n=self.minimum) if gone else ""

    def to_frame(self) -> Any:
        """Return one row for each market: ``home market n mean low high reason``."""
        import pandas as pd

        return pd.DataFrame(
            {
                "home": self.home,
                "market": list(self.countries),
                "n": np.where(np.isnan(self.mean), np.nan, self.n),
                **{word: getattr(self, word) for word in ("mean", "low", "high")},
                "reason": [str(self.reason(code)) for code in self.countries],
            }
        )

    def __str__(self) -> str:
        shown = [i for i in np.argsort(self.mean, kind="stable").tolist() if self.mean[i] >= 0]
        lines = [
            [
                self.countries[i],
                f"{self.n[i]:,}",
                f"{self.mean[i]:.1f}",
                f"{self.low[i]:.1f} to {self.high[i]:.1f}",
            ]
            for i in shown
        ]
        head = f"Perceived distance{f' from {self.home}' if self.home else ''}, 0 to 100"
        table = columns_text(["market", "n", "mean", f"{self.level:.0%} interval"], lines, left=[0])
        hidden = len(self.countries) - len(shown)
        few = plural(hidden, "market")
        rest = [f"Hidden: {few} with fewer than {self.minimum} respondents"] if hidden else []
        return "\n".join([head, table, *rest])


def read_perceived(
    source: str | os.PathLike[str] | LongTable,
    *,
    respondent: str = "respondent",
    country: str = "country",
    perceived: str = "perceived",
    home_key: str = "home",
    home: str | None = None,
    level: float = 0.95,
    minimum: int = 3,
) -> PerceivedDistances:
    """Read a survey of perceived distances: a row for each respondent and market.

    Parameters
    ----------
    source : path or LongTable
        A file with the columns, or a table with them as keys and value.
    respondent, country, perceived, home_key : str
        Columns of the respondent, the market (code or name), the answer from 0 (next door) to 100
        (as far as can be), and, if there is one, the home of the respondent.
    home : str, optional
        Code or name of the home: chooses the rows if there is a column of homes, and is needed
        where it has several; otherwise says whose answers they are.
    level : float
        Of the interval, in (0, 1).
    minimum : int
        Markets that fewer rated are hidden, from 2.

    Returns
    -------
    PerceivedDistances
        Missing answers are left out. Means of hidden markets are NaN with a reason.

    Raises
    ------
    InputError
        If an answer is not between 0 and 100, a respondent rated a market twice, a country is not
        known or the home itself, homes are mixed, or a number is out of range.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {"respondent": list("abcab"), "country": ["DNK"] * 3 + ["CHN"] * 2,
    ...      "perceived": [5.0, 10.0, 15.0, 80.0, 90.0]})
    >>> keys = ["respondent", "country"]
    >>> table = LongTable.from_frame(frame, keys=keys, values=["perceived"])
    >>> print(read_perceived(table, home="SWE"))
    Perceived distance from SWE, 0 to 100
    market  n  mean  95% interval
    DNK     3  10.0   0.0 to 22.4
    Hidden: 1 market with fewer than 3 respondents
    """
    if not 0 < level < 1:
        raise InputError(f"level is {level:g}", mend="Give a share between 0 and 1, such as 0.95.")
    if minimum < 2:
        raise InputError(f"minimum is {minimum}", mend="Give 2 or more: one answer has no spread.")
    table = (
        source
        if isinstance(source, LongTable)
        else _read(source, respondent, country, perceived, home_key)
    )
    chosen, code = _of_home(table, home_key, home)
    coded = with_country_codes(chosen, country)
    _check_abroad(coded, country, code)
    coded.unique([respondent, country])
    answers = coded.between(perceived, _LOW, _HIGH)
    key = coded.key(country)
    given = [answers[(key.codes == i) & ~np.isnan(answers)] for i in range(len(key.labels))]
    mean, low, high = np.array([_interval(one, level, minimum) for one in given]).T
    counts = np.array([len(one) if len(one) >= minimum else 0 for one in given], dtype=np.int64)
    return PerceivedDistances(code, key.labels, counts, mean, low, high, level, minimum)


def _read(
    path: str | os.PathLike[str], respondent: str, country: str, perceived: str, home_key: str
) -> LongTable:
    """Return the table of a file, with its homes where it has a column of them."""
    try:
        return read_long(path, keys=[respondent, country, home_key], values=[perceived])
    except InputError as error:
        if f"there is no column '{home_key}'" not in str(error):
            raise
    return read_long(path, keys=[respondent, country], values=[perceived])


def _of_home(table: LongTable, home_key: str, home: str | None) -> tuple[LongTable, str]:
    """Return the rows of one home and its code."""
    code = "" if home is None else country_code(home, where="home")
    if home_key not in table.keys:
        return table, code
    coded = with_country_codes(table, home_key)
    if not code:
        labels = coded.key(home_key).labels
        if len(labels) > 1:
            raise InputError(
                f"{plural(len(labels), 'home')}, {labels[0]} to {labels[-1]}, cannot be mixed",
                where=table.file or "frame",
                mend="Distances are felt from one side: choose home=...",
            )
        code = coded.one(home_key)
    return coded.only(home_key, code), code


def _check_abroad(table: LongTable, country: str, home: str) -> None:
    """Refuse the home among the markets."""
    key = table.key(country)
    if home in key.labels:
        row = int(np.flatnonzero(key.codes == key.labels.index(home))[0])
        raise InputError(
            f"{home} is home",
            where=table.place(row, country),
            mend="Take the home country out: markets are abroad.",
        )


def _interval(answers: Floats, level: float, minimum: int) -> tuple[float, float, float]:
    """Return mean, low and high end; NaN where too few answered."""
    from scipy.stats import t

    n = len(answers)
    if n < minimum:
        return np.nan, np.nan, np.nan
    mean = float(answers.mean())
    half = float(t.ppf((1 + level) / 2, n - 1)) * float(answers.std(ddof=1)) / np.sqrt(n)
    return mean, max(_LOW, mean - half), min(_HIGH, mean + half)
