r"""The parts of a score and the filters for blocks of pairs, both ways at once.

With i the seeker, j the candidate, :math:`W_i` the wants, :math:`O_j` the offers with all wider
tags, :math:`T` the technologies and N profiles:

* complementarity :math:`\sum_{t \in W_i \cap O_j} g_t / \sum_{t \in W_i} g_t` with
  :math:`g_t = \ln(1 + N / \max(n_t, 1))` and :math:`n_t` the profiles that offer t; unknown where i
  wants nothing, 0 where j offers nothing;
* similarity: Jaccard :math:`|T_i \cap T_j| / |T_i \cup T_j|` or cosine
  :math:`|T_i \cap T_j| / \sqrt{|T_i| |T_j|}`; unknown where one side states none;
* distance: nearness of the countries (`country_nearness`); unknown where it is not in the table;
* readiness: that of j;
* trust: that of i in j (`trust_between`), with its prior where nothing is known.

A directed score is the mean of the known parts by weight, :math:`s_{ij} = \sum_k w_k m_k / \sum_k
w_k`; the reciprocal one is the harmonic mean :math:`2 s_{ij} s_{ji} / (s_{ij} + s_{ji})`, 0 where
either is 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.partners.search.choices import PARTS, Filters, SearchWeights
from hanse.partners.search.country_nearness import CountryNearness
from hanse.partners.search.profiles import Profiles
from hanse.partners.search.trust import Trust

__all__ = ["PairBlocks", "reciprocal"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
Part = Floats | None


@dataclass(frozen=True, eq=False)
class PairBlocks:
    """All that is needed for the scores of some seekers with some candidates.

    Parameters
    ----------
    profiles : Profiles
        The profiles.
    filters : Filters
        What bars a pair.
    nearness : CountryNearness or None
        None where no distances are known: the part is left out.
    trust : Trust or None
        None where nothing is known: the part is left out.
    similarity : str
        ``"jaccard"`` or ``"cosine"``.
    candidates : ndarray of int64, shape (m,)
        Places of the candidates.
    """

    profiles: Profiles
    filters: Filters
    nearness: CountryNearness | None
    trust: Trust | None
    similarity: str
    candidates: Whole

    @property
    def used(self) -> tuple[str, ...]:
        """The parts that can be known, in the order of `PARTS`."""
        off = {"distance": self.nearness is None, "trust": self.trust is None}
        return tuple(part for part in PARTS if not off.get(part, False))

    @cached_property
    def tag_weights(self) -> tuple[dict[str, int], Floats]:
        """Place of each tag that is wanted or offered, and its weight g."""
        tags = sorted(set().union(*self.offers, *self.profiles.wants)) or [""]
        at = {tag: place for place, tag in enumerate(tags)}
        counts = np.array([self.n_offering[tag] for tag in tags], dtype=np.float64)
        return at, np.log1p(len(self.profiles) / np.maximum(counts, 1))

    @cached_property
    def offers(self) -> tuple[frozenset[str], ...]:
        """What each profile offers, with the wider tags."""
        wider = self.profiles.wider
        return tuple(
            frozenset(own).union(*(wider.get(tag, ()) for tag in own))
            for own in self.profiles.offers
        )

    @cached_property
    def n_offering(self) -> Counter[str]:
        """How many profiles offer each tag."""
        return Counter(tag for own in self.offers for tag in own)

    @cached_property
    def _offered(self) -> Any:
        at, _ = self.tag_weights
        return _sparse(self.offers, at)

    @cached_property
    def _wanted(self) -> Any:
        """Return wants with the share of each tag in all wants of a profile."""
        from scipy.sparse import diags_array

        at, weights = self.tag_weights
        plain = _sparse(self.profiles.wants, at)
        total = plain @ weights
        share = np.divide(1.0, total, out=np.zeros_like(total), where=total > 0)
        return (diags_array(share) @ plain @ diags_array(weights)).tocsr()

    @cached_property
    def _worked(self) -> Any:
        return _sparse(self.profiles.technologies)

    @cached_property
    def _trusted(self) -> Any:
        """Return trust above or below the prior."""
        from scipy.sparse import csr_array

        assert self.trust is not None
        above = self.trust.values - self.trust.prior
        pairs = self.trust.source, self.trust.target
        return csr_array((above, pairs), shape=(len(self.profiles),) * 2)

    @cached_property
    def _lands(self) -> Whole:
        """Return the place of each profile's country in the table of distances, -1 for none."""
        assert self.nearness is not None
        at = {code: place for place, code in enumerate(self.nearness.countries)}
        return np.array([at.get(code, -1) for code in self.profiles.countries], dtype=np.int64)

    @cached_property
    def _outside(self) -> Whole:
        """Return a number for countries that the table of distances lacks, -1 for the others."""
        lands = zip(self.profiles.countries, self._lands.tolist(), strict=True)
        return _codes([land if land and place < 0 else None for land, place in lands])

    @cached_property
    def _columns(self) -> tuple[Any, Any, Any]:
        """Return offers, wants and technologies of the candidates, one candidate a column."""
        tables = self._offered, self._wanted, self._worked
        offered, wanted, worked = (one[self.candidates].T.tocsr() for one in tables)
        return offered, wanted, worked

    def parts(self, rows: Whole) -> tuple[dict[str, Part], dict[str, Part]]:
        """Return each part of the score both ways; NaN where it is not known.

        Parameters
        ----------
        rows : ndarray of int64, shape (b,)
            Places of seekers.

        Returns
        -------
        there, back : dict of str to ndarray of float64, shape (b, m) or one that broadcasts
            From seeker to candidate, and from candidate to seeker.
        """
        columns, used = self.candidates, self.used
        wants_there = (self._wanted[rows] @ self._columns[0]).toarray()
        wants_back = (self._offered[rows] @ self._columns[1]).toarray()
        has_wants = np.array([bool(own) for own in self.profiles.wants], dtype=bool)
        wants_there[~has_wants[rows]] = np.nan
        wants_back[:, ~has_wants[columns]] = np.nan
        alike = self._similarity(rows)
        ready = self.profiles.readiness
        there: dict[str, Part] = {"complementarity": wants_there, "similarity": alike}
        back: dict[str, Part] = {"complementarity": wants_back, "similarity": alike}
        if "distance" in used:
            there["distance"], back["distance"] = self._near(rows)
        there["readiness"], back["readiness"] = ready[None, columns], ready[rows, None]
        if self.trust is not None:
            prior, known = self.trust.prior, self._trusted
            there["trust"] = known[rows][:, columns].toarray() + prior
            back["trust"] = known[columns][:, rows].toarray().T + prior
        return there, back

    def _similarity(self, rows: Whole) -> Floats:
        """Return how alike technologies are."""
        worked = self._worked
        counts = np.array([len(own) for own in self.profiles.technologies], dtype=np.float64)
        left, right = counts[rows, None], counts[None, self.candidates]
        both = (worked[rows] @ self._columns[2]).toarray()
        whole = left + right - both if self.similarity == "jaccard" else np.sqrt(left * right)
        made: Floats = np.divide(both, whole, out=np.zeros_like(both), where=whole > 0)
        made[(counts == 0)[rows]] = np.nan
        made[:, (counts == 0)[self.candidates]] = np.nan
        return made

    def _near(self, rows: Whole) -> tuple[Floats, Floats]:
        """Return nearness of the countries both ways."""
        assert self.nearness is not None
        values = np.pad(self.nearness.values, ((0, 1), (0, 1)), constant_values=np.nan)
        down, across = self._lands[rows], self._lands[self.candidates]
        there, back = values[down][:, across], values.T[down][:, across]
        code = self._outside  # a country that the table lacks is still near to itself
        same = (code[rows, None] == code[None, self.candidates]) & (code[rows, None] >= 0)
        if same.any():
            there[same] = back[same] = 1.0
        return there, back

    def bars(self, rows: Whole) -> dict[str, Flags]:
        """Return for each filter that holds which pairs it bars; shape (b, m) each."""
        made = {name: getattr(self, f"_bar_{name}")(rows) for name in self.filters.on}
        return made

    def _bar_language(self, rows: Whole) -> Flags:
        spoken, columns = self._spoken, self.candidates
        some = np.asarray(spoken.any(axis=1))
        both = some[rows][:, None] & some[columns][None, :]
        return np.asarray(both & ~_meet(spoken[rows], spoken[columns]))

    def _bar_market(self, rows: Whole) -> Flags:
        targets, present = self._markets
        columns = self.candidates
        seeks, stands = np.asarray(targets.any(axis=1)), np.asarray(present.any(axis=1))
        there = seeks[rows][:, None] & stands[columns][None, :]
        there &= ~_meet(targets[rows], present[columns])
        back = stands[rows][:, None] & seeks[columns][None, :]
        back &= ~_meet(present[rows], targets[columns])
        return there | back

    def _bar_exclusions(self, rows: Whole) -> Flags:
        return self._named(self._excluded, rows)

    def _bar_competitors(self, rows: Whole) -> Flags:
        same = self._signature
        left, right = same[rows, None], same[None, self.candidates]
        return np.asarray(self._named(self._competing, rows) | ((left == right) & (left >= 0)))

    def _bar_own_cluster(self, rows: Whole) -> Flags:
        code = self._clusters
        left, right = code[rows, None], code[None, self.candidates]
        return np.asarray((left == right) & (left >= 0))

    def _bar_stale(self, rows: Whole) -> Flags:
        stale = self.profiles.stale(self.filters.stale_after)[self.candidates]
        return np.broadcast_to(stale, (len(rows), len(stale)))

    @cached_property
    def _spoken(self) -> Bits:
        return _bits(self.profiles.languages)

    @cached_property
    def _markets(self) -> tuple[Bits, Bits]:
        """Return wanted countries, and those in which a profile stands or which it serves."""
        one = self.profiles
        stands = [
            {*served, *([land] if land else [])}
            for served, land in zip(one.markets, one.countries, strict=True)
        ]
        both = _bits([*one.targets, *stands])
        return both[: len(one)], both[len(one) :]

    @cached_property
    def _clusters(self) -> Whole:
        return _codes([name or None for name in self.profiles.clusters])

    @cached_property
    def _signature(self) -> Whole:
        """Return a number for offers and wants, -1 where one of them is not stated."""
        both = zip(self.profiles.offers, self.profiles.wants, strict=True)
        return _codes([(own, wants) if own and wants else None for own, wants in both])

    @cached_property
    def _excluded(self) -> tuple[Any, Any]:
        return self._names(self.profiles.excludes)

    @cached_property
    def _competing(self) -> tuple[Any, Any]:
        return self._names(self.profiles.competitors)

    def _names(self, lists: Sequence[Sequence[str]]) -> tuple[Any, Any]:
        """Return who names which profile, and who names which cluster."""
        clusters: dict[str, int] = {}
        for name, code in zip(self.profiles.clusters, self._clusters.tolist(), strict=True):
            if name:
                clusters[name] = code
        return _sparse(lists, self.profiles.place_of), _sparse(lists, clusters)

    def _named(self, names: tuple[Any, Any], rows: Whole) -> Flags:
        """Return where one side names the other or its cluster."""
        profiles, clusters = names
        columns, code = self.candidates, self._clusters
        made = np.zeros((len(rows), len(columns)), dtype=bool)
        if profiles.nnz:
            made |= profiles[rows][:, columns].toarray() > 0
            made |= profiles[columns][:, rows].toarray().T > 0
        if clusters.nnz:
            for left, right, turned in ((rows, columns, False), (columns, rows, True)):
                table = np.pad(clusters[left].toarray() > 0, ((0, 0), (0, 1)))  # -1: no cluster
                found = table[:, code[right]]
                made |= found.T if turned else found
        return made


def reciprocal(
    there: dict[str, Part], back: dict[str, Part], weights: SearchWeights
) -> tuple[Floats, Floats, Floats]:
    """Return the reciprocal score and the two directed ones; NaN where no part is known."""
    one, other = _mean(there, weights), _mean(back, weights)
    total = one + other
    both = np.divide(2 * one * other, total, out=np.zeros_like(total), where=total != 0)
    return both, one, other


def _mean(parts: dict[str, Part], weights: SearchWeights) -> Floats:
    """Return the mean of the known parts by weight."""
    total: Any = 0.0
    known: Any = 0.0
    for name, values in parts.items():
        weight = weights.of(name)
        if weight == 0 or values is None:
            continue
        here = ~np.isnan(values)
        known = known + weight * here
        total = total + weight * np.where(here, values, 0.0)
    shape = np.broadcast_shapes(*(np.shape(one) for one in parts.values() if one is not None))
    sums, counts = np.broadcast_to(total, shape), np.broadcast_to(known, shape)
    made: Floats = np.full(shape, np.nan)
    np.divide(sums, counts, out=made, where=counts > 0)
    return made


def _sparse(lists: Iterable[Iterable[str]], at: dict[str, int] | Any = None) -> Any:
    """Return lists as a matrix of 0 and 1; entries without a column are left out."""
    from scipy.sparse import csr_array

    kept = [sorted(own) for own in lists]
    if at is None:
        at = {name: place for place, name in enumerate(sorted(set().union(*kept)))}
    found = [[at[name] for name in own if name in at] for own in kept]
    starts = np.concatenate([[0], np.cumsum([len(own) for own in found])]).astype(np.int64)
    columns = np.array([one for own in found for one in own], dtype=np.int64)
    shape = (len(found), max(len(at), 1))
    return csr_array((np.ones(len(columns)), columns, starts), shape=shape)


def _bits(lists: Iterable[Iterable[str]]) -> Bits:
    """Return lists as sets of bits, 64 names a word; shape (lists, words)."""
    kept = [set(own) for own in lists]
    at = {name: place for place, name in enumerate(sorted(set().union(*kept)))}
    made = np.zeros((len(kept), max(1, -(-len(at) // 64))), dtype=np.uint64)
    for row, own in enumerate(kept):
        for place in (at[name] for name in own):
            made[row, place // 64] |= np.uint64(1 << (place % 64))
    return made


def _meet(left: Bits, right: Bits) -> Flags:
    """Return which rows of two tables of bits share one."""
    made = np.zeros((len(left), len(right)), dtype=bool)
    for word in range(left.shape[1]):
        made |= (left[:, word, None] & right[None, :, word]) != 0
    return made


def _codes(labels: Sequence[Any]) -> Whole:
    """Return a number for each label, the same for equal ones; -1 for None."""
    places: dict[Any, int] = {}
    return np.array(
        [-1 if one is None else places.setdefault(one, len(places)) for one in labels],
        dtype=np.int64,
    )
