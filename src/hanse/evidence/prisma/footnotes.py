"""What a PRISMA diagram must say beside its boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hanse.evidence.log import STAGES
from hanse.evidence.log.event import BY_HAND
from hanse.evidence.prisma.scope import OPEN, Scope
from hanse.messages import join_names, plural

__all__ = ["STAGE_WORDS", "footnotes"]

STAGE_WORDS = dict(zip(STAGES, ("title and abstract", "full text"), strict=True))
"""The stages of screening in words."""


def footnotes(scope: Scope, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the footnotes of a diagram, none where there is nothing to say.

    Parameters
    ----------
    scope : Scope
        The records of the diagram.
    names : mapping of str to str
        Sources by id, in words.
    """
    return (
        *_rejected(scope, names),
        *_hits(scope, names),
        *_unsearched(scope, names),
        *_stops(scope),
        *_retracted(scope),
        *_dropped(scope),
    )


def _rejections(scope: Scope) -> Counter[str]:
    """Return how many damaged records each source had."""
    imports = scope.state.imports
    late = (one for one in scope.state.rejected if one.number > scope.after)
    return Counter(imports[one.import_id].source for one in late)


def _rejected(scope: Scope, names: Mapping[str, str]) -> list[str]:
    """Say how many damaged records stand in no box."""
    counts = _rejections(scope)
    if not counts:
        return []
    listed = [f"{names.get(one, one)} {n:,}" for one, n in counts.items()]
    what = plural(counts.total(), "damaged record")
    be = "is" if counts.total() == 1 else "are"
    return [f"{what} could not be read and {be} counted in no box: {join_names(listed)}."]


def _hits(scope: Scope, names: Mapping[str, str]) -> list[str]:
    """Say for which sources as many records as the search showed are not here."""
    hits: Counter[str] = Counter()
    for search in scope.state.searches:
        if search.number > scope.after:
            hits[search.source] += search.hits
    here = Counter(scope.state.identification(one).source for one in scope.identified)
    lost = _rejections(scope)
    said = []
    for source, n in hits.items():
        if here[source] + lost[source] != n:
            damaged = f" and {plural(lost[source], 'damaged one')}" if lost[source] else ""
            be = "is" if here[source] == 1 and not damaged else "are"
            found = plural(here[source], "record")
            said.append(
                f"{names.get(source, source)} showed {plural(n, 'hit')}; {found}{damaged} "
                f"{be} here."
            )
    return said


def _unsearched(scope: Scope, names: Mapping[str, str]) -> list[str]:
    """Say for which databases no search is logged."""
    late = [one for one in scope.state.imports.values() if one.number > scope.after]
    searched = {one.source for one in scope.state.searches if one.number > scope.after}
    bare = dict.fromkeys(
        one.source for one in late if one.is_database and one.source not in searched
    )
    if not bare:
        return []
    return [f"No search is logged for {join_names([names.get(one, one) for one in bare])}."]


def _stops(scope: Scope) -> list[str]:
    """Say which rule stopped a stage, in an update only where that was after the version."""
    said = []
    for stage in STAGES:
        left = [one for one in scope.state.stops if one.stage == stage]
        if scope.state.is_stopped(stage) and left[-1].number > scope.after:
            says = left[-1].statement.removeprefix("Stop: ").rstrip(".")
            words = f": {says}" if says else ""
            where = STAGE_WORDS[stage]
            how = f"was stopped by the rule '{left[-1].rule}'"
            if left[-1].rule == BY_HAND:
                how = "was stopped by hand, against the rule"
            said.append(f"Screening at {where} {how}{words}.")
    return said


def _retracted(scope: Scope) -> list[str]:
    """Say which included reports were retracted."""
    state = scope.state
    tops = {state.representative(one) for one in state.retracted}
    found = [one for one in state.included if one in tops]
    if not found:
        return []
    be = "report was" if len(found) == 1 else "reports were"
    return [f"{len(found):,} included {be} retracted: {join_names(found)}."]


def _dropped(scope: Scope) -> list[str]:
    """Say where the reports of an earlier version are that are not included any more."""
    state = scope.state
    now = set(state.included)
    gone: Counter[str] = Counter()
    for one in scope.previous:
        top = state.representative(one)
        if scope.carrier(one) != one:
            gone["merged with another"] += 1
        elif top not in now:
            position = state.position(top)
            gone["open again" if position in OPEN else position] += 1
    if not gone:
        return []
    listed = [f"{words} {n:,}" for words, n in gone.items()]
    be = "is" if gone.total() == 1 else "are"
    version = scope.version.version if scope.version else ""
    return [
        f"{plural(gone.total(), 'report')} of version {version} {be} no longer included: "
        f"{join_names(listed)}."
    ]
