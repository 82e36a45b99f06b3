"""Where the cluster and its firms are insiders, and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.market_links import firm_links, ground_of, links_of, markets_of
from hanse.actors.position.market_rule import LEVELS, MarketRule, independent_links
from hanse.actors.position.market_words import market_reason, markets_text
from hanse.actors.position.network import Network, network_of
from hanse.actors.tables import ActorLog
from hanse.actors.ties import Ties
from hanse.errors import InputError, unknown_name
from hanse.messages import join_names
from hanse.result import Answer, Record

__all__ = ["MarketPosition", "MarketPositions", "market_positions"]


@dataclass(frozen=True)
class MarketPosition(Record, kind="actor-market-position"):
    """The cluster's position in one market and what it rests on.

    Attributes
    ----------
    market : str
        Alpha-3 code of the country.
    level : str
        One of `LEVELS`.
    actors : int
        Actors of the market that are there.
    ties : int
        Ties between our side (firms and organisation of the cluster) and them.
    ours, theirs : int
        How many on either side have such a tie.
    independent : int
        Ties that share no actor, the most that can be named: as many must leave before all is lost.
    relationships : int
        Ties that are relationships.
    core : int
        The largest k for which an actor of the market is in the k-core of ours and theirs.
    dependence : float
        Largest share of the ties that one actor carries; NaN without ties.
    depends_on : str
        Its name; empty without ties.
    through : int
        Other home actors that are tied both to one of ours and to the market: home partners.
    among : int
        Ties among the market's actors that are in the log.
    firms : tuple of int, length 4
        Firms of the cluster by their own level, in the order of `LEVELS`.
    """

    market: str
    level: str
    actors: int
    ties: int
    ours: int
    theirs: int
    independent: int
    relationships: int
    core: int
    dependence: float
    depends_on: str
    through: int
    among: int
    firms: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class MarketPositions(Answer, kind="actor-market-positions"):
    """Where the cluster and its firms are insiders, connected, in contact, or outsiders.

    Attributes
    ----------
    day : int
        The day of the ties.
    rule : MarketRule
        When a position is which.
    rows : tuple of MarketPosition
        Insider first, then by independent links, ties and code.
    firms, firm_names : tuple of str, length f
        Ids and names of the cluster's firms that are there.
    firm_level : ndarray of int64, shape (f, markets)
        Place in `LEVELS`, markets in the order of ``rows``.
    notes : tuple of str
        What the log cannot tell.
    """

    day: int
    rule: MarketRule
    rows: tuple[MarketPosition, ...]
    firms: tuple[str, ...]
    firm_names: tuple[str, ...]
    firm_level: npt.NDArray[np.int64]
    notes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def level(self, market: str, *, firm: str | None = None) -> str:
        """Return the level of the cluster, or of one of its firms by its id, in a market."""
        codes = [row.market for row in self.rows]
        if market not in codes:
            raise unknown_name("market", market, codes, where="market positions")
        at = codes.index(market)
        if firm is None:
            return self.rows[at].level
        if firm not in self.firms:
            raise unknown_name("firm", firm, self.firms, where="market positions")
        return LEVELS[int(self.firm_level[self.firms.index(firm), at])]

    def reason(self, market: str) -> str:
        """Return in a sentence what the position in a market rests on and what lacks."""
        self.level(market)
        return market_reason(next(row for row in self.rows if row.market == market), self.rule)

    def __str__(self) -> str:
        return markets_text(self)

    def to_frame(self) -> Any:
        """Return one row for each market, with the columns of `MarketPosition`.

        Firms by level stand in ``firms_outsider firms_contact firms_connected firms_insider``.
        """
        import pandas as pd

        names = [name for name in MarketPosition.__dataclass_fields__ if name not in ("firms",)]
        columns: dict[str, Any] = {
            name: [getattr(row, name) for row in self.rows] for name in names
        }
        for at, level in enumerate(LEVELS):
            columns[f"firms_{level}"] = [row.firms[at] for row in self.rows]
        return pd.DataFrame(columns)

    def firms_frame(self) -> Any:
        """Return one row for each firm and market: ``firm name market level``."""
        import pandas as pd

        pairs = [(i, j) for i in range(len(self.firms)) for j in range(len(self.rows))]
        return pd.DataFrame(
            {
                "firm": [self.firms[i] for i, _ in pairs],
                "name": [self.firm_names[i] for i, _ in pairs],
                "market": [self.rows[j].market for _, j in pairs],
                "level": [LEVELS[int(self.firm_level[i, j])] for i, j in pairs],
            }
        )


def market_positions(
    log: ActorLog,
    ties: Ties,
    *,
    markets: Sequence[str] | None = None,
    rule: MarketRule | None = None,
) -> MarketPositions:
    """Return where the cluster and its firms stand in each market.

    Our side is the firms of the cluster and its organisation; other home actors are counted apart,
    as home partners. For a single firm: *contact* is a tie of its own or a bridge, a neighbour tied
    to somebody there whom the firm is not tied to; *connected* at least one own tie and, with the
    bridges, as many as the rule asks for; *insider* as many own ties and relationships as the rule
    asks for.

    Parameters
    ----------
    log : ActorLog
        The actors.
    ties : Ties
        Made from the same log.
    markets : sequence of str, optional
        Alpha-3 codes of foreign countries; by default those of the actors abroad that are there.
    rule : MarketRule, optional
        When a position is which.

    Returns
    -------
    MarketPositions
        A market where nobody is known is one of outsiders. Without actors abroad there is no row.

    Raises
    ------
    InputError
        If the ties are of another log, or a market is home, stands twice, or is no code of three
        capital letters.

    Notes
    -----
    Source: Johanson & Vahlne (2009), JIBS 40, pp. 1411-1431: the liability of outsidership. The
    four levels and their thresholds are ours; they are parameters.

    Examples
    --------
    >>> from hanse.actors.ties import _example, ties
    >>> log = _example()
    >>> market_positions(log, ties(log), markets=["FIN"]).level("FIN")
    'outsider'
    """
    rule = rule or MarketRule()
    network = network_of(log, ties, "market positions")
    codes = markets_of(network) if markets is None else _asked(markets, log.home)
    own = firm_links(network, codes)
    levels = rule.firm_levels(own.own, own.bridges, own.relationships)
    rows = _rows(network, codes, rule, levels)
    order = sorted(range(len(rows)), key=lambda at: _rank(rows[at]))
    firms = np.flatnonzero(network.firms).tolist()
    return MarketPositions(
        day=ties.day,
        rule=rule,
        rows=tuple(rows[at] for at in order),
        firms=tuple(network.ids[at] for at in firms),
        firm_names=tuple(network.names[at] for at in firms),
        firm_level=levels[:, order],
        notes=(
            "The log is kept from the cluster's side: ties among actors abroad are seldom in it, "
            "so a market may hang together more than is known.",
        ),
    )


def _rows(
    network: Network, codes: Sequence[str], rule: MarketRule, levels: npt.NDArray[np.int64]
) -> list[MarketPosition]:
    """Return the position in each market."""
    rows = []
    for at, (code, links) in enumerate(zip(codes, links_of(network, codes), strict=True)):
        ground = ground_of(network, code)
        share, who = links.dependence()
        rows.append(
            MarketPosition(
                market=code,
                level=LEVELS[rule.level(links)],
                actors=ground.actors,
                ties=len(links),
                ours=len(np.unique(links.ours)),
                theirs=len(np.unique(links.theirs)),
                independent=independent_links(links.ours, links.theirs),
                relationships=int(links.is_relationship.sum()),
                core=ground.core,
                dependence=share,
                depends_on=network.names[who] if who >= 0 else "",
                through=ground.through,
                among=ground.among,
                firms=tuple(np.bincount(levels[:, at], minlength=len(LEVELS)).tolist()),
            )
        )
    return rows


def _rank(row: MarketPosition) -> tuple[int, int, int, str]:
    """Return what rows are sorted by."""
    return (-LEVELS.index(row.level), -row.independent, -row.ties, row.market)


def _asked(markets: Sequence[str], home: str) -> tuple[str, ...]:
    """Return the markets asked for; raise where one cannot be."""
    codes = (markets,) if isinstance(markets, str) else tuple(markets)
    wrong = [code for code in codes if not (len(code) == 3 and code.isalpha() and code.isupper())]
    if wrong or home in codes or len(set(codes)) < len(codes):
        what = f"{join_names(wrong)} is no code" if wrong else f"{home} is home"
        if not wrong and home not in codes:
            what = f"a market stands twice: {join_names(codes)}"
        raise InputError(
            what,
            where="market positions",
            mend="Give each foreign country once, as its ISO code of three letters, such as FIN.",
        )
    return codes
