"""From coded answers to findings: what each study says of each mechanism, and for which cluster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from hanse.evidence.review.coded import ReviewCoding
from hanse.evidence.sheets import Field, FinalSheet, Sheet
from hanse.evidence.synthesis import Finding, Findings
from hanse.messages import plural
from hanse.result import Answer, Record

__all__ = ["CodedFindings", "LeftOutAnswer", "ToldAnswer", "coded_findings", "mechanisms_of"]

COUNTRY, INDUSTRY = "country", "industry"
NOT_REPORTED = "not-reported"
_SAID = {"favours": 1, "hinders": -1}
_AS_IT_IS = {"mixed": "mixed", "no-effect": "none"}
_SILENT = "the report does not say what it does"
_OPEN = "coders differ, and nobody settled it"


@dataclass(frozen=True)
class LeftOutAnswer(Record, kind="review-left-out-answer"):
    """An answer on a mechanism that is no finding, and why."""

    record: str
    part: str
    field: str
    why: str


@dataclass(frozen=True)
class ToldAnswer(Record, kind="review-told-answer"):
    """Whether a report tells that a mechanism is there, whatever it says of its effect.

    ``value`` is yes, no or unknown; ``country`` is empty where it is not told.
    """

    record: str
    part: str
    country: str
    field: str
    value: str


@dataclass(frozen=True)
class CodedFindings(Answer, kind="review-coded-findings"):
    """The findings of a coded review.

    Attributes
    ----------
    findings : Findings
        One for each cluster and mechanism of which a report says what it does.
    mechanisms, kinds : mapping of str to str
        Ids with their words: all that the sheet asks for, and all kinds of clusters it knows.
    hindering : tuple of str
        Mechanisms that are expected to hinder.
    left_out : tuple of LeftOutAnswer
        Answers that are no findings.
    told : tuple of ToldAnswer
        For each cluster and mechanism whether it is told to be there.
    """

    findings: Findings
    mechanisms: Mapping[str, str]
    kinds: Mapping[str, str]
    hindering: tuple[str, ...]
    left_out: tuple[LeftOutAnswer, ...]
    told: tuple[ToldAnswer, ...] = ()

    def to_frame(self) -> Any:
        """Return the findings, a row each."""
        return self.findings.to_frame()

    def __str__(self) -> str:
        """Return the findings, and how many answers are none."""
        counts: dict[str, int] = {}
        for one in self.left_out:
            counts[one.why] = counts.get(one.why, 0) + 1
        lines = [f"{plural(n, 'answer')} left out: {why}." for why, n in counts.items()]
        return "\n".join([str(self.findings), *lines])


def mechanisms_of(sheet: Sheet) -> dict[str, Field]:
    """Return the fields of a sheet that ask for a mechanism: yes, no or unknown, with a direction.

    Examples
    --------
    >>> from hanse.evidence.sheets import sheet
    >>> list(mechanisms_of(sheet("cluster-internationalisation")))[:3]
    ['multinationals', 'public_agencies', 'collaboration']
    """
    beside = {one.beside for one in sheet.fields if one.id == f"{one.beside}.direction"}
    fields = (one for one in sheet.fields if one.id in beside)
    return {one.id: one for one in fields if one.type == "yes-no-unknown"}


class _Said(NamedTuple):
    """The answers of one unit with who gave them, and the fields that are open."""

    record: str
    part: str
    answers: Mapping[str, str]
    coders: Mapping[str, str]
    open: frozenset[str]

    def of(self, field: str) -> str:
        """Return an answer, empty where there is none."""
        return self.answers.get(field, "")


def coded_findings(
    coding: ReviewCoding,
    *,
    studies: Mapping[str, str] | None = None,
    appraisals: Mapping[str, str] | None = None,
    kind: str = INDUSTRY,
) -> CodedFindings:
    """Return what the coded reports say of each mechanism, cluster by cluster.

    A mechanism is a field that is answered yes, no or unknown and has a direction beside it; it is
    expected to favour work abroad, or to hinder it where the sheet says so in the first words of
    its ``direction`` ("Expected to hinder"). A report *supports* it where that which is there has
    the expected effect, or that which is missing (``no``) the contrary one; it *opposes* it the
    other way round; ``mixed`` and ``no-effect`` are what they say. Unknown is no finding, and so is
    an answer without a direction.

    Parameters
    ----------
    coding : ReviewCoding
        What was coded; where two people coded, what is settled.
    studies : mapping of str to str, optional
        The study of each record, where several records report one.
    appraisals : mapping of str to str, optional
        What the appraisal of each record came to.
    kind : str
        The field that says the kind of a cluster.

    Returns
    -------
    CodedFindings
        With every answer that is left out, and why.

    Raises
    ------
    InputError
        If the sheet has no field of that kind.
    """
    fields = mechanisms_of(coding.sheet)
    kinds = coding.sheet.field(kind, where="[evidence.map] kind") if kind else None
    hindering = [one.id for one in fields.values() if _hinders(one)]
    rows: list[Finding] = []
    left_out: list[LeftOutAnswer] = []
    told: list[ToldAnswer] = []
    beside = (studies or {}, appraisals or {})
    for said in _units(coding):
        for name in fields:
            value = said.of(name) or "unknown"
            told.append(ToldAnswer(said.record, said.part, said.of(COUNTRY), name, value))
            direction, why = _direction(said, name, is_hindering=name in hindering)
            if why:
                left_out.append(LeftOutAnswer(said.record, said.part, name, why))
            if direction:
                rows.append(_finding(said, name, direction, kind, *beside))
    options = kinds.options if kinds else ()
    return CodedFindings(
        findings=Findings.of(rows, mechanisms=fields),
        mechanisms={one.id: one.label for one in fields.values()},
        kinds={one.id: one.label for one in options if one.id != NOT_REPORTED},
        hindering=tuple(hindering),
        left_out=tuple(left_out),
        told=tuple(told),
    )


def _finding(
    said: _Said,
    name: str,
    direction: str,
    kind: str,
    studies: Mapping[str, str],
    appraisals: Mapping[str, str],
) -> Finding:
    """Return the finding of a unit on a mechanism."""
    return Finding(
        record=said.record,
        mechanism=name,
        direction=direction,
        study=studies.get(said.record, ""),
        unit=said.part,
        country=said.of(COUNTRY),
        cluster_kind=_kind(said, kind),
        place=said.of(f"{name}.place"),
        paraphrase=said.of(f"{name}.paraphrase"),
        coder=said.coders.get(name, ""),
        appraisal=appraisals.get(said.record, ""),
    )


def _hinders(field: Field) -> bool:
    """Return whether a mechanism is expected to hinder."""
    return field.direction.casefold().startswith("expected to hinder")


def _units(coding: ReviewCoding) -> list[_Said]:
    """Return the answers that hold, unit by unit."""
    settled = coding.settled
    if settled is None:
        return []
    if not isinstance(settled, FinalSheet):
        return [
            _Said(*unit, answers, dict.fromkeys(answers, settled.person), frozenset())
            for unit, answers in settled.units().items()
        ]
    made: dict[tuple[str, str], list[Any]] = {}
    for cell in settled.cells:
        made.setdefault((cell.record, cell.part), []).append(cell)
    return [
        _Said(
            *unit,
            {one.field: one.value for one in cells if one.value},
            {one.field: ", ".join(one.by) for one in cells},
            frozenset(one.field for one in cells if one.how == "unresolved"),
        )
        for unit, cells in made.items()
    ]


def _direction(said: _Said, name: str, *, is_hindering: bool) -> tuple[str, str]:
    """Return the direction of a finding, or empty with the reason why there is none."""
    beside = f"{name}.direction"
    if name in said.open or beside in said.open:
        return "", _OPEN
    value, effect = said.of(name), said.of(beside)
    if value not in ("yes", "no"):
        return "", ""
    if effect in _AS_IT_IS:
        return _AS_IT_IS[effect], ""
    if effect not in _SAID:
        return "", _SILENT
    sign = _SAID[effect] * (1 if value == "yes" else -1)
    return "supports" if sign == (-1 if is_hindering else 1) else "opposes", ""


def _kind(said: _Said, kind: str) -> str:
    """Return the kind of a cluster, empty where it is not told."""
    answer = said.of(kind) if kind else ""
    return "" if answer in (NOT_REPORTED, "unknown") else answer
