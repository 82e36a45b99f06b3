"""Partner search: from profiles to the best candidates of each seeker, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, message, plural
from hanse.partners.search import lists
from hanse.partners.search.choices import PARTS, Filters, Newcomers, SearchWeights
from hanse.partners.search.country_nearness import CountryNearness, country_nearness
from hanse.partners.search.pair_blocks import PairBlocks, reciprocal
from hanse.partners.search.partner_scores import PartnerScores
from hanse.partners.search.profiles import Profiles
from hanse.partners.search.trust import Trust, trust_between
from hanse.tables.long_table import LongTable

__all__ = ["search"]

Whole = npt.NDArray[np.int64]
_CELLS = 400_000  # of one block: 3 MB a matrix, so that a block stays near the processor
_WIDER = 3  # lists that are spread choose among this many times their places
_SIMILARITIES = ("jaccard", "cosine")
_FILTERS, _WEIGHTS, _NEWCOMERS = Filters(), SearchWeights(), Newcomers()


def search(
    profiles: Profiles,
    *,
    seekers: Sequence[str] | None = None,
    candidates: Sequence[str] | None = None,
    filters: Filters = _FILTERS,
    weights: SearchWeights = _WEIGHTS,
    distances: LongTable | CountryNearness | None = None,
    trust: LongTable | Trust | None = None,
    similarity: Literal["jaccard", "cosine"] = "jaccard",
    newcomers: Newcomers | None = _NEWCOMERS,
    most: int = 20,
) -> PartnerScores:
    r"""Find the best partners of each seeker, as good for the one side as for the other.

    Pairs that a filter bars are never proposed. The others get a directed score each way, the mean
    of the known parts by weight (see `hanse.partners.search.pair_blocks`), and the harmonic mean of
    both, which is 0 where one side gains nothing. Candidates that are new gain a bonus, and those
    that stand on many lists are held back (see `Newcomers`). Equal scores go by name.

    Parameters
    ----------
    profiles : Profiles
        The profiles.
    seekers, candidates : sequence of str, optional
        Ids of those who look for partners, and of those who may be proposed; by default all.
    filters : Filters
        What bars a pair.
    weights : SearchWeights
        How much each part weighs.
    distances : LongTable or CountryNearness, optional
        Distances of countries, as `country_nearness` takes them; without it the part is left out.
    trust : LongTable or Trust, optional
        Ratings from 1 to 7 or strengths of ties, as `trust_between` takes them; without it the
        part is left out.
    similarity : {"jaccard", "cosine"}
        How technologies are compared.
    newcomers : Newcomers or None
        The term for newcomers; None for none.
    most : int, from 1
        Places on each list.

    Returns
    -------
    PartnerScores
        Fewer than ``most`` where fewer suit. Pairs of which no part is known both ways are not
        proposed but counted.

    Raises
    ------
    InputError
        If an id is unknown or stands twice, ``most`` is below 1, or no part with a weight can be
        known.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "profile": ["A", "B", "C"], "offers": ["drones", "LiDAR", "drones"],
    ...     "wants": ["LiDAR", "drones", "optics"], "languages": ["de; en", "de", "en"],
    ... })
    >>> found = search(Profiles.from_frame(frame, as_of=739_000), newcomers=None)
    >>> found.to_frame()[["seeker", "candidate", "score"]].values.tolist()
    [['A', 'B', 1.0], ['B', 'A', 1.0]]
    >>> found.reasons(0)
    ('offers LiDAR, which you want', 'wants drones, which you offer', 'speaks German')
    >>> found.why("B", "C")
    'B is not proposed C: no common language (B speaks German, C speaks English).'
    """
    if most < 1:
        raise InputError(f"most is {most}", mend="Give a number of places from 1.")
    if similarity not in _SIMILARITIES:
        raise unknown_name("similarity", similarity, _SIMILARITIES)
    near = country_nearness(distances) if isinstance(distances, LongTable) else distances
    trusted = trust_between(profiles, trust) if isinstance(trust, LongTable) else trust
    rows = _places(profiles, seekers, "seekers")
    columns = _places(profiles, candidates, "candidates")
    order = sorted(columns.tolist(), key=lambda at: (profiles.names[at], profiles.ids[at]))
    columns = np.array(order, dtype=np.int64)  # equal scores go by name: the first stands left
    blocks = PairBlocks(profiles, filters, near, trusted, similarity, columns)
    if not any(weights.of(part) for part in blocks.used):
        raise InputError(
            f"no part with a weight can be known: only {join_names(list(blocks.used))} can",
            mend="Give one of them a weight, or give distances or trust.",
        )
    run = _Run(blocks, weights, newcomers, most)
    step = max(1, _CELLS // max(len(columns), 1))
    for start in range(0, len(rows), step):
        run.block(rows[start : start + step])
    return run.answer(rows, _notes(profiles, blocks, weights))


def _places(profiles: Profiles, ids: Sequence[str] | None, what: str) -> Whole:
    """Return the places of profiles, all where none are named."""
    if ids is None:
        return np.arange(len(profiles), dtype=np.int64)
    places = [profiles.at(one, where=what) for one in ids]
    twice = (
        sorted({one for one in ids if list(ids).count(one) > 1}) if len(set(ids)) < len(ids) else []
    )
    if twice:
        raise InputError(f"{join_names(twice)} stands twice", where=what, mend="Name each once.")
    return np.array(places, dtype=np.int64)


def _notes(profiles: Profiles, blocks: PairBlocks, weights: SearchWeights) -> tuple[str, ...]:
    """Return what is to be known of parts that are left out and of profiles that state little."""
    notes: list[str] = list(blocks.nearness.notes) if blocks.nearness is not None else []
    gone = [part for part in PARTS if part not in blocks.used and weights.of(part)]
    if gone:
        notes.append(message("Left out, for want of a table: {parts}.", parts=join_names(gone)))
    silent = {
        "languages": profiles.languages,
        "offers": profiles.offers,
        "wants": profiles.wants,
    }
    for name, own in silent.items():
        n = sum(not one for one in own)
        if n:
            said = "{profiles} without {name}: {then}."
            then = {
                "languages": "the filter of language does not bar them",
                "offers": "they meet no want",
                "wants": "their own complementarity is not known and left out of their score",
            }[name]
            profiles_said = plural(n, "profile")
            notes.append(message(said, profiles=profiles_said, name=name, then=then))
    stale = np.flatnonzero(profiles.stale(blocks.filters.stale_after))
    if stale.size:
        names = [profiles.names[at] for at in stale.tolist()]
        said = "Not changed for more than {days} days, not proposed: {names}."
        days = f"{blocks.filters.stale_after:,}"
        notes.append(message(said, days=days, names=join_names(names)))
    return tuple(notes)


@dataclass
class _Run:
    """A search while its blocks are computed: the entries of lists so far, and the counts."""

    blocks: PairBlocks
    weights: SearchWeights
    newcomers: Newcomers | None
    most: int
    found: list[dict[str, npt.NDArray[Any]]] = field(default_factory=list)
    barred: dict[str, int] = field(default_factory=dict)
    alone: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: {"pairs": 0, "zero": 0, "unknown": 0})
    plain: npt.NDArray[np.int64] = field(init=False)
    is_open: npt.NDArray[np.bool_] = field(init=False)
    plain_scores: list[npt.NDArray[np.float64]] = field(default_factory=list)
    gain: npt.NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        columns = self.blocks.candidates
        self.plain = np.zeros(len(columns), dtype=np.int64)
        self.is_open = np.zeros(len(columns), dtype=bool)
        self.gain = np.ones(len(columns))
        if self.newcomers is not None:
            new = lists.novelty(self.blocks.profiles, self.newcomers)[columns]
            self.gain = 1 + self.newcomers.bonus * new
        self.barred = dict.fromkeys(self.blocks.filters.on, 0)
        self.alone = dict(self.barred)

    def block(self, rows: Whole) -> None:
        """Score one block of seekers and keep their best candidates."""
        allowed = self._allowed(rows)
        self.is_open |= allowed.any(axis=0)
        there, back = self.blocks.parts(rows)
        both, one, other = reciprocal(there, back, self.weights)
        self.counts["unknown"] += int((np.isnan(both) & allowed).sum())
        self.counts["zero"] += int(((both == 0) & allowed).sum())
        score = lists.ordering(np.where(allowed, both, 0.0))
        at, column = lists.best(score, self.most)
        self.plain += np.bincount(column, minlength=len(self.plain))
        self.plain_scores.append(both[at, column])
        ranked = score
        if self.newcomers is not None:
            ranked = lists.ordering(score * self.gain)
            wider = _WIDER if self.newcomers.load > 0 else 1
            at, column = lists.best(ranked, self.most * wider)
        kept = {"seeker": rows[at], "column": column, "ranked": ranked[at, column]}
        kept |= {"score": both[at, column], "there": one[at, column], "back": other[at, column]}
        kept["parts_there"] = _picked(there, both.shape, at, column)
        kept["parts_back"] = _picked(back, both.shape, at, column)
        self.found.append(kept)

    def _allowed(self, rows: Whole) -> npt.NDArray[np.bool_]:
        """Return which pairs no filter bars, and count those that one does."""
        own = rows[:, None] == self.blocks.candidates[None, :]
        bars = {name: bar & ~own for name, bar in self.blocks.bars(rows).items()}
        times = np.zeros(own.shape, dtype=np.int8)
        for bar in bars.values():
            times += bar
        for name, bar in bars.items():
            self.barred[name] += int(bar.sum())
            self.alone[name] += int((bar & (times == 1)).sum())
        self.counts["pairs"] += int((~own).sum())
        return np.asarray((times == 0) & ~own)

    def _turns(self) -> Whole:
        """Return in which turn each profile chooses: by name."""
        one = self.blocks.profiles
        order = sorted(range(len(one)), key=lambda at: (one.names[at], one.ids[at]))
        turns = np.empty(len(one), dtype=np.int64)
        turns[order] = np.arange(len(one))
        return turns

    def _kept(self) -> dict[str, npt.NDArray[Any]]:
        """Return the entries of all blocks."""
        if not self.found:
            self.block(np.zeros(0, dtype=np.int64))  # nobody seeks: entries of the right shape
        return {name: np.concatenate([one[name] for one in self.found]) for name in self.found[0]}

    def answer(self, seekers: Whole, notes: tuple[str, ...]) -> PartnerScores:
        """Return the answer, its lists spread where the term for newcomers says so."""
        kept = self._kept()
        if self.newcomers is not None and self.newcomers.load > 0:
            chosen = lists.spread_lists(
                kept["seeker"],
                kept["column"],
                kept["ranked"],
                self._turns()[kept["seeker"]],
                most=self.most,
                load=self.newcomers.load,
            )
            kept = {name: values[chosen] for name, values in kept.items()}
        column = kept.pop("column")
        blocks = self.blocks
        return PartnerScores(
            profiles=blocks.profiles,
            filters=blocks.filters,
            weights=self.weights,
            newcomers=self.newcomers,
            nearness=blocks.nearness,
            trust=blocks.trust,
            similarity=blocks.similarity,
            most=self.most,
            seekers=seekers,
            candidates=blocks.candidates,
            candidate=blocks.candidates[column],
            **kept,
            barred=self.barred,
            barred_alone=self.alone,
            n_pairs=self.counts["pairs"],
            n_zero=self.counts["zero"],
            n_unknown=self.counts["unknown"],
            is_open=self.is_open,
            plain_counts=self.plain,
            plain_mean=_mean_of(self.plain_scores),
            notes=notes,
        )


def _mean_of(scores: list[npt.NDArray[np.float64]]) -> float:
    """Return the mean of all places, NaN where there is none."""
    places = np.concatenate(scores)
    return float(places.mean()) if places.size else float("nan")


def _picked(
    parts: dict[str, npt.NDArray[np.float64] | None],
    shape: tuple[int, ...],
    rows: Whole,
    columns: Whole,
) -> npt.NDArray[np.float64]:
    """Return the parts of some pairs in the order of `PARTS`, NaN where one is left out."""
    made = np.full((len(rows), len(PARTS)), np.nan)
    for at, name in enumerate(PARTS):
        values = parts.get(name)
        if values is not None:
            made[:, at] = np.broadcast_to(values, shape)[rows, columns]
    return made
