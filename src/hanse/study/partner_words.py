"""Where to go next, whom to meet and when, in words and tables."""

from __future__ import annotations

import math
from collections.abc import Iterator

from hanse.messages import join_names, message, plural
from hanse.partners.market_path import (
    MarketPath,
    WaveReport,
    leaps_said,
    links_said,
    next_step_said,
    set_apart_said,
    weights_said,
)
from hanse.partners.matching import Matching
from hanse.partners.meetings import Replan
from hanse.partners.search import FILTERS, PARTS, PartnerScores
from hanse.report import Block, Bullets, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.partner_run import PartnerRun
from hanse.tables.countries import country_name

__all__ = ["market_blocks", "markets_said", "partner_blocks", "partners_said"]

SHOWN, SEEKERS = 15, 3
WEIGHED = ("attraction", "distance", "ties", "complementarity")
IN_ORDER = "in order"


def markets_said(found: PartnerRun) -> Iterator[str]:
    """Yield the next step, leaps, what moves when weights change, and entries out of order."""
    path = found.path
    if path is None:
        return
    for one in next_step_said(path):
        yield literal(str(one)).replace("Next step: ", "**Next step**: ", 1)
    for one in leaps_said(path):
        yield literal(str(one)).replace("Leap: ", "**Leap**: ", 1)
    yield from _steady_said(path)
    if found.history is not None:
        yield from _history_said(found.history)
    for one in set_apart_said(path):
        yield literal(str(one))


def _steady_said(path: MarketPath) -> Iterator[str]:
    """Yield which other markets would be the next step if a weight changed by half."""
    other = sorted({one.next_in_ring for one in path.changes} - {path.next_in_ring})
    if path.next_in_ring and other:
        yield message(
            "The next step hangs on the weights: with one halved or raised by half it is {names}.",
            names=join_names([country_name(one) for one in other]),
        )


def _history_said(history: WaveReport) -> Iterator[str]:
    """Yield how entries went with distance, and those that did not."""
    agreement = history.agreement
    if not math.isnan(agreement.spearman):
        yield message(
            "**Entries so far** {how} distance: rank correlation of wave and distance {rho:.2f} "
            "over {n}.",
            how="followed" if agreement.spearman > 0.5 else "did not closely follow",
            rho=agreement.spearman,
            n=plural(len(history.entries), "market"),
        )
    for flag in dict.fromkeys(one.flag for one in history.entries):
        if flag != IN_ORDER:
            names = [country_name(one) for one in history.of(flag)]
            yield message(
                "Of these entries **{flag}**: {names}.", flag=flag, names=join_names(names)
            )


def partners_said(found: PartnerRun) -> Iterator[str]:
    """Yield whom to meet, who gets which place, and how the meetings came out."""
    if found.scores is not None:
        yield from _scores_said(found.scores)
    if found.matching is not None:
        yield _places_said(found)
    yield from _meetings_said(found)


def _meetings_said(found: PartnerRun) -> Iterator[str]:
    """Yield how many meetings there are, what cancellations changed, and who is left without."""
    plan, first = found.final, found.plan
    if plan is None or first is None:
        return
    yield message(
        "**{event}**: {met} of {asked} agreed requests become meetings, with {share:.1f} % of the "
        "value that no plan can exceed{proof}.",
        event=literal(plan.event.name),
        met=first.n_meetings,
        asked=len(first.slot),
        share=100 - first.gap,
        proof=", proven to be the best" if first.is_optimal else "",
    )
    gone = found.mended.cancelled if found.mended is not None else ()
    if found.mended is not None:
        yield from _changes_said(found, found.mended, first.n_meetings)
    left = {**plan.event.left_out, **plan.without}
    named = [
        f"{found.called(who)} ({found.named(why).rstrip('.')})"
        for who, why in left.items()
        if who not in gone
    ]
    if named:
        yield message("**Without a meeting**: {names}.", names=literal("; ".join(named)))


def _changes_said(found: PartnerRun, mended: Replan, n: int) -> Iterator[str]:
    """Yield what cancellations changed, and how good the plan is then."""
    who = [found.called(one) for one in (*mended.cancelled, *_away(mended))]
    yield message(
        "After {who} cancelled{partly}, {kept} of {n} confirmed meetings stay as they were; "
        "moved: {moved}, fallen: {dropped}, new: {new}. To be told: {told}.",
        who=literal(join_names(who) or "nobody"),
        partly=" (some of them in part)" if _away(mended) else "",
        kept=len(mended.kept),
        n=n,
        moved=len(mended.moved) + len(mended.reseated),
        dropped=len(mended.dropped),
        new=len(mended.new),
        told=plural(len(mended.told), "participant"),
    )
    yield message(
        "The plan has then {share:.1f} % of the value that no plan without them can exceed.",
        share=100 - mended.after.gap,
    )


def _away(mended: Replan) -> tuple[str, ...]:
    """Return who cannot come in some slots after all, those who cancelled wholly left out."""
    before, after = mended.before.event, mended.after.event
    lost = before.available & ~after.available
    return tuple(
        one
        for at, one in enumerate(before.participants)
        if bool(lost[at].any()) and one not in mended.cancelled
    )


def _scores_said(scores: PartnerScores) -> Iterator[str]:
    """Yield the best pairs with their reasons, and how places spread."""
    order = sorted(range(len(scores)), key=lambda at: (-scores.score[at], at))
    names = scores.profiles.names
    told: set[int] = set()
    for at in order:
        seeker, candidate = int(scores.seeker[at]), int(scores.candidate[at])
        if seeker in told or candidate in told:
            continue
        told |= {seeker, candidate}
        yield message(
            "To {seeker}: **meet {candidate}** (score {score:.2f}). It {reasons}.",
            seeker=literal(names[seeker] or scores.profiles.ids[seeker]),
            candidate=literal(names[candidate] or scores.profiles.ids[candidate]),
            score=float(scores.score[at]),
            reasons=literal("; ".join(str(one) for one in scores.reasons(at))),
        )
        if len(told) >= 2 * SEEKERS:
            break
    yield literal(str(scores.spread_sentence))
    if scores.without_any:
        yield message("Nobody suits {names}.", names=literal(join_names(list(scores.without_any))))


def _places_said(found: PartnerRun) -> str:
    """Return how the exclusive places were given."""
    matching = found.matching
    assert matching is not None
    alone = [f"{found.called(one)} ({found.named(why)})" for one, why in matching.unmatched]
    said = message(
        "**Places**: {n} of {of} get one; no visitor and host would rather have each other.",
        n=len(matching),
        of=plural(len(matching.preferences.visitors), "visitor"),
    )
    if alone:
        return f"{said} " + message("Without a place: {names}.", names=literal("; ".join(alone)))
    return said


def market_blocks(found: PartnerRun) -> Iterator[Block]:
    """Yield the ranked markets, links, sensitivity, and the history of entries."""
    path = found.path
    if path is None:
        return
    yield Heading(2, "Where to go next")
    yield Bullets(tuple(literal(str(one)) for one in links_said(path)))
    yield _path_table(path)
    yield Paragraph(
        "Distance is between countries; it orders rings, and in a ring the score decides. A far "
        "market is worth a leap where a tie or a specialisation that complements one's own leads "
        "there. The weights are a choice: the range of places shows what they matter."
    )
    changes = tuple(literal(str(one)) for one in weights_said(path))
    if changes:
        yield Details("What moves when a weight changes by half", (Bullets(changes),))
    if found.history is not None:
        yield Heading(2, "Entries so far against distance")
        yield _history_table(found.history)
        yield Bullets(tuple(literal(str(one)) for one in found.history.said))


def _path_table(path: MarketPath) -> Table:
    """Return the open markets from the best, and those that are leaps."""
    open_ = [one for one in path.of("open") if one.rank]
    shown = [one for one in open_ if one.rank <= SHOWN or one.leap]
    heads = (
        TableColumn("place", digits=0),
        TableColumn(
            "range", "of places while one weight is halved or raised by half", align="right"
        ),
        TableColumn("market", align="left"),
        TableColumn("ring", digits=0),
        TableColumn("score", digits=2),
        TableColumn("attraction", "standard deviations", digits=2),
        TableColumn("nearness", "standard deviations", digits=2),
        TableColumn("own ties", "0 to 1", digits=2),
        TableColumn("complementarity", "0 to 1", digits=2),
        TableColumn("leap", "a tie or a complementary specialisation leads there", align="left"),
    )
    rows = tuple(
        (
            one.rank,
            f"{one.best_rank} to {one.worst_rank}",
            country_name(one.market),
            one.ring,
            *(None if math.isnan(each) else each for each in (one.score, *one.parts)),
            "yes" if one.leap else "",
        )
        for one in shown
    )
    weights = ", ".join(f"{part} {getattr(path.weights, part):g}" for part in WEIGHED)
    note = f"Weights: {weights}. {plural(len(open_), 'open market')}: tables/market_path.csv."
    return Table(f"Open markets from {country_name(path.home)}", heads, rows, note)


def _history_table(history: WaveReport) -> Table:
    """Return the entries by wave."""
    heads = (
        TableColumn("wave", digits=0),
        TableColumn("market", align="left"),
        TableColumn("ring", digits=0),
        TableColumn("place by distance", "of all markets looked at", digits=0),
        TableColumn("flag", align="left"),
        TableColumn("why", align="left"),
    )
    rows = tuple(
        (one.wave, country_name(one.market), one.ring, one.distance_rank, one.flag, one.reason)
        for one in history.entries
    )
    note = "A tie on record is no proof that it came before the entry."
    return Table("Markets in the order of entry", heads, rows, note)


def partner_blocks(found: PartnerRun) -> Iterator[Block]:
    """Yield proposed partners with parts and reasons, what filters barred, and places."""
    if found.scores is not None:
        yield Heading(2, "Whom to meet")
        yield _scores_table(found.scores)
        yield _filters_table(found.scores)
        notes = tuple(literal(str(one)) for one in found.scores.notes)
        if notes:
            yield Details("What is to be known of the profiles", (Bullets(notes),))
    if found.matching is not None:
        yield Heading(2, "Exclusive places")
        yield _matching_table(found, found.matching)
        yield Paragraph(literal(str(found.matching.sides_sentence)))


def _scores_table(scores: PartnerScores) -> Table:
    """Return the best three candidates of each seeker."""
    frame = scores.to_frame()
    frame = frame[frame["rank"] <= 3]
    ids = dict(zip(scores.profiles.ids, scores.profiles.names, strict=True))
    heads = (
        TableColumn("who seeks", align="left"),
        TableColumn("place", digits=0),
        TableColumn("proposed", align="left"),
        TableColumn("score", "harmonic mean of both directions", digits=2),
        TableColumn("for the one", digits=2),
        TableColumn("for the other", digits=2),
        TableColumn("reasons", align="left"),
    )
    rows = tuple(
        (
            ids.get(row.seeker) or row.seeker,
            int(row.rank),
            ids.get(row.candidate) or row.candidate,
            float(row.score),
            float(row.s_ij),
            float(row.s_ji),
            row.reasons,
        )
        for row in frame.itertuples()
    )
    parts = ", ".join(f"{part} {getattr(scores.weights, part):g}" for part in PARTS)
    note = (
        f"Weights: {parts}. Places follow the score with the term for newcomers, which spreads "
        "them. All places and parts: tables/partner_scores.csv."
    )
    return Table("Proposed partners", heads, rows, note)


def _filters_table(scores: PartnerScores) -> Table:
    """Return how many pairs each filter bars."""
    heads = (
        TableColumn("filter", align="left"),
        TableColumn("pairs barred", digits=0),
        TableColumn("by it alone", digits=0),
    )
    rows = tuple(
        (FILTERS[name], int(n), int(scores.barred_alone[name])) for name, n in scores.barred.items()
    )
    note = f"{plural(scores.n_pairs, 'pair')} were looked at."
    return Table("What filters bar", heads, rows, note)


def _matching_table(found: PartnerRun, matching: Matching) -> Table:
    """Return who gets which place."""
    rows = tuple(
        (found.called(host), join_names([found.called(one) for one in got]) or "–")
        for host, got in matching.visitors_of.items()
    )
    heads = (TableColumn("host", align="left"), TableColumn("visitors", align="left"))
    side = matching.proposer
    note = f"Deferred acceptance; the {side} propose, which is best for each of them."
    return Table("Who gets which place", heads, rows, note)
