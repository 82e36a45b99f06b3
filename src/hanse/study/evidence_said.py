"""What the included studies say: the evidence table, themes, and the appraisal of quality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hanse.evidence.review.coded_findings import LeftOutAnswer
from hanse.evidence.sheets.appraisal import said_rule
from hanse.evidence.synthesis import NOT_REPORTED, SIGNS, StudyRow, Theme
from hanse.messages import capital, join_names, message, plural
from hanse.report import (
    Block,
    Bullets,
    Details,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableColumn,
    literal,
)
from hanse.study.evidence_run import EvidenceRun
from hanse.tables.countries import country_name

__all__ = ["said_blocks", "studies_said"]

LEADING = 3
GROUPS = ("supports", "opposes", "mixed", "none")
NO_STEP = "no step of the rule holds"


def studies_said(found: EvidenceRun) -> Iterator[str]:
    """Yield the themes that most studies speak of, and those on which studies differ."""
    themes = found.coded.themes
    if themes is None or not themes.n_studies:
        if found.included:
            yield "What the included studies say was not coded yet."
        return
    most = sorted(themes.themes, key=lambda one: -one.n_studies)
    hindering = found.coded.found.hindering if found.coded.found is not None else ()
    shown = [
        _counted(one, is_hindering=one.mechanism in hindering)
        for one in most[:LEADING]
        if one.n_studies
    ]
    split = [literal(one.label) for one in themes.themes if one.supports and one.opposes]
    tail = f"; studies contradict each other on {join_names(split, most=4)}" if split else ""
    n = len(found.state.studies)
    yield message(
        "{n} of {of} {say} what a mechanism does to work abroad, most often {shown}{tail}.",
        n=f"{themes.n_studies:,}",
        of=plural(n, "included study", "included studies"),
        say="says" if themes.n_studies == 1 else "say",
        shown="; ".join(shown),
        tail=tail,
    )


def _counted(theme: Theme, *, is_hindering: bool) -> str:
    """Return a theme with its studies counted by direction."""
    words = ("it hinders", "it helps") if is_hindering else ("it helps", "it hinders")
    parts = [
        (len(getattr(theme, key)), what)
        for key, what in zip(GROUPS, (*words, "it depends", "it does nothing"), strict=True)
        if getattr(theme, key)
    ]
    n, what = parts[0]
    first = f"{plural(n, 'study', 'studies')} {'says' if n == 1 else 'say'} {what}"
    rest = [f"{n:,} that {what}" for n, what in parts[1:]]
    return f"**{literal(theme.label)}** ({join_names([first, *rest])})"


def said_blocks(found: EvidenceRun) -> Iterator[Block]:
    """Yield themes with their studies, the evidence table, what was left out, and the appraisal."""
    yield Heading(2, "What the studies say")
    coded = found.coded
    if not found.included:
        yield Paragraph("Nothing is included yet.")
        return
    if coded.found is None:
        yield Notice(
            "note",
            "There is no coding sheet that asks for mechanisms: name one in the protocol or under "
            "frame.",
        )
    else:
        yield from _themes(found)
    yield _evidence_table(found)
    yield from _open_coding(found)
    yield from _appraisal(found)


def _themes(found: EvidenceRun) -> Iterator[Block]:
    """Yield each theme with the studies that support it, oppose it, or say that it depends."""
    themes = found.coded.themes
    assert themes is not None
    assert found.coded.found is not None
    hindering = found.coded.found.hindering
    yield Paragraph(
        "A study supports a theme where it says that it works as expected: drivers, knowledge and "
        "networks favour work abroad, barriers hinder it. Studies are counted, not findings; one "
        "whose clusters differ is mixed."
    )
    heads = (
        TableColumn("theme", align="left"),
        TableColumn("expected to", align="left"),
        TableColumn("studies", digits=0),
        *(TableColumn(words, align="left") for words in ("support", "against", "depends", "none")),
    )
    rows = tuple(
        (
            one.label,
            "hinder" if one.mechanism in hindering else "favour",
            one.n_studies,
            *("; ".join(getattr(one, key)) for key in GROUPS),
        )
        for one in themes.themes
    )
    yield Table("Themes and the studies that speak of them", heads, rows)
    silent = [literal(one) for one in themes.without_evidence]
    if silent:
        yield Paragraph(
            f"No study says what these do to work abroad: {join_names(silent, most=20)}."
        )


def _evidence_table(found: EvidenceRun) -> Table:
    """Return study by study what was found and where it stands."""
    heads = (
        TableColumn("study", align="left"),
        TableColumn("source", align="left"),
        TableColumn("cluster", align="left"),
        TableColumn("what it says", "+ supports, − opposes, ± mixed, ○ no effect", align="left"),
        TableColumn("appraisal", align="left"),
        TableColumn("records", align="left"),
    )
    rows = tuple(_study(found, one) for one in found.coded.table.rows)
    note = "Places and paraphrases of each finding, with who coded it: tables/evidence_table.csv."
    return Table("Evidence table", heads, rows, note)


def _study(found: EvidenceRun, row: StudyRow) -> tuple[str, ...]:
    """Return the row of a study."""
    says = "; ".join(
        f"{SIGNS[direction]} {found.coded.labels(mechanism)}"
        for mechanism, direction in row.directions.items()
    )
    judged = _judgements(found)
    quality = join_names(list(dict.fromkeys(judged[one] for one in row.records if one in judged)))
    return (
        row.key,
        row.source,
        "; ".join(dict.fromkeys(_setting(found, row))),
        says or _unsaid(found, row),
        quality or "not appraised",
        ", ".join(row.records),
    )


def _unsaid(found: EvidenceRun, row: StudyRow) -> str:
    """Return why a study has no finding: it was not coded, or tells of no effect."""
    told = found.coded.found.told if found.coded.found is not None else ()
    coded = {one.record for one in told}
    is_coded = any(one in coded for one in row.records)
    return "no effect on work abroad coded" if is_coded else "nothing coded"


def _setting(found: EvidenceRun, row: StudyRow) -> Iterator[str]:
    """Yield each cluster of a study with country and kind."""
    for one in row.findings:
        where = country_name(one.country) if one.country else f"country {NOT_REPORTED}"
        kind = found.coded.kind(one.cluster_kind) or f"kind {NOT_REPORTED}"
        yield f"{one.unit} ({where}; {kind})" if one.unit else f"{where}; {kind}"


def _judgements(found: EvidenceRun) -> dict[str, str]:
    """Return the overall judgement of each appraised record."""
    summary = found.coded.summary
    return {} if summary is None else {one.record: one.label for one in summary.reports}


def _open_coding(found: EvidenceRun) -> Iterator[Block]:
    """Yield what is not coded, still due, or left out of the findings."""
    coding = found.coded.coding
    if coding is None:
        return
    said = []
    if coding.uncoded:
        names = [literal(f"{found.keys[one]} ({one})") for one in coding.uncoded]
        said.append(f"Not coded yet: {join_names(names)}.")
    if coding.due:
        said.append(
            f"{plural(len(coding.due), 'answer')} still due: "
            f"{join_names(list(coding.due), most=5)}."
        )
    if coding.final is not None and coding.final.unresolved:
        said.append(
            f"{plural(len(coding.final.unresolved), 'cell')} on which coders differ and that "
            "nobody settled."
        )
    left = Counter(one.why for one in coding_left(found))
    said += [f"{plural(n, 'answer')} not counted as a finding: {why}." for why, n in left.items()]
    if said:
        yield Notice("note", " ".join(said))
    rows = tuple(
        (one.record, one.part, found.coded.labels(one.field), capital(one.why))
        for one in coding_left(found)
    )
    if rows:
        heads = tuple(
            TableColumn(name, align="left") for name in ("record", "cluster", "on", "why")
        )
        yield Details("Answers that are no findings", (Table("Left out", heads, rows),))


def coding_left(found: EvidenceRun) -> tuple[LeftOutAnswer, ...]:
    """Return the answers that are no findings."""
    return found.coded.found.left_out if found.coded.found is not None else ()


def _appraisal(found: EvidenceRun) -> Iterator[Block]:
    """Yield the appraisal by report and by item."""
    summary = found.coded.summary
    if summary is None:
        return
    yield Heading(3, "How far the studies can be relied on")
    counts = Counter(one.label for one in summary.reports)
    said = join_names([f"{n:,} {_judged(label)}" for label, n in counts.items()])
    of = len(found.included)
    yield Paragraph(
        f"{len(summary.reports):,} of {plural(of, 'included report')} appraised: {literal(said)}."
    )
    heads = (
        TableColumn("report", align="left"),
        TableColumn("overall", align="left"),
        TableColumn("because", align="left"),
    )
    rows = tuple(
        (
            f"{found.keys.get(one.record, one.record)} ({one.record})",
            one.label,
            _because(found, one.because),
        )
        for one in summary.reports
    )
    yield Table("Appraisal of each report", heads, rows)
    answers = list(summary.items[0].counts) if summary.items else []
    item_heads = (
        TableColumn("item", align="left"),
        TableColumn("critical", align="left"),
        *(TableColumn(name, digits=0) for name in answers),
    )
    item_rows = tuple(
        (one.label, "yes" if one.is_critical else "", *(one.counts[name] for name in answers))
        for one in summary.items
    )
    yield Details("Answers by item", (Table(summary.sheet.title, item_heads, item_rows),))
    yield Bullets((literal(said_overall(found)),))


def _judged(label: str) -> str:
    """Return a judgement behind a number of reports."""
    if label.endswith("doubt"):
        return f"with {label}"
    return f"to be {label.removeprefix('can be ')}" if label.startswith("can be ") else label


def _because(found: EvidenceRun, why: str) -> str:
    """Return why a judgement follows, in words where no step of the rule held."""
    summary = found.coded.summary
    if why != NO_STEP or summary is None or summary.sheet.overall is None:
        return why
    doubted = {a for one in summary.sheet.overall.steps if one.least == 1 for a in one.answers}
    is_clear = {"no", "partly", "unclear"} <= doubted
    return "no critical item in doubt" if is_clear else "nothing that the rule asks for"


def said_overall(found: EvidenceRun) -> str:
    """Return the rule by which the overall judgement follows."""
    summary = found.coded.summary
    assert summary is not None
    assert summary.sheet.overall is not None
    return said_rule(summary.sheet.overall)
