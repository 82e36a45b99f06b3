"""The seven gaps in words and tables: today, over time, by the log and by the survey."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from hanse.actors.gaps import Estimate
from hanse.actors.sides import GAPS, gap
from hanse.actors.survey import SurveyGaps
from hanse.messages import join_names, message, plural
from hanse.report import (
    Block,
    Bullets,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableColumn,
    literal,
)
from hanse.study.actor_drawings import day_words
from hanse.study.actor_run import ActorRun
from hanse.study.bridging_words import (
    activities_said,
    activity_table,
    missing_blocks,
    proposals_said,
)

__all__ = ["gap_blocks", "gaps_said"]


def gaps_said(found: ActorRun) -> Iterator[str]:
    """Yield how wide the gaps are, how they moved, what disagrees, and what would close them."""
    yield from _width_said(found)
    yield from _movement_said(found)
    if found.findings is not None:
        yield from (f"**Two measures disagree.** {literal(one.says)}"
                    for one in found.findings.disagreements)  # fmt: skip
    for one in found.missing[:2]:
        yield proposals_said(one)
    yield from activities_said(found)


def _width_said(found: ActorRun) -> Iterator[str]:
    """Yield which gaps are open, the widest first, which are closed, and which have no figures."""
    known = [one for one in found.seven.figures if not math.isnan(one.gap.value)]
    wide = sorted((one for one in known if one.gap.value > 0), key=lambda one: -one.gap.value)
    if wide:
        yield message(
            "**Widest gaps today**: {names}. 100 % would be no tie at all, 0 % the target.",
            names="; ".join(f"{one.label} {_percent(one.gap)}" for one in wide),
        )
    closed = [one.label for one in known if one.gap.value == 0]
    if closed:
        yield message("The target is met across {names}.", names=join_names(closed))
    bare = [one for one in found.seven.figures if one.pairs and math.isnan(one.gap.value)]
    if bare:
        listed = "; ".join(f"{one.label} {100 * one.density.value:.1f} %" for one in bare)
        yield message("Density of ties where there is no target: {listed}.", listed=listed)
    for one in found.seven.figures:
        if one.why_missing:
            yield f"{one.label.capitalize()}: {one.why_missing}"


def _percent(estimate: Estimate) -> str:
    """Return a share with its interval."""
    value, low, high = (100 * one for one in (estimate.value, estimate.low, estimate.high))
    span = f" ({low:.0f}–{high:.0f})" if high - low >= 0.5 else ""
    return f"{value:.0f} %{span}"


def _movement_said(found: ActorRun) -> Iterator[str]:
    """Yield how densities moved from the first day to the last, and what the early days lack."""
    days = found.over_time.days
    if len(days) < 2:
        return
    first = day_words(days[0].day)
    rose = [one.key for one in found.over_time.changes if one.density.low > 0]
    fell = [one.key for one in found.over_time.changes if one.density.high < 0]
    for words, keys in (("denser", rose), ("sparser", fell)):
        if not keys:
            continue
        moved = [
            f"{gap(key).label} {100 * days[0].of(key).density.value:.1f} → "
            f"{100 * days[-1].of(key).density.value:.1f} %"
            for key in keys
        ]
        yield message(
            "**Ties have become {words} across {n} of 7 gaps** since {first}: {moved}.",
            n=len(keys),
            words=words,
            first=first,
            moved="; ".join(moved),
        )
    if not rose and not fell:
        yield message("No gap has moved by more than what is not logged could explain.")
    yield from _doubts_said(found)


def _doubts_said(found: ActorRun) -> Iterator[str]:
    """Yield what makes early days look sparse, and where ties became fewer in the last step."""
    days, rule = found.over_time.days, found.settings.ties
    logged = found.log.episodes.days
    memory = rule.half_life * math.log2(1 / rule.least) if rule.least < 1 else 0.0
    if len(logged) and days[0].day - int(logged.min()) < memory:
        yield message(
            "The log begins on {start}, so its first years have less behind them than the last: "
            "part of the rise comes from that. The share that is logged is taken to be "
            "the same throughout.",
            start=day_words(int(logged.min())),
        )
    down = [
        after.label
        for before, after in zip(days[-2].figures, days[-1].figures, strict=True)
        if after.density.value < before.density.value
    ]
    if down:
        yield message(
            "Since {day} density fell across {names}.",
            day=day_words(days[-2].day),
            names=join_names(down),
        )


def gap_blocks(found: ActorRun) -> Iterator[Block]:
    """Yield the tables of the seven gaps: today, over time, both measures, ties, activities."""
    yield Heading(2, "The seven gaps today")
    yield _today(found)
    yield Paragraph(literal(str(found.seven.logged)))
    if found.seven.logged.is_complete:
        yield Notice(
            "note",
            "All episodes are taken to be logged, so no interval is shown. An audit of what stands "
            "in the log tells how much it misses: `[actors.gaps] audit`.",
        )
    yield _reach(found)
    if len(found.over_time.days) > 1:
        yield Heading(2, "The seven gaps over time")
        yield _over_time(found)
    if found.survey is not None and found.findings is not None:
        yield Heading(2, "What the log shows and what firms say")
        yield _both(found)
        said = [literal(one.says) for one in found.findings.findings]
        yield Bullets((*said, literal(found.findings.agreement.says)))
        yield _survey(found.survey)
    if found.missing:
        yield Heading(2, "Which ties would close them best")
        yield from (block for one in found.missing for block in missing_blocks(one))
    if found.effects is not None:
        yield Heading(2, "Bridging activities and what came after")
        yield activity_table(found)
        yield Paragraph(literal(str(found.effects.caution())))


def _today(found: ActorRun) -> Table:
    """Return how wide each gap is."""
    heads = (
        TableColumn("gap", align="left"),
        TableColumn("kind", "endogenous gaps are at home, the exogenous one leads abroad"),
        TableColumn("others", "actors on the other side", digits=0),
        TableColumn("ties seen", digits=0),
        TableColumn(
            "density", "ties over pairs, with those that were not logged", unit="%", digits=2
        ),
        TableColumn("interval", "95 %, for this very network", align="right"),
        TableColumn("target", unit="%", digits=1),
        TableColumn("gap width", "1 less density over target, 0 where it is met", align="right"),
    )
    rows = []
    for one in found.seven.figures:
        kind = "exogenous" if one.is_exogenous else "endogenous"
        rows.append(
            (
                f"{one.number} {one.label}",
                kind,
                one.n_others,
                one.ties,
                _hundred(one.density.value),
                _span(one.density, 2),
                _hundred(one.target),
                "–" if math.isnan(one.gap.value) else _percent(one.gap),
            )
        )
    firms = found.seven.figures[0].n_firms
    note = f"{plural(firms, 'firm')} of the cluster. "
    note += "Density falls with the size of a network; the next table does not."
    return Table("The seven gaps from the log", heads, tuple(rows), note)


def _reach(found: ActorRun) -> Table:
    """Return how many firms reach across each gap and where their ties turn."""
    heads = (
        TableColumn("gap", align="left"),
        TableColumn("ties of a firm", "mean over firms", digits=2),
        TableColumn("firms with a tie", unit="%", digits=0),
        TableColumn("interval", "95 %", align="right"),
        TableColumn("relationships", "of the ties", unit="%", digits=0),
        TableColumn("E–I", "ties outward less inward over all, −1 to 1", digits=2),
        TableColumn("expected", "if groups were mixed by chance", digits=2),
        TableColumn("p", "permutation test", digits=3),
    )
    rows = tuple(
        (
            f"{one.number} {one.label}",
            one.mean_degree.value,
            _hundred(one.firms_reached.value),
            _span(one.firms_reached, 0),
            _hundred(one.relationships),
            one.external.index.value,
            one.external.expected,
            one.external.p_value,
        )
        for one in found.seven.figures
    )
    note = (
        "E–I index: Krackhardt and Stern (1988). Of gap 1 it is held against everybody else. "
        "0.001 is the least p that 999 random draws can give."
    )
    return Table("How many firms reach across", heads, rows, note)


def _minus(text: str) -> str:
    """Return text with the sign of numbers below 0 as tables print it."""
    return text.replace("-", "−")


def _hundred(value: float) -> float | None:
    """Return a share in per cent, None for none."""
    return None if math.isnan(value) else 100 * value


def _span(estimate: Estimate, digits: int) -> str:
    """Return an interval in per cent, a dash where it has no width."""
    if math.isnan(estimate.low) or estimate.low == estimate.high:
        return "–"
    return f"{100 * estimate.low:.{digits}f}–{100 * estimate.high:.{digits}f}"


def _over_time(found: ActorRun) -> Table:
    """Return densities at the ends of years."""
    days = found.over_time.days
    heads = (
        TableColumn("gap", align="left"),
        *(TableColumn(date.fromordinal(one.day).isoformat(), unit="%", digits=2) for one in days),
        TableColumn("change", "points; * its interval leaves out 0", align="right"),
    )
    rows = []
    for one in GAPS:
        change = found.over_time.change(one.key)
        value = change.density.value
        shown = "–" if math.isnan(value) else f"{100 * value:+.2f}{'*' if change.is_clear else ''}"
        densities = [_hundred(day.of(one.key).density.value) for day in days]
        rows.append((f"{one.number} {one.label}", *densities, shown))
    note = "Actors count on the days on which they are there."
    return Table("Density of ties across each gap", heads, tuple(rows), note)


def _both(found: ActorRun) -> Table:
    """Return the log and the survey beside each other."""
    assert found.findings is not None
    heads = (
        TableColumn("gap", align="left"),
        TableColumn("log", "width of the gap", unit="%", digits=0),
        TableColumn("rank", "1 is the widest", digits=0),
        TableColumn("survey", "importance less present interaction, points", digits=2),
        TableColumn("interval", "95 %", align="right"),
        TableColumn("rank ", "1 is the widest", digits=0),
        TableColumn("finding", align="left"),
    )
    rows = []
    for one in found.findings.findings:
        is_known = not math.isnan(one.survey)
        rows.append(
            (
                f"{gap(one.gap).number} {gap(one.gap).label}",
                _hundred(one.log),
                one.log_rank or None,
                one.survey if is_known else None,
                _minus(f"{one.survey_low:.2f} to {one.survey_high:.2f}") if is_known else "–",
                one.survey_rank or None,
                one.finding,
            )
        )
    survey = found.survey
    assert survey is not None
    note = f"Survey of {found.findings.wave}; nothing is shown under {survey.least} answers. "
    return Table(
        "Two measures of each gap", heads, tuple(rows), note + str(found.findings.rule.says)
    )


def _survey(survey: SurveyGaps) -> Table:
    """Return the answers of every wave."""
    heads = (
        TableColumn("gap", align="left"),
        TableColumn("wave", align="left"),
        TableColumn("answers", "to both questions", digits=0),
        TableColumn("importance", "1 to 7", digits=2),
        TableColumn("present", "interaction, 1 to 7", digits=2),
        TableColumn("gap width", "importance less present interaction", digits=2),
        TableColumn("interval", "95 %", align="right"),
    )
    rows: list[tuple[str | int | float | None, ...]] = []
    for one in survey.gaps:
        head = (gap(one.gap).label, one.wave)
        if not one.is_shown:
            rows.append((*head, None, None, None, None, one.reason))
            continue
        span = _minus(f"{one.low:.2f} to {one.high:.2f}")
        rows.append((*head, int(one.n), one.importance, one.present, one.value, span))
    rows.sort(key=lambda row: [one.label for one in GAPS].index(str(row[0])))
    moved = [
        _minus(f"{gap(one.gap).label} {one.value:+.2f} ({one.low:.2f} to {one.high:.2f})")
        for one in survey.changes
        if one.low > 0 or one.high < 0
    ]
    note = f"Moved from wave to wave beyond their interval: {'; '.join(moved) or 'none'}."
    return Table("What firms say of each gap", heads, tuple(rows), note)
