"""Sets, paths and numbers in plain words."""

from __future__ import annotations

from collections.abc import Collection
from math import isnan

from hanse.messages import Message, join_names, message
from hanse.qca import CalibratedSets, Term
from hanse.qca.expression import Literal, parse_set
from hanse.report import literal

__all__ = [
    "calibration_warnings",
    "in_words",
    "label_of",
    "members_of_path",
    "named",
    "percent",
    "sentence_of_path",
    "sentence_of_what_is_shared",
    "short_sentence_of_path",
    "two",
    "what_is_explained",
]


MOST_WORDS = 10


def label_of(sets: CalibratedSets, name: str) -> str:
    """Return the label of a set, its name where it has none."""
    return sets.cases.column(name).label or name


def two(value: float) -> str:
    """Return a number with two decimals, a dash where it is undefined."""
    return "–" if isnan(value) else f"{value:.2f}"


def percent(value: float) -> str:
    r"""Return a share in whole per cent.

    Examples
    --------
    >>> percent(0.366), percent(float("nan"))
    ('37\xa0%', '–')
    """
    return "–" if isnan(value) else f"{100 * value:.0f}\N{NO-BREAK SPACE}%"


def named(names: tuple[str, ...] | list[str], most: int = 6) -> str:
    """Return names for running text, the rest counted."""
    return join_names([literal(name) for name in names], most=most)


def what_is_explained(sets: CalibratedSets, outcome: str) -> str:
    """Return the outcome in words, such as 'high exports' or 'the absence of high exports'."""
    target = parse_set(outcome)
    label = label_of(sets, target.name)
    level = sets.levels[sets.index(target.name)]
    if level:
        values = " or ".join(map(str, target.values))
        return f"{label} other than {values}" if target.negated else f"{label} = {values}"
    high = label if _is_crisp(sets, target.name) else f"high {label}"
    return f"the absence of {high}" if target.negated else high


def in_words(sets: CalibratedSets, term: Term) -> str:
    """Return a path in words: what is there, then what is not.

    The words follow the calibration: membership in a fuzzy set is 'high', in a crisp set it is
    there or not.
    """
    if not term.literals:
        return "whatever the conditions"
    there = [_words(sets, one) for one in term.literals if one.is_multivalue or one.values == (1,)]
    absent = [
        _words(sets, one) for one in term.literals if not one.is_multivalue and one.values == (0,)
    ]
    parts = [join_names(there, most=MOST_WORDS)] if there else []
    if absent:
        parts.append(f"without {_joined(absent, 'or')}")
    return ", ".join(parts)


def _words(sets: CalibratedSets, one: Literal) -> str:
    """Return one literal in words, its sign left out."""
    label = literal(label_of(sets, one.condition))
    if one.is_multivalue:
        return f"{label} = {' or '.join(map(str, one.values))}"
    return label if _is_crisp(sets, one.condition) else f"high {label}"


def _joined(names: list[str], word: str) -> str:
    """Return names joined by commas and a last word, the rest counted."""
    if len(names) > MOST_WORDS:
        return f"{', '.join(names[:MOST_WORDS])} {word} {len(names) - MOST_WORDS} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def _is_crisp(sets: CalibratedSets, name: str) -> bool:
    """Return whether every membership is 0 or 1."""
    return bool(((sets.column(name) == 0) | (sets.column(name) == 1)).all())


def members_of_path(term: Term, undecided: Collection[str] = (), most: int = 6) -> str:
    """Return the cases of a path that have the outcome, and those that speak against it.

    Cases at exactly 0.5 in the outcome (``undecided``) are neither and are left out.
    """
    inside = [case for case in term.cases if case not in term.deviant and case not in undecided]
    members = named(inside, most) if inside else "no case with the outcome"
    return f"{members}; against it: {named(term.deviant, most)}" if term.deviant else members


def sentence_of_path(sets: CalibratedSets, term: Term, undecided: Collection[str] = ()) -> Message:
    """Return one path with its strength and its clusters."""
    return message(
        "`{expression}`: {words}. Consistency {consistency}, covers {raw} of the outcome "
        "({unique} by this path alone). Cases: {members}.",
        expression=term.expression,
        words=in_words(sets, term),
        consistency=two(term.consistency),
        raw=percent(term.raw_coverage),
        unique=percent(term.unique_coverage),
        members=members_of_path(term, undecided),
    )


def short_sentence_of_path(
    sets: CalibratedSets, term: Term, undecided: Collection[str] = ()
) -> Message:
    """Return one path with its consistency, its coverage and few of its clusters."""
    return message(
        "`{expression}`: {words} ({consistency}, {raw}). Cases: {members}.",
        expression=term.expression,
        words=in_words(sets, term),
        consistency=two(term.consistency),
        raw=percent(term.raw_coverage),
        members=members_of_path(term, undecided, most=3),
    )


def sentence_of_what_is_shared(sets: CalibratedSets, term: Term) -> Message:
    """Return one path of a run without a negative row: who shares it, and no claim of strength."""
    n, of = len(term.cases), len(sets.cases.cases)
    if of == 1:
        who = "The one analysed case has it"
    elif n == of:
        who = f"All {of:,} analysed cases share it"
    else:
        who = f"{n:,} of the {of:,} analysed cases {'has' if n == 1 else 'share'} it"
    return message(
        "`{expression}`: {words}. {who}{names}.",
        expression=term.expression,
        words=in_words(sets, term),
        who=who,
        names=f": {named(term.cases)}" if term.cases else "",
    )


def calibration_warnings(sets: CalibratedSets) -> tuple[str, ...]:
    """Return the warnings of the calibration, those on sets without variation as one."""
    alike: dict[str, list[str]] = {}
    others = []
    for text in sets.warnings:
        name, _, said = text.partition(": ")
        if said.startswith("no variation"):
            alike.setdefault(said, []).append(name)
        else:
            others.append(text)
    joined = [f"{join_names(names)}: {said}" for said, names in alike.items()]
    return (*joined, *others)
