"""Named ties that are missing, and what making them would do to a gap."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from hanse.actors.bridging.across import Across, across
from hanse.actors.bridging.choice import best_pairs
from hanse.actors.bridging.parts import PairScores, checked_weights, ties_across
from hanse.actors.bridging.proposals import MissingTie, MissingTies
from hanse.actors.bridging.reasons import PairHistory, reason
from hanse.actors.sides import Gap, gap
from hanse.actors.strength import present
from hanse.actors.tables import ActorLog
from hanse.actors.ties import Ties
from hanse.errors import InputError
from hanse.messages import message, plural

__all__ = ["missing_ties"]


def missing_ties(
    log: ActorLog,
    ties: Ties,
    gap_key: str,
    *,
    most: int = 20,
    per_actor: int = 3,
    per_firm: int = 2,
    target: float | None = None,
    weights: Mapping[str, float] | None = None,
) -> MissingTies:
    r"""Return the ties across a gap that would close it best.

    Every pair of a firm and an actor of the other side that are there on the day and have no tie
    gets a score

    .. math:: S = \frac{\sum_p w_p x_p}{\sum_p w_p}

    over five parts from 0 to 1: *reach* 1 / (1 + ties of the firm across the gap); *introduction*
    1 - 2^-c with c actors that know both; *fit*, the technologies of both over those of either;
    *lapsed*, the strength that is left of a tie that faded, over the least of a tie; *room*
    1 / (1 + ties of the other side across the gap). In gap 1 reach is the mean of both firms and
    room does not count. A fit is not known where one side names no technology; the other weights
    then share its place. Pairs are taken from the best score downwards while neither side has its
    fill, so that the list spreads.

    Parameters
    ----------
    log : ActorLog
        Who there is.
    ties : Ties
        On the day that counts.
    gap_key : str
        A gap by key, number or label.
    most, per_actor, per_firm : int, from 1
        Proposals in all, for one actor of the other side, and for one firm. In gap 1 the last
        counts for both.
    target : float, 0 to 1, optional
        Density at which the gap is closed: the list ends there.
    weights : mapping of str to float, optional
        Of the five parts, 0 for those not named; by default reach 4, introduction 3, fit 2,
        lapsed 2, room 1.

    Returns
    -------
    MissingTies
        Empty, with a note why, where a side has nobody, every pair is tied or the target is met.
        Among equal scores the actors' order decides.

    Raises
    ------
    InputError
        If the gap or a part is unknown, a limit below 1, the target outside 0 to 1, a weight
        negative, all weights 0 (in gap 1: all but that of room), or the ties are of other actors.

    Notes
    -----
    The effects count the ties as they were logged. The score orders proposals; it is no chance of
    success.

    Examples
    --------
    >>> from hanse.actors.ties import TieRule, _example, ties
    >>> log = _example()
    >>> found = missing_ties(log, ties(log, TieRule(half_life=20.0), day=log.as_of + 200), "firms")
    >>> print(found.proposals[0].says)
    A has no tie to firms of the cluster, B has no tie.
    They had 2 episodes, the last in 2021: a tie to revive.
    """
    one = gap(gap_key)
    _check(log, ties, most=most, per_actor=per_actor, per_firm=per_firm, target=target)
    full = checked_weights(weights)
    sides = across(log, one, present(log.actors, ties.day))
    degree = ties_across(ties, sides)
    tied = int(degree.sum()) // 2
    goal = math.nan if target is None else float(target)
    wanted = most
    if target is not None:
        # the tolerance keeps 0.1 * 30 = 3.0000000000000004 from asking for a fourth tie
        wanted = min(most, max(0, math.ceil(goal * sides.pairs - 1e-9) - tied))
    scores = PairScores.of(log.actors, ties, sides, full)
    chosen = best_pairs(scores, most=wanted, per_actor=per_actor, per_firm=per_firm)
    history = PairHistory(log.actors, ties)
    proposals, reached = [], set(np.flatnonzero((degree > 0) & sides.firms).tolist())
    with_tie = len(reached)
    for place, pick in enumerate(chosen, start=1):
        pair = int(scores.firms[pick.row]), int(scores.others[pick.column])
        reached.update(who for who in pair if sides.firms[who])
        after = (tied + place) / sides.pairs, len(reached) / len(scores.firms)
        parts = scores.parts(pick.row, pick.column)
        own = int(degree[pair[0]]), int(degree[pair[1]])
        proposals.append(_proposal(history, one, pair, own, pick.score, parts, after))
    return MissingTies(
        *(one.key, ties.day, len(scores.firms), len(scores.others), sides.pairs, tied, with_tie),
        *(goal, dict(scores.weights), tuple(proposals)),
        notes=_notes(one, sides, tied, len(proposals), most, goal),
    )


def _proposal(
    history: PairHistory,
    one: Gap,
    pair: tuple[int, int],
    ties_of: tuple[int, int],
    score: float,
    parts: dict[str, float],
    after: tuple[float, float],
) -> MissingTie:
    """Return one proposal with its reasons."""
    names = history.actors.names
    via = history.introducer(*pair)
    return MissingTie(
        *(*pair, names[pair[0]], names[pair[1]], score, parts),
        introducer=via.actor,
        introducer_name=names[via.actor] if via.actor >= 0 else "",
        is_organisation=via.is_organisation,
        common=via.common,
        density=after[0],
        share=after[1],
        says=reason(history, one, pair, ties_of, parts, via),
    )


def _check(
    log: ActorLog, ties: Ties, *, most: int, per_actor: int, per_firm: int, target: float | None
) -> None:
    """Raise where a setting cannot be used."""
    where = "missing ties"
    if ties.n != len(log.actors):
        raise InputError(
            f"the ties are among {ties.n:,} actors, the log has {len(log.actors):,}",
            where=where,
            mend="Give the ties of this log.",
        )
    for name, value in (("most", most), ("per_actor", per_actor), ("per_firm", per_firm)):
        if value < 1:
            raise InputError(f"{name} is {value}", where=where, mend="Give a whole number from 1.")
    if target is not None and not 0 <= target <= 1:
        raise InputError(f"target is {target:g}", where=where, mend="Give a density from 0 to 1.")


def _notes(
    one: Gap, sides: Across, tied: int, listed: int, most: int, target: float
) -> tuple[str, ...]:
    """Return why the list is empty, or why it ends where it does."""
    if not sides.firms.any():
        return (message("No firm of the cluster is there on the day."),)
    if not sides.pairs:
        return (message("There are no {others} to have a tie to.", others=one.others),)
    if tied == sides.pairs:
        return (message("Every pair has a tie."),)
    aim = f"{100 * target:g} %"
    if tied / sides.pairs >= target:
        return (message("The target density of {target} is met already.", target=aim),)
    if not math.isnan(target):
        after = (tied + listed) / sides.pairs
        if after >= target - 1e-12:
            n = plural(listed, "tie")
            return (message("{n} would meet the target density of {target}.", n=n, target=aim),)
        needed = math.ceil(target * sides.pairs - 1e-9) - tied
        return (
            message(
                "The target density of {target} needs {needed:,} more ties; listed here: "
                "{listed:,}.",
                target=aim,
                needed=needed,
                listed=listed,
            ),
        )
    if listed < most:
        return (message("No other pair has anything that speaks for it within the limits."),)
    return ()
