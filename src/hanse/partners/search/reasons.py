"""Why a candidate is proposed, and why one is not, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from hanse.messages import join_names, message
from hanse.partners.search.choices import PARTS, SearchWeights
from hanse.partners.search.pair_blocks import PairBlocks
from hanse.partners.search.profiles import Profiles
from hanse.partners.search.spoken import language_name
from hanse.tables.countries import country_name

__all__ = ["bar_reason", "pair_reasons"]

_TAGS = 3  # tags named in one reason
_REASONS = 3
_HALF = 0.5  # a country less near, or a profile less ready, is no reason


def pair_reasons(
    blocks: PairBlocks,
    weights: SearchWeights,
    seeker: int,
    candidate: int,
    there: npt.NDArray[np.float64],
    back: npt.NDArray[np.float64],
) -> tuple[str, ...]:
    r"""Return the largest contributions to a score in words, then languages and markets in common.

    Contributions are :math:`w_k m_k / \sum_k w_k` of the seeker's score and, of the candidate's,
    how far the seeker meets its wants. Trust that nobody stated, a far country and
    a readiness below one half are no reasons.

    Parameters
    ----------
    blocks : PairBlocks
        The profiles and the weights of tags.
    weights : SearchWeights
        The weights of the parts.
    seeker, candidate : int
        Places of the two.
    there, back : ndarray of float64, shape (5,)
        The parts of both scores in the order of `PARTS`.

    Returns
    -------
    tuple of str
        At most three, then whether neither offers what the other wants, the languages and the
        wanted markets, if any.
    """
    terms: list[tuple[float, int, str]] = []
    for parts, names in ((there, PARTS), (back, PARTS[:1])):
        known = [weights.of(part) for part, m in zip(PARTS, parts, strict=True) if not np.isnan(m)]
        for name, m in zip(names, parts.tolist(), strict=False):
            if m > 0 and weights.of(name) > 0:
                said = _part(blocks, name, m, seeker, candidate, is_back=parts is back)
                if said:
                    terms.append((-weights.of(name) * m / sum(known), len(terms), said))
    chosen = [said for _, _, said in sorted(terms)[:_REASONS]]
    if weights.complementarity > 0 and not (there[0] > 0 or back[0] > 0):
        chosen.append(message("neither offers what the other wants"))
    return (*chosen, *_facts(blocks.profiles, seeker, candidate))


def _part(
    blocks: PairBlocks, name: str, m: float, seeker: int, candidate: int, *, is_back: bool
) -> str:
    """Return one part in words, empty where it is no reason."""
    one = blocks.profiles
    if name == "complementarity":
        if is_back:
            tags = _rarest(blocks, set(one.wants[candidate]) & blocks.offers[seeker])
            return message("wants {tags}, which you offer", tags=tags)
        tags = _rarest(blocks, set(one.wants[seeker]) & blocks.offers[candidate])
        return message("offers {tags}, which you want", tags=tags)
    if name == "similarity":
        same = set(one.technologies[seeker]) & set(one.technologies[candidate])
        tags = join_names(one.spelt(sorted(same)), most=_TAGS)
        return message("works with {tags}, as you do", tags=tags)
    if name == "distance":
        land = country_name(one.countries[candidate])
        if one.countries[seeker] == one.countries[candidate]:
            return message("is in your country, {land}", land=land)
        return message("{land} is near to you", land=land) if m >= _HALF else ""
    if name == "readiness":
        said = "states a readiness of {percent} %"
        return message(said, percent=f"{100 * m:.0f}") if m >= _HALF else ""
    return _trusted(blocks, m)


def _trusted(blocks: PairBlocks, m: float) -> str:
    """Return trust in words, empty where it is not above what holds for everyone."""
    trust = blocks.trust
    if trust is None or m <= trust.prior:
        return ""
    if trust.means == "ratings":
        return message("you trust it ({rating} of 7)", rating=f"{1 + 6 * m:.2g}")
    return message("you have a tie with it")


def _rarest(blocks: PairBlocks, tags: set[str]) -> str:
    """Return tags in words, those that few offer first."""
    at, weights = blocks.tag_weights
    order = sorted(tags, key=lambda tag: (-weights[at[tag]], tag))
    return join_names(blocks.profiles.spelt(order), most=_TAGS)


def _facts(one: Profiles, seeker: int, candidate: int) -> list[str]:
    """Return the languages in common and the wanted markets that the candidate opens."""
    facts: list[str] = []
    languages = sorted(set(one.languages[seeker]) & set(one.languages[candidate]))
    if languages:
        names = [language_name(code) for code in languages]
        facts.append(message("speaks {names}", names=join_names(names, most=_TAGS)))
    served = set(one.targets[seeker]) & {*one.markets[candidate], one.countries[candidate]}
    if served:
        names = [country_name(code) for code in sorted(served)]
        said = message("opens {names}, which you look for", names=join_names(names, most=_TAGS))
        facts.append(said)
    return facts


def bar_reason(profiles: Profiles, name: str, seeker: int, candidate: int) -> str:
    """Return in words why a filter bars a pair."""
    one = profiles
    a, b = one.names[seeker], one.names[candidate]
    if name == "language":
        said = [join_names([language_name(code) for code in one.languages[at]])
                for at in (seeker, candidate)]  # fmt: skip
        return message("{a} speaks {x}, {b} speaks {y}", a=a, b=b, x=said[0], y=said[1])
    if name == "market":
        return _market(one, seeker, candidate)
    if name == "exclusions":
        own, other = _namer(one, one.excludes, seeker, candidate) or (seeker, candidate)
        return message("{a} excludes {b}", a=one.names[own], b=one.names[other])
    if name == "competitors":
        found = _namer(one, one.competitors, seeker, candidate)
        if found is None:
            return message("{a} and {b} offer and want the same", a=a, b=b)
        names = one.names[found[0]], one.names[found[1]]
        return message("{a} names {b} as a competitor", a=names[0], b=names[1])
    if name == "own_cluster":
        return message("{a} and {b} belong to {c}", a=a, b=b, c=one.clusters[seeker])
    day = date.fromordinal(int(one.updated[candidate])).isoformat()
    return message("the profile of {b} was last changed on {day}", b=b, day=day)


def _market(one: Profiles, seeker: int, candidate: int) -> str:
    """Return which side looks for markets that the other does not open."""
    for own, other in ((seeker, candidate), (candidate, seeker)):
        opened = {*one.markets[other], one.countries[other]} - {""}
        if one.targets[own] and opened and not opened & set(one.targets[own]):
            return message(
                "{a} looks for {x}; {b} stands in or serves {y}",
                a=one.names[own],
                b=one.names[other],
                x=join_names([country_name(code) for code in one.targets[own]]),
                y=join_names([country_name(code) for code in sorted(opened)]),
            )
    return ""


def _namer(
    one: Profiles, lists: Sequence[Sequence[str]], seeker: int, candidate: int
) -> tuple[int, int] | None:
    """Return who names whom."""
    for own, other in ((seeker, candidate), (candidate, seeker)):
        if {one.ids[other], one.clusters[other]} & (set(lists[own]) - {""}):
            return own, other
    return None
