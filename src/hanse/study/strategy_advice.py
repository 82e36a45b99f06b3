"""The advice for one firm as blocks, one page and text.

The order is that of a director's questions: what is advised and who carries which objective; what
would change it; why each other option fell; what must be true and the next step.
"""

from __future__ import annotations

from collections.abc import Iterator

from hanse.messages import capital, message
from hanse.report import Block, Bullets, Document, Heading, Notice, Paragraph, literal
from hanse.strategy import Advice, AnswerChange, Catalogue, Outcome, single_changes
from hanse.study.strategy_grid import carriers_table, fallen_blocks
from hanse.study.strategy_words import conditions_said, mixtures_said, option_said, topic_said

__all__ = ["advice_blocks", "advice_document", "advice_sentence", "advice_text"]

RULE = (
    "How it is found: what is at the worst level of any criterion is dropped; then what another "
    "option beats; of equals the simplest stays. That the rule agrees with the propositions of the "
    "source is a check of consistency and not a validation."
)


def advice_document(advice: Advice, *, language: str = "en") -> Document:
    """Return the advice as a page to print; the picture says why each option fell."""
    return _document(advice, language, is_page=True)


def _document(advice: Advice, language: str, *, is_page: bool) -> Document:
    """Return the advice as a document, reasons in words where there is no picture."""
    firm = advice.answers.firm or "your firm"
    subtitle = advice.answers.as_of and f"As of {advice.answers.as_of}"
    blocks = (
        *advice_blocks(advice, level=2, is_page=is_page),
        Paragraph(RULE),
        Paragraph(_source(advice.catalogue)),
    )
    return Document(f"Which way abroad fits {firm}", subtitle, language, blocks, layout="sheet")


def advice_blocks(advice: Advice, *, level: int = 2, is_page: bool = False) -> tuple[Block, ...]:
    """Return the advice as blocks, its headings from this level.

    On a page the picture alone says why each option fell, and sides of criteria are left out.
    """
    return (
        Heading(level, "What is advised"),
        *_advised(advice, level, is_page=is_page),
        Heading(level, "What would change this advice"),
        Bullets(tuple(changes_said(advice))),
        Heading(level, "Why each other option fell"),
        *fallen_blocks(advice, in_words=not is_page),
        *_next(advice, level),
    )


def advice_text(advice: Advice) -> str:
    """Return the advice as text for a screen."""
    from hanse.report.text import render_text

    return render_text(_document(advice, "en", is_page=False))


def advice_sentence(advice: Advice, strategy: str) -> str:
    """Return what is advised for one strategy in one sentence, the open answers counted."""
    catalogue, outcomes = advice.catalogue, advice.of_strategy(strategy)
    first = outcomes[0]
    said = capital(mixtures_said(catalogue, first.mixtures))
    head = "the best that is feasible" if first.is_fallback else "advised"
    lead = f"To compete by {literal(strategy)}, {head}"
    if len(outcomes) == 1:
        return f"{lead}: **{said}**."
    if first.is_as_answered:
        return (
            f"{lead} as far as the answers go: **{said}**. Answers that are open could change it."
        )
    return f"{lead} in {first.n} of {first.of} ways to answer what is open: **{said}**."


def _advised(advice: Advice, level: int, *, is_page: bool) -> Iterator[Block]:
    """Yield what is advised, for each strategy, with who carries which objective."""
    for strategy in advice.strategies:
        outcomes = advice.of_strategy(strategy)
        yield Paragraph(advice_sentence(advice, strategy))
        if not outcomes[0].mixtures:
            yield Notice("warning", "No option is feasible for this firm.")
        elif outcomes[0].is_fallback:
            yield Notice("warning", _fallback_said(outcomes[0]))
        if len(outcomes) > 1:
            others = [one for one in outcomes if one != outcomes[0]]
            yield Bullets(tuple(_other_outcome(advice.catalogue, one) for one in others))
        if outcomes[0].mixtures:
            yield carriers_table(outcomes[0], with_sides=not is_page)
    if advice.answers.considered:
        yield Paragraph(_considered(advice))
    if advice.caveats:
        yield Heading(level + 1, "What to know with it")
        yield Bullets(tuple(literal(one) for one in advice.caveats))


def _fallback_said(outcome: Outcome) -> str:
    """Return the warning where nothing meets every criterion."""
    missed = dict.fromkeys(outcome.evaluation.verdict(one).misses for one in outcome.mixtures)
    catalogue = outcome.evaluation.catalogue
    clauses = [
        clause
        for misses in missed
        for clause in (catalogue.criterion(one).missed or one for one in misses)
    ]
    return message(
        "No option meets every criterion in this context; with the best that is feasible {missed}.",
        missed=literal(", ".join(dict.fromkeys(clauses))),
    )


def _other_outcome(catalogue: Catalogue, outcome: Outcome) -> str:
    """Return one of several outcomes with the answers that it needs."""
    said = mixtures_said(catalogue, outcome.mixtures)
    if outcome.is_fallback:
        said += "; nothing then meets every criterion"
    return f"Where {conditions_said(catalogue, outcome.when)}: {said}."


def _considered(advice: Advice) -> str:
    """Return what became of the mixture that the firm thinks of."""
    mixture = advice.answers.considered
    serving = [
        one
        for one in advice.outcomes
        if all(one.strategy in advice.catalogue.option(part).strategies for part in mixture)
    ]
    name = mixtures_said(advice.catalogue, [mixture])
    if not serving:
        return f"What you consider, {name}, serves another strategy than the one you answered."
    unrated = [part for part in mixture if not advice.catalogue.is_rated(part)]
    if unrated:
        names = ", ".join(option_said(advice.catalogue, one) for one in unrated)
        return f"What you consider, {name}, cannot be judged, for {names} is not rated."
    verdict = serving[0].evaluation.verdict(mixture)
    word = {"advised": "is advised", "best feasible": "is the best that is feasible"}
    fates = {
        (mixture in one.mixtures, mixture in one.mixtures and one.is_fallback)
        for one in serving
        if one.strategy == serving[0].strategy
    }
    rest = " Answers that are open could change that." if len(fates) > 1 else ""
    return (
        f"What you consider, {name} and nothing else, {word.get(verdict.status, 'falls')}: "
        f"{literal(verdict.why)}.{rest}"
    )


def changes_said(advice: Advice) -> Iterator[str]:
    """Yield what would change the advice: open answers, other answers, other ratings."""
    catalogue = advice.catalogue
    if advice.deciding:
        asked = [f"*{literal(catalogue.question(name).text)}*" for name in advice.deciding]
        yield f"These answers are open and the advice depends on each of them: {' '.join(asked)}"
    for change in advice.changes:
        yield _change_said(catalogue, change, several=len(advice.strategies) > 1)
    if not advice.deciding and not advice.changes:
        yield "No other answer to a single question would change the advice."
    for strategy in advice.strategies:
        yield from _ratings_said(advice, strategy)


def _ratings_said(advice: Advice, strategy: str) -> Iterator[str]:
    """Yield how many single ratings the advice for a strategy hangs on, and which."""
    found = single_changes(advice.of_strategy(strategy)[0].evaluation.catalogue, strategy)
    lead = "" if len(advice.strategies) == 1 else f"For {literal(strategy)}: "
    cases = f"{lead}in {found.n_form} of {found.n} cases in which one rating is a level off"
    kept = f"{capital(cases)}, only what is advised here would be advised"
    if not found.critical:
        yield f"{kept}: it hangs on no single rating."
        return
    n = len(found.critical)
    yield f"{kept}. The other {'case follows' if n == 1 else f'{n} cases follow'}."
    for one in found.critical:
        yield literal(one.sentence)


def _change_said(catalogue: Catalogue, change: AnswerChange, *, several: bool) -> str:
    """Return what one other answer would do."""
    question = catalogue.question(change.question)
    lead = f"For {literal(change.strategy)}: if" if several else "If"
    asked = (
        f"{lead} {topic_said(catalogue, change.question)} were "
        f"“{literal(question.choices[change.after])}” instead of "
        f"“{literal(question.choices[change.before])}”"
    )
    if change.is_fallback:
        rest = f"; what is feasible: {mixtures_said(catalogue, change.advised)}"
        return f"{asked}, no option would meet every criterion{rest}."
    parts = []
    if change.gained:
        parts.append(f"{mixtures_said(catalogue, change.gained)} would be advised too")
    if change.lost:
        parts.append(f"{mixtures_said(catalogue, change.lost)} would no longer be advised")
    return f"{asked}, {'; '.join(parts) or _only_reached(change)}."


def _only_reached(change: AnswerChange) -> str:
    """Return what another answer does where the same options are returned."""
    if change.was_fallback:
        return "the same would be advised, and meet every criterion"
    return "how often each advice occurs would change"


def _next(advice: Advice, level: int) -> tuple[Block, ...]:
    """Return what must be true and the next step, nothing where no option is returned."""
    needed = tuple(_needed(advice))
    if not needed:
        return ()
    return Heading(level, "What must be true, and the next step"), Bullets(needed)


def _needed(advice: Advice) -> Iterator[str]:
    """Yield for each option that is returned what must be true, and the first step."""
    catalogue = advice.catalogue
    returned = {part for one in advice.outcomes for mixture in one.mixtures for part in mixture}
    for option in catalogue.options:
        if option.id not in returned:
            continue
        needs = "; ".join(literal(one) for one in option.needs)
        must = f" must be true: {needs}." if needs else ""
        step = f" First step: {literal(option.next_step)}" if option.next_step else ""
        if must or step:
            plain = f" ({literal(option.plain)})" if option.plain else ""
            yield f"**{capital(option_said(catalogue, option.id))}**{plain}:{must}{step}"


def _source(catalogue: Catalogue) -> str:
    """Return where the ratings come from."""
    address = f" doi:{literal(catalogue.doi)}." if catalogue.doi else ""
    return f"Ratings: {literal(catalogue.source or catalogue.title)}.{address}"
