"""What to know with an advice, as sentences: leaks, circumstances, what the source leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hanse.messages import Message, capital, join_names, message
from hanse.strategy.answers import Answers, as_judged
from hanse.strategy.catalogue import Catalogue, Criterion, Mixture, Moderator
from hanse.strategy.context import Shift, in_context
from hanse.strategy.evaluate import Evaluation
from hanse.strategy.reasons import cited, missed

__all__ = ["Shown", "caveats_of", "leaks_of"]

Shown = tuple[str, tuple[Mixture, ...], Evaluation, tuple[Shift, ...]]
"""Of an outcome its strategy, what is returned, the verdicts and the shifts."""

STATUS_WORDS = {
    "stated": "the source says so",
    "inferred": "this is read between the lines of the source",
    "hypothesis": "this is your own hypothesis",
}


OPEN = (
    "Open answers could leave no {strategy} option that meets every criterion. {names} could then "
    "be carried out, but {missed}."
)


def caveats_of(
    catalogue: Catalogue, answers: Answers, shown: Sequence[Shown]
) -> tuple[Message, ...]:
    """Return the sentences that go with an advice, each once.

    In this order: of answers that need a word though no rating moves; objectives that are missed;
    leaks of the parts of a mixture; of options that are returned; ratings that moved and how sure
    that is; what was answered and moves nothing, because the source gives no direction.
    """
    found = [*_of_answers(catalogue, answers)]
    met = {strategy for strategy, _, evaluation, _ in shown if not evaluation.is_fallback}
    for strategy, mixtures, evaluation, _ in shown:
        found += _missed(mixtures, evaluation, is_sure=strategy not in met)
        found += leaks_of(mixtures, evaluation)
    returned = {part for _, mixtures, _, _ in shown for mixture in mixtures for part in mixture}
    found += _of_options(catalogue, returned)
    found += _moved(catalogue, answers, dict.fromkeys(strategy for strategy, *_ in shown))
    found += _open(catalogue, answers)
    return tuple(dict.fromkeys(found))


def leaks_of(mixtures: Sequence[Mixture], evaluation: Evaluation) -> Iterator[Message]:
    """Yield a sentence for each part that leaks what the rest of its mixture protects.

    That is a part which meets an objective less than the whole, on a criterion that says what is
    then lost.
    """
    catalogue = evaluation.catalogue
    for criterion in catalogue.criteria:
        relied: dict[tuple[str, str], list[str]] = {}
        for mixture in mixtures if _can_leak(criterion) else ():
            carrier = evaluation.carrier(mixture, criterion.id)
            for other in carrier.others:
                relied.setdefault(other, []).extend(carrier.parts)
        for (part, level), carriers in relied.items():
            names = [catalogue.option(one).name for one in dict.fromkeys(carriers)]
            yield message(
                "{option} {leak}: by itself it is at {level} ({word}) on '{criterion}', so the "
                "package relies on {carriers} for it.",
                option=capital(catalogue.option(part).name),
                leak=criterion.leak,
                level=level,
                word=criterion.word(level),
                criterion=criterion.label,
                carriers=" or ".join(names),
            )


def _can_leak(criterion: Criterion) -> bool:
    """Whether parts of a mixture can meet a criterion less than the whole, to its harm."""
    return bool(criterion.leak) and criterion.mixture == "best"


def _of_answers(catalogue: Catalogue, answers: Answers) -> Iterator[Message]:
    """Yield the caveats of the firm's answers."""
    for one in catalogue.caveats:
        if one.when and all(answers.values.get(q) in asked for q, asked in one.when.items()):
            yield _sourced(one.says, one.source)


def _of_options(catalogue: Catalogue, returned: set[str]) -> Iterator[Message]:
    """Yield the caveats of options that are returned, and what accompanies these."""
    for one in catalogue.caveats:
        if returned.intersection(one.options):
            yield _sourced(one.says, one.source)
    companions: dict[str, list[str]] = {}
    for option in catalogue.options:
        if option.id in returned and option.accompanied_by:
            companions.setdefault(option.accompanied_by, []).append(option.name)
    for companion, names in companions.items():
        yield message(
            "{companion} accompanies {names}.",
            companion=companion[:1].upper() + companion[1:],
            names=join_names(names),
        )


def _missed(
    mixtures: Sequence[Mixture], evaluation: Evaluation, *, is_sure: bool
) -> Iterator[Message]:
    """Yield what is missed where nothing meets every criterion, for sure or for open answers."""
    catalogue = evaluation.catalogue
    by_missing: dict[tuple[str, ...], list[Mixture]] = {}
    for mixture in mixtures if evaluation.is_fallback else ():
        by_missing.setdefault(evaluation.verdict(mixture).misses, []).append(mixture)
    for misses, group in by_missing.items():
        sure = (
            "No {strategy} option meets every criterion. {names} can be carried out, but {missed}."
        )
        yield message(
            sure if is_sure else OPEN,
            strategy=evaluation.strategy,
            names=capital(" or ".join(catalogue.mixture_name(one) for one in group)),
            missed=missed(catalogue, misses),
        )


def _moved(catalogue: Catalogue, answers: Answers, strategies: Iterable[str]) -> Iterator[Message]:
    """Yield a sentence for each moderator that holds, with what it moved and how sure it is.

    Only what the firm answered counts; what an open answer could move is left out.
    """
    names = {one.id: one.name for one in (*catalogue.moderators, *answers.hypotheses)}
    seen: dict[str, dict[Shift, None]] = {}
    for strategy in strategies:
        served = {one.id for one in catalogue.serving(strategy)}
        known = as_judged(catalogue, answers, strategy).values
        for one in in_context(catalogue, known, hypotheses=answers.hypotheses)[1]:
            if one.option in served:
                seen.setdefault(one.moderator, {})[one] = None
    for moderator, shifts in seen.items():
        moved = list(shifts)
        whole = [one for one in moved if not catalogue.criterion(one.criterion).part_of]
        changed = _said(catalogue, whole or moved)
        yield message(
            "Because of {name}: {changed}.{why} ({how}{source})",
            name=names[moderator],
            changed=join_names(list(dict.fromkeys(changed))),
            why=f" {moved[0].why}" if moved[0].why else "",
            how=STATUS_WORDS[moved[0].status],
            source=f"; {cited(moved[0].source)}" if moved[0].source else "",
        )


def _said(catalogue: Catalogue, shifts: Sequence[Shift]) -> Iterator[str]:
    """Yield what shifts did, those of the same criterion and levels together."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for one in shifts:
        name = catalogue.option(one.option).name
        alike.setdefault((one.criterion, one.before, one.after), []).append(name)
    for (criterion, before, after), names in alike.items():
        label = catalogue.criterion(criterion).label
        moved = f"from {before} to {after}" if before != after else f"at {before} as before"
        yield f"the rating of {join_names(names)} on '{label}' is {_way(before, after)}{moved}"


def _way(before: str, after: str) -> str:
    """Return how a rating changes, nothing where it stays."""
    return "" if before == after else "moved "


def _open(catalogue: Catalogue, answers: Answers) -> Iterator[Message]:
    """Yield what was answered and moves nothing."""
    used = {q for one in answers.hypotheses if _may_hold(one, answers) for q in one.when}
    named: dict[str, list[str]] = {}
    for one in catalogue.moderators:
        answered = [q for q in one.questions if q in answers.values and q not in used]
        if one.status == "open" and answered:
            named.setdefault(one.source, []).append(one.name)
    for source, names in named.items():
        said = message(
            "The source gives no direction for {names}: what you answered moves nothing here.",
            names=join_names(names),
        )
        yield _sourced(said, source)


def _may_hold(one: Moderator, answers: Answers) -> bool:
    """Whether no answer of the firm rules a moderator out."""
    known = answers.values
    return all(q not in known or known[q] in values for q, values in one.when.items())


def _sourced(says: str, source: str) -> Message:
    """Return a sentence with its source where it has one."""
    if not source:
        return message("{says}", says=says)
    return message("{says} ({source})", says=says, source=cited(source))
