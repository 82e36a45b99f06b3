"""What the entries of a catalogue must be to each other: names known, none twice, all complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hanse.strategy.catalogue import Catalogue, Moderator
from hanse.strategy.entries import Problems

__all__ = [
    "CHOICES",
    "CLAIMS",
    "FUNCTIONS",
    "MIXTURES",
    "RELOCATIONS",
    "ROLES",
    "STATUSES",
    "check_catalogue",
]

RELOCATIONS = ("none", "selective", "replicative", "return")
FUNCTIONS = ("none", "lower", "higher", "all")
ROLES = ("base", "supplementary")
CRITERION_ROLES = ("feasibility", "objective")
MIXTURES = ("hardest", "best")
STATUSES = ("stated", "inferred", "open")
CLAIMS = ("advised", "met", "mainly", "less")
CLAIMED = {
    "advised": ("mixtures",),
    "met": ("options", "criterion"),
    "mainly": ("options", "criterion", "than"),
    "less": ("options", "criterion", "raised_by"),
}
CHOICES: dict[str, dict[str, Sequence[str]]] = {
    "criteria": {"role": CRITERION_ROLES},
    "exclusions": {"relocation": RELOCATIONS},
    "moderators": {"status": STATUSES},
    "propositions": {"claim": CLAIMS},
}
"""Choices of the keys that every entry of a list needs."""


def check_catalogue(catalogue: Catalogue, table: Mapping[str, Any], problems: Problems) -> None:
    """Remember every problem between the entries of a catalogue.

    Parameters
    ----------
    catalogue : Catalogue
        The entries that could be read.
    table : mapping
        The file as it was written; names of entries that could not be read count as known, so that
        one mistake is told once.
    problems : Problems
        Where to remember.
    """
    names = {key: _names(table, key) for key in ("criteria", "options", "questions", "moderators")}
    for key, label in (("criteria", "criterion"), ("options", "option")):
        if not names[key]:
            problems.add(f"there is no {label}", where=problems.file, mend=f"Write [[{key}]].")
    for key in ("criteria", "options", "questions", "moderators", "propositions"):
        _check_unique(key, _names(table, key), problems)
    _check_criteria(catalogue, names, problems)
    _check_options(catalogue, names, problems)
    _check_ratings(catalogue, names, problems)
    _check_moderators(catalogue, names, problems)
    _check_rest(catalogue, names, problems)


def _names(table: Mapping[str, Any], key: str) -> list[str]:
    """Return the ids of a list's entries, whether or not these could be read."""
    listed = table.get(key, [])
    entries = listed if isinstance(listed, list) else []
    return [str(one["id"]) for one in entries if isinstance(one, Mapping) and "id" in one]


def _check_unique(key: str, names: Sequence[str], problems: Problems) -> None:
    """Remember ids that stand twice."""
    for name in dict.fromkeys(one for one in names if names.count(one) > 1):
        problems.add(
            f"the id '{name}' stands {names.count(name)} times",
            where=problems.place(f"[[{key}]]"),
            mend="Give every entry an id of its own.",
        )


def _check_criteria(
    catalogue: Catalogue, names: Mapping[str, list[str]], problems: Problems
) -> None:
    """Check roles, ways to combine and sides."""
    for one in catalogue.criteria:
        where = problems.place(f"criterion {one.id}")
        problems.check([one.role], CRITERION_ROLES, "role", where)
        problems.check([one.mixture], MIXTURES, "mixture", where)
        sides = [other.id for other in catalogue.criteria if other.part_of]
        wholes = [name for name in names["criteria"] if name != one.id and name not in sides]
        problems.check([one.part_of] if one.part_of else [], wholes, "criterion", where)
    roles = [one.role for one in catalogue.criteria if not one.part_of]
    are_all_read = len(catalogue.criteria) == len(names["criteria"])
    if are_all_read and roles and set(roles) == {"objective"}:
        problems.add(
            "no criterion has the role feasibility",
            where=problems.file,
            mend='Write role = "feasibility" for the one that says what a firm can carry out.',
        )


def _check_options(
    catalogue: Catalogue, names: Mapping[str, list[str]], problems: Problems
) -> None:
    """Check kinds, governance modes and exclusions."""
    modes = [one.governance for one in catalogue.phases]
    for one in catalogue.options:
        where = problems.place(f"option {one.id}")
        problems.check([one.relocation], RELOCATIONS, "relocation", where)
        problems.check([one.functions], FUNCTIONS, "kind of functions", where)
        problems.check([one.role], ROLES, "role", where)
        problems.check(one.excludes, names["options"], "option", f"{where}, excludes")
        if one.id in one.excludes:
            problems.add("it excludes itself", where=where, mend="Name other options.")
        if modes:
            problems.check([one.governance], modes, "governance mode", where)
        if not one.strategies:
            problems.add("it serves no strategy", where=where, mend='Write strategies = ["cost"].')
        if "+" in one.id:
            problems.add("an id cannot hold +", where=where, mend="The sign joins mixtures.")


def _check_ratings(
    catalogue: Catalogue, names: Mapping[str, list[str]], problems: Problems
) -> None:
    """Check what is rated on what, once, and on which ground."""
    seen: set[tuple[str, str]] = set()
    for one in catalogue.ratings:
        where = problems.place(f"rating of {one.option} on {one.criterion}")
        problems.check([one.option], names["options"], "option", where)
        problems.check([one.criterion], names["criteria"], "criterion", where)
        if (one.option, one.criterion) in seen:
            problems.add("it stands twice", where=where, mend="Keep one of them.")
        seen.add((one.option, one.criterion))
        if one.level is not None and not one.source:
            problems.add(
                "it does not say what it rests on", where=where, mend='Write source = "...".'
            )


def _check_moderators(
    catalogue: Catalogue, names: Mapping[str, list[str]], problems: Problems
) -> None:
    """Check what moves which rating."""
    for one in catalogue.moderators:
        where = problems.place(f"moderator {one.id}")
        for what, mend in moderator_problems(one):
            problems.add(what, where=where, mend=mend)
        problems.check(one.options, names["options"], "option", where)
        problems.check(one.criteria, names["criteria"], "criterion", where)
        problems.check(one.questions, names["questions"], "question", where)
        _check_when(catalogue, one.when, names, where, problems)


def moderator_problems(
    one: Moderator, statuses: Sequence[str] = STATUSES
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a moderator by itself, and what to do."""
    if one.status not in statuses:
        yield f"the status is '{one.status}'", f"Choose from: {', '.join(statuses)}."
    elif one.status == "open":
        if one.shift or one.when:
            yield (
                "an open moderator moves nothing",
                "Leave out shift and when, or change the status.",
            )
    else:
        if one.shift not in (-1, 1):
            yield f"the shift is {one.shift}", "Write shift = 1 or shift = -1."
        for name in ("when", "options", "criteria"):
            if not getattr(one, name):
                yield f"it has no {name}", f"Write {name}."


def _check_when(
    catalogue: Catalogue,
    when: Mapping[str, tuple[str, ...]],
    names: Mapping[str, list[str]],
    where: str,
    problems: Problems,
) -> None:
    """Check that the answers which are asked for can be given."""
    choices = {one.id: list(one.choices) for one in catalogue.questions}
    for question, values in when.items():
        problems.check([question], names["questions"], "question", where)
        if question in choices:
            problems.check(values, choices[question], f"answer to {question}", where)


def _check_rest(catalogue: Catalogue, names: Mapping[str, list[str]], problems: Problems) -> None:
    """Check exclusions, questions, caveats and propositions."""
    for exclusion in catalogue.exclusions:
        where = problems.place(f"exclusion {exclusion.relocation}")
        problems.check([exclusion.relocation], RELOCATIONS, "relocation", where)
    for question in catalogue.questions:
        where = problems.place(f"question {question.id}")
        if len(question.choices) < 2:
            problems.add("it has fewer than two choices", where=where, mend="Write two or more.")
        if question.decides:
            problems.check([question.decides], ("strategy",), "decision", where)
            problems.check(list(question.choices), catalogue.strategies, "strategy", where)
    for caveat in catalogue.caveats:
        where = problems.place(f"caveat {caveat.id}")
        problems.check(caveat.options, names["options"], "option", where)
        _check_when(catalogue, caveat.when, names, where, problems)
    for one in catalogue.propositions:
        where = problems.place(f"proposition {one.id}")
        problems.check([one.claim], CLAIMS, "claim", where)
        problems.check([one.strategy], catalogue.strategies, "strategy", where)
        parts = [part for mixture in one.mixtures for part in mixture]
        problems.check([*one.options, *parts], names["options"], "option", where)
        criteria = [name for name in (one.criterion, one.than) if name]
        problems.check(criteria, names["criteria"], "criterion", where)
        problems.check(one.raised_by, names["moderators"], "moderator", where)
        for name in CLAIMED.get(one.claim, ()):
            if not getattr(one, name):
                problems.add(f"it has no {name}", where=where, mend=f"Write {name}.")
