"""A market path in sentences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hanse.messages import Message, join_names, message, plural
from hanse.partners.market_path.market_table import Complement, OwnMarket
from hanse.partners.market_path.path_weights import PARTS, LeapRule
from hanse.tables.countries import country_name

if TYPE_CHECKING:
    from hanse.partners.market_path.path import MarketPath, PathMarket

__all__ = [
    "evidence",
    "justification",
    "leaps_said",
    "links_said",
    "next_step_said",
    "set_apart_said",
    "weights_said",
]

_SHOWN = 10


def justification(own: OwnMarket | None, fit: Complement | None, rule: LeapRule) -> str:
    """Return what justifies going to a far market, in words; empty if nothing does.

    Examples
    --------
    >>> justification(OwnMarket("CHN", tie="sister city Zhuhai"), None, LeapRule())
    'led by ties: sister city Zhuhai'
    >>> justification(None, Complement("CHL", 0.4), LeapRule())
    ''
    """
    led, said = evidence(own, fit, rule)
    return message("led by {led}: {said}", led=join_names(led), said=said) if led else ""


def evidence(
    own: OwnMarket | None, fit: Complement | None, rule: LeapRule
) -> tuple[tuple[str, ...], str]:
    """Return what leads to a far market, ties before complementarity, and what these are."""
    led, said = [], []
    if own is not None and own.has_ties(rule.ties):
        led.append("ties")
        stated = f"level {own.level}" if own.level else ""
        counted = plural(int(own.ties), "tie") if own.ties >= 1 else ""
        said.append(join_names(own.tie_texts) or counted or stated)
    if fit is not None and fit.value >= rule.complementarity:
        led.append("complementarity")
        said.append(f"{fit.hotspot or 'complementarity'} ({fit.value:.2f})")
    return tuple(led), "; ".join(said)


def next_step_said(path: MarketPath) -> tuple[Message, ...]:
    """Return which market comes next and why, one or two sentences."""
    if not path.next_in_ring:
        return (message("No market is open: all are entered, blocked or without a score."),)
    first = path.market(path.next_in_ring)
    said = [
        message(
            "Next step: {name} ({market}), the best open market of ring {ring}, the nearest ring "
            "that is not exhausted: {place}; {why}.",
            name=country_name(first.market),
            market=first.market,
            ring=first.ring,
            place=_place(first, sum(one.rank > 0 for one in path.of("open"))),
            why=_why(first),
        )
    ]
    if path.next_in_reach not in ("", path.next_in_ring):
        other = path.market(path.next_in_reach)
        template = "Within reach (up to ring {reach}) {name} ({market}, ring {ring}) scores higher."
        said.append(
            message(
                template,
                reach=path.reach,
                name=country_name(other.market),
                market=other.market,
                ring=other.ring,
            )
        )
    return tuple(said)


def leaps_said(path: MarketPath) -> tuple[Message, ...]:
    """Return which far markets are worth a leap, with the reason of each."""
    if not path.leaps:
        return (message("No leap: no far market has a tie or a complement that justifies it."),)
    said = [
        message(
            "Leap: {name} ({market}, ring {ring}, place {rank}), {why}.",
            name=country_name(one.market),
            market=one.market,
            ring=one.ring,
            rank=one.rank or "–",
            why=one.leap,
        )
        for one in path.leaps[:_SHOWN]
    ]
    rest = len(path.leaps) - _SHOWN
    more = [message("And {n}: to_frame().", n=plural(rest, "more leap"))] if rest > 0 else []
    return (*said, *more)


def links_said(path: MarketPath) -> tuple[Message, ...]:
    """Return which links exist: the entered markets by ring, and open ones with a tie."""
    said = []
    for number in range(1, len(path.limits) + 2):
        here = [one for one in path.of("entered") if one.ring == number]
        if here:
            names = join_names([_with_level(one) for one in here], most=20)
            said.append(message("Entered in ring {ring}: {names}.", ring=number, names=names))
    tied = [one for one in path.of("open") if one.ties > 0 or one.level not in ("", "outsider")]
    if tied:
        names = join_names([_with_level(one) for one in tied], most=20)
        said.append(message("Ties, not entered: {names}.", names=names))
    return tuple(said) or (message("No link is on record."),)


def set_apart_said(path: MarketPath) -> tuple[Message, ...]:
    """Return which markets have no place: blocked, without a distance, without a score."""
    said = []
    blocked = {one.market: one.blocked for one in path.of("blocked")}
    blocked |= path.blocked_without_distance
    if blocked:
        names = join_names(
            [f"{country_name(code)} ({why})" for code, why in blocked.items()], most=30
        )
        said.append(message("Blocked, not ranked: {names}.", names=names))
    if path.without_distance:
        names = join_names([country_name(one) for one in path.without_distance], most=30)
        said.append(message("Without a distance, not ranked: {names}.", names=names))
    aside = len(path.of("aside"))
    if aside:
        n = plural(aside, "open market")
        template = "Not ranked, as too little is known of them or nobody asked: {n}."
        said.append(message(template, n=n))
    nowhere = tuple(part for part in PARTS if all(part in one.missing for one in path.markets))
    if nowhere:
        template = "Of no market known, and so left out: {parts}."
        said.append(message(template, parts=join_names(nowhere)))
    groups: dict[tuple[str, ...], list[str]] = {}
    for one in path.of("open"):
        missing = tuple(part for part in one.missing if part not in nowhere)
        if missing:
            groups.setdefault(missing, []).append(one.market)
    for missing, codes in groups.items():
        template = "Without {parts}, scored by the rest: {n} ({names})."
        n = plural(len(codes), "open market")
        names = join_names([country_name(one) for one in codes], most=_SHOWN)
        said.append(message(template, parts=join_names(missing), n=n, names=names))
    return tuple(said)


def weights_said(path: MarketPath) -> tuple[Message, ...]:
    """Return for each weight halved and raised by half which places move."""
    rank = {one.market: one.rank for one in path.markets}
    said = []
    for one in path.changes:
        pairs = zip(one.moved, one.places, strict=True)
        moved = [f"{country_name(code)} {rank[code]} to {place}" for code, place in pairs]
        same = (one.next_in_ring, one.next_in_reach) == (path.next_in_ring, path.next_in_reach)
        steps = country_name(one.next_in_ring)
        if one.next_in_reach != one.next_in_ring:
            steps += f", within reach {country_name(one.next_in_reach)}"
        said.append(
            message(
                "{part} × {factor:g}: {n}{moved}; the next step {step}.",
                part=one.part,
                factor=one.factor,
                n=plural(len(moved), "place moves", "places move"),
                moved=f" ({join_names(moved, most=6)})" if moved else "",
                step="stays" if same else f"becomes {steps}",
            )
        )
    return tuple(said)


def _place(one: PathMarket, n: int) -> Message:
    """Return the place of a market among n, and where other weights would put it."""
    markets = plural(n, "open market")
    if one.best_rank == one.worst_rank == 1:
        said = "first of {n}, and first whichever weight is halved or raised by half"
        return message(said, n=markets)
    if one.best_rank == one.worst_rank:
        said = "place {rank} of {n}, whichever weight is halved or raised by half"
        return message(said, rank=one.rank, n=markets)
    return message(
        "place {rank} of {n}, {near} to {far} when one weight is halved or raised by half",
        rank=one.rank,
        n=markets,
        near=one.best_rank,
        far=one.worst_rank,
    )


def _why(one: PathMarket) -> str:
    """Return the parts of a market's score with what they are measured in."""
    spread = {"attraction": one.attraction, "nearness": one.nearness}
    shares = {"own ties": one.closeness, "complementarity": one.complementarity}
    said = []
    sides: dict[str, list[str]] = {}
    for name, value in spread.items():
        if not math.isnan(value):
            side = "below" if value < 0 else "above"
            sides.setdefault(side, []).append(f"{name} {abs(value):.2f}")
    for side, names in sides.items():
        said.append(
            message(
                "{names} standard deviations {side} the mean", names=join_names(names), side=side
            )
        )
    known = [f"{name} {value:.2f}" for name, value in shares.items() if not math.isnan(value)]
    if known:
        said.append(message("{names} (0 to 1)", names=join_names(known)))
    return ", ".join(said)


def _with_level(one: PathMarket) -> str:
    """Return a market with the level of our ties there."""
    ties = plural(int(one.ties), "tie") if one.ties > 0 else ""
    said = [part for part in (one.level, ties) if part]
    name = country_name(one.market)
    return f"{name} ({', '.join(said)})" if said else name
