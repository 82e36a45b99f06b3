"""The firms of a cluster: who leads abroad, what they use, what fits, what a programme can move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hanse.messages import capital, join_names, message, plural
from hanse.plot import Picture, share_bars
from hanse.plot.numbers import show_number
from hanse.report import (
    Block,
    Bullets,
    Details,
    Figure,
    Heading,
    Paragraph,
    Table,
    TableColumn,
    literal,
)
from hanse.report.blocks import Cell
from hanse.report.inline import plain
from hanse.strategy import (
    Catalogue,
    Classification,
    Conflicts,
    Fit,
    Levers,
    Measures,
    Mixture,
    Shares,
)
from hanse.strategy.firms.approaches import MEASURES
from hanse.study.strategy_words import mixtures_said, topic_said
from hanse.study.wording import percent

__all__ = [
    "conflict_sentence",
    "firm_blocks",
    "fit_sentence",
    "lever_sentence",
    "measure_blocks",
    "relocation_sentence",
    "role_sentence",
    "share_picture",
]

MOST_NAMED = 12
CHOSEN = ("advised", "best feasible")


def firm_blocks(
    catalogue: Catalogue,
    roles: Classification,
    now: Shares | None,
    planned: Shares | None,
    moved: Levers,
) -> Iterator[Block]:
    """Yield who is proactive, what the firms use and plan, how it fits, and the levers."""
    yield Heading(3, "Reactive and proactive firms")
    yield Paragraph(role_sentence(roles))
    yield Paragraph(literal(roles.rule))
    if roles.undecided:
        said = [f"{one.name} ({join_names(list(one.unknown))})" for one in roles.undecided]
        text = join_names([literal(one) for one in said], most=MOST_NAMED)
        yield Paragraph(f"Undecided, with what is not known of them: {text}.")
    if now is not None:
        yield from _use_blocks(catalogue, now, planned, moved)
    elif planned is not None:
        yield Heading(3, "What the firms plan")
        yield Figure.from_picture(share_picture(catalogue, planned, None))
    yield Heading(3, "What a programme can move")
    yield Bullets(tuple(_lever_lines(catalogue, moved)))
    if any(one.moves for one in moved.levers):
        yield _lever_table(catalogue, moved)


def _use_blocks(
    catalogue: Catalogue, now: Shares, planned: Shares | None, moved: Levers
) -> Iterator[Block]:
    """Yield what the firms use and plan, and how it fits them."""
    yield Heading(3, "What the firms use and plan")
    yield Figure.from_picture(share_picture(catalogue, now, planned))
    moving = relocation_sentence(catalogue, now, planned)
    if moving:
        yield Paragraph(moving)
    yield Heading(3, "Does what they use fit them?")
    yield Paragraph(fit_sentence(moved))
    yield _fit_table(catalogue, moved)


def role_sentence(roles: Classification) -> str:
    """Return how many firms are proactive and reactive."""
    counts, leaning = roles.counts, roles.leaning
    said = message(
        "Of {n}, **{proactive} lead abroad themselves (proactive)** and {reactive} are carried "
        "abroad by others (reactive); {leaning} of these are leaning: their marks differ, or one "
        "is not known.",
        n=plural(len(roles.firms), "firm"),
        proactive=counts["proactive"],
        reactive=counts["reactive"],
        leaning=sum(leaning.values()),
    )
    rest = [
        f"{plural(counts[role], 'firm is', 'firms are')} {role}"
        for role in ("undecided", "not abroad")
        if counts[role]
    ]
    return f"{said} {capital(join_names(rest))}." if rest else str(said)


def relocation_sentence(catalogue: Catalogue, now: Shares, planned: Shares | None) -> str:
    """Return the share of firms that move most of the value chain away, now and as planned."""
    kinds = {one.id for one in catalogue.options if one.relocation == "replicative"}
    found = [
        sum(share for text, share in one.shares.items() if kinds & set(text.split(" + ")))
        for one in (now, planned)
        if one is not None
    ]
    if not kinds or not any(found):
        return ""
    then = f", {percent(found[1])} plan to" if planned is not None else ""
    return f"{percent(found[0])} of the firms move most of the value chain abroad now{then}."


def share_picture(catalogue: Catalogue, now: Shares, planned: Shares | None) -> Picture:
    """Return the share of firms for each option, now and as planned."""
    first, second = now.shares, planned.shares if planned else {}
    names = list(dict.fromkeys([*first, *second]))
    shown = [_mixture_name(catalogue, one) for one in names]
    return share_bars(
        [*shown, "no option"],
        [*(first.get(one, 0.0) for one in names), now.none],
        [*(second.get(one, 0.0) for one in names), planned.none] if planned else None,
        title="What the firms of the cluster use abroad",
        note=f"{plural(now.n, 'firm')}",
        name="strategy-shares",
    )


def _mixture_name(catalogue: Catalogue, text: str) -> str:
    """Return a mixture of a file by its name."""
    return capital(catalogue.mixture_name(text.split(" + "))) if text else "No option"


def fit_sentence(moved: Levers) -> str:
    """Return how many firms use what is advised in their own context."""
    using = [one for one in moved.fits if one.option and one.strategy]
    n = sum(len(one.firms) for one in using)
    fitting = sum(len(one.firms) for one in using if one.status in CHOSEN)
    if not n:
        return "No firm names both its strategy and an option in use."
    said = message(
        "{fitting} of {n} with an option in use have one that their context advises ({share}).",
        fitting=fitting,
        n=plural(n, "firm"),
        share=percent(fitting / n),
    )
    if not moved.n_incomplete:
        return str(said)
    left = plural(moved.n_incomplete, "firm")
    return f"{said} {left} left a question open that could move a rating; it moves nothing here."


def _fit_table(catalogue: Catalogue, moved: Levers) -> Block:
    """Return the firms by option and verdict."""
    heads = (
        TableColumn("option in use", align="left"),
        TableColumn("strategy", align="left"),
        TableColumn("firms", digits=0),
        TableColumn("in their context", align="left"),
    )
    rows = tuple(
        (_used(catalogue, one), one.strategy or "not known", len(one.firms), _verdict(one))
        for one in moved.fits
    )
    return Table("What the firms use, and whether it is advised to them", heads, rows)


def _used(catalogue: Catalogue, one: Fit) -> str:
    """Return the mixture of a fit by name."""
    return capital(catalogue.mixture_name(one.option)) if one.option else "none"


def _verdict(one: Fit) -> str:
    """Return what became of the mixture."""
    if one.status in CHOSEN:
        return one.status
    if one.status in ("no option", "another strategy", "not known"):
        return one.status
    return f"falls: {one.why}"


def lever_sentence(catalogue: Catalogue, moved: Levers) -> str:
    """Return which answer, if a programme changed it, would change the advice of most firms."""
    best = max(moved.levers, key=lambda one: one.n, default=None)
    if best is None or not best.n:
        return "No answer that a programme could move changes the advice of any firm."
    words = literal(catalogue.question(best.question).choices[best.to])
    return message(
        "The strongest lever is {topic}: brought to “{to}”, it would change the advice of **{n}**.",
        topic=topic_said(catalogue, best.question),
        to=words,
        n=plural(best.n, "firm"),
    )


def _lever_lines(catalogue: Catalogue, moved: Levers) -> Iterator[str]:
    """Yield each lever with how many firms it would move."""
    if moved.n_without_strategy:
        yield (
            f"{plural(moved.n_without_strategy, 'firm')} of {moved.n} cannot be advised, for the "
            "strategy is not known."
        )
    for one in moved.levers:
        words = literal(catalogue.question(one.question).choices[one.to])
        there = f"{plural(one.n_there, 'firm has', 'firms have')} it already"
        unknown = f", {one.n_unknown} did not answer" if one.n_unknown else ""
        lead = f"{capital(topic_said(catalogue, one.question))} brought to “{words}”"
        eased = f"; for {len(one.eased)} it stays, with less missed or leaked" if one.eased else ""
        moves = f"would change the advice of {plural(one.n, 'firm')}"
        yield f"{lead} {moves}{eased} ({there}{unknown})."


def _lever_table(catalogue: Catalogue, moved: Levers) -> Table:
    """Return which advice each lever would change into which."""
    heads = (
        TableColumn("what is moved", align="left"),
        TableColumn("firms", digits=0),
        TableColumn("advice now", align="left"),
        TableColumn("advice then", align="left"),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in moved.levers:
        topic = catalogue.question(one.question).topic or one.question
        for move in one.moves:
            now = _advice_said(catalogue, move.before, move.before_is_fallback)
            then = _advice_said(catalogue, move.after, move.after_is_fallback)
            rows.append((capital(topic), len(move.firms), now, then))
    return Table("What the advice would change into", heads, tuple(rows))


def _advice_said(catalogue: Catalogue, mixtures: Sequence[Mixture], is_fallback: bool) -> str:
    """Return an advice by name, with a word where it misses an objective."""
    said = capital(plain(mixtures_said(catalogue, mixtures)))
    return f"{said} (an objective is missed)" if is_fallback else said


def conflict_sentence(found: Conflicts) -> str:
    """Return how many orders of firms oppose the ratings."""
    counts = found.counts
    return message(
        "Held against the measures of the firms, {conflicts} {oppose} the ratings and {agree} "
        "with {them}; {open} {are} not decided and {few} {have} too few firms.",
        conflicts=plural(counts["conflict"], "order"),
        oppose="opposes" if counts["conflict"] == 1 else "oppose",
        agree=plural(counts["agrees"], "agrees", "agree"),
        them="them",
        open=counts["not decided"],
        are="is" if counts["not decided"] == 1 else "are",
        few=counts["too few firms"],
        have="has" if counts["too few firms"] == 1 else "have",
    )


def measure_blocks(
    catalogue: Catalogue, found: Measures, against: Conflicts, units: Mapping[str, str]
) -> Iterator[Block]:
    """Yield the measures beside the ratings, and where the two conflict."""
    yield Paragraph(conflict_sentence(against))
    if against.conflicts:
        yield Bullets(tuple(literal(one.sentence) for one in against.conflicts))
    yield Paragraph(literal(against.rule))
    yield Paragraph(
        "The firms chose their options themselves, so a difference need not come from the option."
    )
    agreeing = against.of("agrees")
    if agreeing:
        said = tuple(literal(one.sentence) for one in agreeing)
        yield Details(
            f"{plural(len(said), 'order')} of firms that agree with the ratings", (Bullets(said),)
        )
    criteria = catalogue.evaluated
    heads = [TableColumn("option in use", align="left"), TableColumn("measure", align="left")]
    heads += [TableColumn("firms", digits=0), TableColumn("median", digits=2)]
    heads += [TableColumn("quartiles", align="left")]
    heads += [TableColumn(one.label, align="left") for one in criteria]
    rows: list[tuple[Cell, ...]] = []
    for one in found.groups:
        if one.by != "option" or not one.name:
            continue
        levels = found.ratings.get(one.name, {})
        ends = (show_number(v, digits=2) for v in (one.lower_quartile, one.upper_quartile))
        shown = [levels.get(criterion.id, "not rated") for criterion in criteria]
        name = _mixture_name(catalogue, one.name)
        rows.append(
            (name, _measure(one.measure, units), one.n, one.median, " to ".join(ends), *shown)
        )
    title = "Measures of the firms beside the ratings of what they use"
    yield Details("Every measure by option", (Table(title, tuple(heads), tuple(rows)),))
    yield Details("The same by governance mode", (_by_governance(found, units),))


def _by_governance(found: Measures, units: Mapping[str, str]) -> Table:
    """Return the measures by governance mode."""
    heads = (
        TableColumn("governance mode", align="left"),
        TableColumn("measure", align="left"),
        TableColumn("firms", digits=0),
        TableColumn("median", digits=2),
        TableColumn("total", digits=1),
    )
    rows = tuple(
        (
            one.name.replace("_", " ") or "no option",
            _measure(one.measure, units),
            one.n,
            one.median,
            one.total,
        )
        for one in found.groups
        if one.by == "governance"
    )
    return Table("Measures of the firms by governance mode", heads, rows)


def _measure(name: str, units: Mapping[str, str]) -> str:
    """Return the label of a measure with its unit where the study says it."""
    label = next((one.label for one in MEASURES if one.id == name), name)
    return f"{label}, {units[name]}" if name in units else label
