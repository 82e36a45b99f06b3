"""The answer of a partner search: a list for each seeker, what was barred, how places spread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.messages import columns_text, join_names, message, plural
from hanse.partners.search import lists
from hanse.partners.search.choices import FILTERS, PARTS, Filters, Newcomers, SearchWeights
from hanse.partners.search.country_nearness import CountryNearness
from hanse.partners.search.pair_blocks import PairBlocks, reciprocal
from hanse.partners.search.profiles import Profiles
from hanse.partners.search.reasons import bar_reason, pair_reasons
from hanse.partners.search.trust import Trust
from hanse.result import Answer

__all__ = ["PartnerScores"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
_WHOLE = ("seekers", "candidates", "seeker", "candidate", "plain_counts")
_FLOATS = ("ranked", "score", "there", "back", "parts_there", "parts_back")
_SHOWN_SEEKERS, _SHOWN_PLACES = 3, 5


@dataclass(frozen=True, eq=False)
class PartnerScores(Answer, kind="partner-scores"):
    """The best candidates of each seeker.

    Made by `hanse.partners.search.search`. Entries stand list by list, the best of each first.

    Attributes
    ----------
    profiles, filters, weights, newcomers, nearness, trust, similarity, most
        What the search was told.
    seekers, candidates : ndarray of int64
        Places of the profiles that seek, and of those that may be proposed (by name).
    seeker, candidate : ndarray of int64, shape (k,)
        Who is proposed to whom.
    ranked : ndarray of float64, shape (k,)
        What lists are ordered by: the score with the bonus of newcomers.
    score, there, back : ndarray of float64, shape (k,), 0 to 1
        The reciprocal score, that of the seeker for the candidate, and that of the candidate.
    parts_there, parts_back : ndarray of float64, shape (k, 5), 0 to 1
        The parts in the order complementarity, similarity, distance, readiness, trust; NaN where
        not known.
    barred, barred_alone : mapping of str to int
        Filter → pairs that it bars, and those that no other filter bars.
    n_pairs, n_zero, n_unknown : int
        All pairs; those that no filter bars and one side gains nothing from; those of which no
        part is known.
    is_open : ndarray of bool, shape (candidates,)
        Whether no filter bars the candidate for at least one seeker other than itself.
    plain_counts : ndarray of int64, shape (candidates,)
        How often each candidate would be proposed without the term for newcomers.
    plain_mean : float
        Mean score of the places without it; NaN where there is none.
    notes : tuple of str
        What is to be known.
    """

    profiles: Profiles
    filters: Filters
    weights: SearchWeights
    newcomers: Newcomers | None
    nearness: CountryNearness | None
    trust: Trust | None
    similarity: str
    most: int
    seekers: Whole
    candidates: Whole
    seeker: Whole
    candidate: Whole
    ranked: Floats
    score: Floats
    there: Floats
    back: Floats
    parts_there: Floats
    parts_back: Floats
    barred: Mapping[str, int]
    barred_alone: Mapping[str, int]
    n_pairs: int
    n_zero: int
    n_unknown: int
    is_open: npt.NDArray[np.bool_]
    plain_counts: Whole
    plain_mean: float
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in (*_WHOLE, *_FLOATS):
            made = np.array(getattr(self, name), dtype=np.int64 if name in _WHOLE else np.float64)
            made = made.reshape(-1, len(PARTS)) if name.startswith("parts") else made
            made.setflags(write=False)
            object.__setattr__(self, name, made)
        is_open = np.array(self.is_open, dtype=bool)
        is_open.setflags(write=False)
        object.__setattr__(self, "is_open", is_open)

    def __len__(self) -> int:
        return len(self.seeker)

    @cached_property
    def blocks(self) -> PairBlocks:
        """What scores any pair as the search did."""
        return self._blocks(self.candidates)

    def _blocks(self, candidates: Whole) -> PairBlocks:
        """Return what scores pairs with some candidates."""
        return PairBlocks(
            self.profiles, self.filters, self.nearness, self.trust, self.similarity, candidates
        )

    @cached_property
    def rank(self) -> Whole:
        """Place on the list of its seeker, from 1; shape (k,)."""
        if not len(self):
            return np.zeros(0, dtype=np.int64)
        starts = np.flatnonzero(np.diff(self.seeker, prepend=-1))
        sizes = np.diff([*starts.tolist(), len(self)])
        return np.asarray(np.arange(len(self)) - np.repeat(starts, sizes) + 1, dtype=np.int64)

    @cached_property
    def counts(self) -> Whole:
        """How often each candidate is proposed; shape (candidates,)."""
        total = np.bincount(self.candidate, minlength=len(self.profiles))
        return np.asarray(total[self.candidates], dtype=np.int64)

    @property
    def gini(self) -> tuple[float, float]:
        """How unevenly places are spread, with and without the term.

        Over the candidates that can stand on a list: not over those that filters bar for every
        seeker.
        """
        return lists.gini(self.counts[self.is_open]), lists.gini(self.plain_counts[self.is_open])

    @property
    def n_proposed(self) -> tuple[int, int]:
        """How many different candidates are proposed, with and without the term."""
        return int((self.counts > 0).sum()), int((self.plain_counts > 0).sum())

    @property
    def without_any(self) -> tuple[str, ...]:
        """Ids of the seekers to whom nobody is proposed."""
        served = set(self.seeker.tolist())
        return tuple(self.profiles.ids[at] for at in self.seekers.tolist() if at not in served)

    def reasons(self, entry: int) -> tuple[str, ...]:
        """Return why the candidate of an entry is proposed, the weightiest reason first."""
        return pair_reasons(
            self.blocks,
            self.weights,
            int(self.seeker[entry]),
            int(self.candidate[entry]),
            self.parts_there[entry],
            self.parts_back[entry],
        )

    def why(self, seeker: str, candidate: str) -> str:
        """Return in words why a pair is proposed or not.

        Raises
        ------
        InputError
            If an id is unknown.
        """
        i, j = self.profiles.at(seeker), self.profiles.at(candidate)
        a, b = self.profiles.names[i], self.profiles.names[j]
        entry = np.flatnonzero((self.seeker == i) & (self.candidate == j))
        if entry.size:
            said = "{a} is proposed {b} in place {rank}, score {score}: {reasons}."
            at = int(entry[0])
            shown = {"rank": int(self.rank[at]), "score": f"{self.score[at]:.2f}"}
            return message(said, a=a, b=b, reasons="; ".join(self.reasons(at)), **shown)
        return message("{a} is not proposed {b}: {why}.", a=a, b=b, why=self._why_not(i, j))

    def _why_not(self, i: int, j: int) -> str:
        """Return why a pair is not on the list."""
        if i == j:
            return message("it is the same profile")
        if i not in self.seekers or j not in self.candidates:
            return message("it is not among the seekers and candidates of this search")
        blocks = self._blocks(np.array([j]))
        row = np.array([i])
        found = [name for name, bar in blocks.bars(row).items() if bar[0, 0]]
        if found:
            told = [f"{FILTERS[name]} ({bar_reason(self.profiles, name, i, j)})" for name in found]
            return "; ".join(told)
        score = float(reciprocal(*blocks.parts(row), self.weights)[0][0, 0])
        if np.isnan(score):
            return message("no part of the score is known")
        if score == 0:
            return message("one side gains nothing from the other")
        return self._outranked(i, j, score)

    def _outranked(self, i: int, j: int, score: float) -> str:
        """Return why a pair that suits is not on the list."""
        least = float(self.ranked[self.seeker == i].min())
        if self.newcomers is None:
            said = "its score of {score} leaves it off the list, on which the least is {least}"
            return message(said, score=f"{score:.3g}", least=f"{least:.3g}")
        new = float(lists.novelty(self.profiles, self.newcomers)[j])
        ranked = float(lists.ordering(np.array(score * (1 + self.newcomers.bonus * new))))
        shown = {"score": f"{ranked:.3g}", "least": f"{least:.3g}"}
        if ranked > least:
            said = (
                "its score of {score} would do, but it stands on many other lists and leaves the "
                "place to those proposed less often"
            )
            return message(said, **shown)
        said = (
            "its score of {score} leaves it off the list, on which the least is {least}, the bonus "
            "of newcomers included"
        )
        return message(said, **shown)

    def to_frame(self) -> Any:
        """Return one row for each entry.

        ``seeker rank candidate name score ranked s_ij s_ji``, the parts of s_ij, and ``reasons``
        parted by semicolons. The parts of s_ji stay out: they hold what others rated.
        """
        import pandas as pd

        ids = np.array(self.profiles.ids, dtype=object)
        names = np.array(self.profiles.names, dtype=object)
        data: dict[str, Any] = {"seeker": ids[self.seeker], "rank": self.rank.copy()}
        data |= {"candidate": ids[self.candidate], "name": names[self.candidate]}
        data |= {"score": self.score.copy(), "ranked": self.ranked.copy()}
        data |= {"s_ij": self.there.copy(), "s_ji": self.back.copy()}
        data |= {part: self.parts_there[:, at].copy() for at, part in enumerate(PARTS)}
        data["reasons"] = ["; ".join(self.reasons(entry)) for entry in range(len(self))]
        return pd.DataFrame(data)

    def filters_frame(self) -> Any:
        """Return one row for each filter: ``filter pairs_barred barred_by_it_alone``."""
        import pandas as pd

        names = list(self.barred)
        data = {
            "filter": names,
            "pairs_barred": [self.barred[name] for name in names],
            "barred_by_it_alone": [self.barred_alone[name] for name in names],
        }
        return pd.DataFrame(data)

    def verify(self) -> bool:
        """Return whether every entry, scored again one by one, has its score and no bar."""
        from hanse.partners.search.verify import entries_hold

        return entries_hold(self)

    @property
    def spread_sentence(self) -> str:
        """How places are spread, with and without the term for newcomers."""
        if not len(self):
            return message("Nobody is proposed to anybody.")
        (gini, plain), (n, n_plain) = self.gini, self.n_proposed
        head = "{n} of {candidates} are proposed{barred}, the places spread with a Gini of {gini}"
        n_open = int(self.is_open.sum())
        away = len(self.candidates) - n_open
        barred = message(" ({away:,} more can be proposed to no seeker)", away=away) if away else ""
        shown = {"n": f"{n:,}", "candidates": plural(n_open, "candidate"), "barred": barred}
        if self.newcomers is None:
            return message(head + ".", **shown, gini=f"{gini:.2f}")
        rest = (
            "; without the term for newcomers {n_plain} with {plain}. The mean score of a place is "
            "{mean}, without it {mean_plain}."
        )
        shown |= {"n_plain": f"{n_plain:,}", "plain": f"{plain:.2f}", "gini": f"{gini:.2f}"}
        means = {"mean": f"{self.score.mean():.3f}", "mean_plain": f"{self.plain_mean:.3f}"}
        return message(head + rest, **shown, **means)

    def __str__(self) -> str:
        head = (
            f"{plural(len(self.seekers), 'seeker')}, {plural(len(self.candidates), 'candidate')}, "
            f"{plural(self.n_pairs, 'pair')}: {len(self):,} proposed"
        )
        bars = [[FILTERS[name], f"{n:,}", f"{self.barred_alone[name]:,}"]
                for name, n in self.barred.items()]  # fmt: skip
        bars.append(["one side gains nothing", f"{self.n_zero:,}", ""])
        bars.append(["no part known", f"{self.n_unknown:,}", ""])
        table = columns_text(["not proposed", "pairs", "for this alone"], bars, left=[0])
        alone = self.without_any
        names = [self.profiles.names[self.profiles.at(one)] for one in alone]
        empty = [message("Nobody suits {names}.", names=join_names(names))] if names else []
        return "\n".join([head, table, *self._lists(), *empty, self.spread_sentence, *self.notes])

    def _lists(self) -> list[str]:
        """Return the first places of the first lists."""
        shown: list[str] = []
        for seeker in dict.fromkeys(self.seeker.tolist()):
            if len(shown) == _SHOWN_SEEKERS:
                n = len(set(self.seeker.tolist())) - _SHOWN_SEEKERS
                shown.append(message("{lists} more.", lists=plural(n, "list")))
                break
            entries = np.flatnonzero(self.seeker == seeker)[:_SHOWN_PLACES].tolist()
            lines = [
                [
                    f"{self.rank[at]}",
                    self.profiles.names[int(self.candidate[at])],
                    f"{self.score[at]:.2f}",
                    "; ".join(self.reasons(at)),
                ]
                for at in entries
            ]
            header = ["rank", self.profiles.names[seeker], "score", "reasons"]
            shown.append(columns_text(header, lines, left=[1, 3]))
        return shown
