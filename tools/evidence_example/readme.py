"""README.md of the example, its figures counted from the log."""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tools.evidence_example.pool import FOLDER

from hanse.evidence import review as rv
from hanse.evidence.library import ClusterProfile, cluster_library, most_alike
from hanse.study.evidence_coded import run_coded
from hanse.study.evidence_settings import read_evidence_settings

if TYPE_CHECKING:
    from tools.evidence_example.story import Story

TITLE, WIDTH = "title-abstract", 104


def readme_text(story: Story, settings: Path) -> str:
    """Return the text with every figure filled in."""
    text = (FOLDER / "example-readme.md").read_text(encoding="utf-8")
    found = {**imported(story), **duplicates(story), **screened(story), **ended(story)}
    found |= {**assessed(story), **updated(story), **mapped(story, settings)}
    found["alike"] = alike(settings)
    found["events"] = f"{len(story.review.log.events):,}"
    text = re.sub("<<([a-z0-9A-Z]+)>>", lambda name: str(found[name[1]]), text)
    head, mark, tail = text.partition("## Planted findings")
    before, *items = re.split(r"\n(?=\d+\. )", tail)
    said = textwrap.fill(" ".join(before.split()), WIDTH, break_on_hyphens=False)
    return "\n".join([f"{head}{mark}\n\n{said}\n", *map(wrapped, items)]) + "\n"


def wrapped(item: str) -> str:
    """Return a numbered item in lines that can be read."""
    text = " ".join(item.split())
    return textwrap.fill(text, WIDTH, subsequent_indent="   ", break_on_hyphens=False)


def imported(story: Story) -> dict[str, object]:
    """Return the records of each import, and what is damaged."""
    state = story.review.state
    counts = Counter(state.identification(one).import_id for one in state.records)
    search = next(one for one in state.searches if one.source == "wos")
    return {**counts, "hits": search.hits, "damaged": state.rejected[0].place}


def duplicates(story: Story) -> dict[str, object]:
    """Return how many were merged by whom, and which works stand twice."""
    state = story.review.state
    first = [one for one in state.records if state.identification(one).import_id != "I13"]
    merges = [one for one in state.merges if one.rule != "seen before"]
    hand = sum(one.rule == "by hand" for one in merges)
    said = sum(one.person == "cai" for one in (*merges, *state.distinct))
    tops: dict[str, set[str]] = {}
    for one in first:
        tops.setdefault(story.key(one), set()).add(state.representative(one))
    twice = [story.found.papers[key].record.title for key, many in tops.items() if len(many) > 1]
    return {
        "first": f"{len(first):,}",
        "merged": len(merges) - hand,
        "hand": hand,
        "left": len(first) - len(merges),
        "pairs": said,
        "twice": "; ".join(f"*{short(title)}*" for title in twice) or "none",
    }


def short(title: str) -> str:
    """Return the beginning of a title."""
    return title if len(title) < 45 else title[:45].rpartition(" ")[0] + " …"


def screened(story: Story) -> dict[str, object]:
    """Return the conflicts by criterion, and agreement under each wording."""
    conflicts = rv.conflicts_of(story.review, TITLE)
    behind = {name: (n, included) for name, n, included in conflicts.criteria}
    second = story.review.state.amendments[1].number
    said: dict[str, dict[str, str]] = {}
    numbers: dict[str, int] = {}
    for event in story.review.log.events:
        if event.event == "decided" and event.stage == TITLE:
            said.setdefault(event.record, {})[event.person] = event.value
            numbers.setdefault(event.record, event.number)
    rows = {
        is_later: [one for record, one in said.items() if (numbers[record] > second) is is_later]
        for is_later in (False, True)
    }
    return {
        "e3": behind["E3"][0],
        "e3in": behind["E3"][1],
        "conflicts": conflicts.settled,
        "agree1": agreed(rows[False]),
        "agree2": agreed(rows[True]),
    }


def agreed(rows: list[dict[str, str]]) -> str:
    """Return in how many records two people agree, with kappa."""
    same = sum(one["ann"] == one["ben"] for one in rows)
    value = kappa([one["ann"] for one in rows], [one["ben"] for one in rows])
    return f"{same} of {len(rows)} records ({100 * same / len(rows):.0f} %, kappa {value:.2f})"


def kappa(one: list[str], two: list[str]) -> float:
    """Return Cohen's kappa by its definition."""
    n = len(one)
    first, second = Counter(one), Counter(two)
    by_chance = sum(first[name] * second[name] for name in first) / n**2
    observed = sum(np.equal(one, two)) / n
    return float((observed - by_chance) / (1 - by_chance))


def ended(story: Story) -> dict[str, object]:
    """Return where the screening stopped."""
    check = rv.stop_check(story.review)
    (sample,) = rv.stage_history(story.review, TITLE).samples
    removed = story.review.state.removed
    lost = sum(story.paper(one).title == "include" for one in removed)
    return {
        "ranked": check.n_records - sample.pool,
        "pool": sample.pool,
        "drawn": sample.screened,
        "relevant": sample.relevant or "none",
        "found": check.found,
        "unscreened": len(removed),
        "lost": lost or "none",
    }


def assessed(story: Story) -> dict[str, object]:
    """Return what became of the reports."""
    state = story.review.state
    gone = state.not_retrieved
    sought = [one for one in state.sought if state.identification(one).import_id != "I13"]
    return {
        "sought": len(sought),
        "missing": len(gone),
        "notext": sum(story.paper(one).is_made_up for one in gone),
        "out": sum(state.position(one) == "excluded at assessment" for one in state.records),
    }


def updated(story: Story) -> dict[str, object]:
    """Return what the update brought."""
    changes = rv.changes_of(story.review)
    return {
        "seen": changes.known,
        "waiting": len(changes.new),
        "retracted": changes.retracted[0].record,
    }


def mapped(story: Story, settings: Path) -> dict[str, object]:
    """Return how much of the evidence map is empty."""
    with settings.open("rb") as stream:
        asked = read_evidence_settings(tomllib.load(stream)["evidence"])
    included = rv.records_at(story.review, "included")
    made = run_coded(story.review, asked, included).map
    if made is None:
        raise SystemExit("there is no evidence map")
    gap = made.gaps[0]
    shown = f"{made.rows.label(gap.row)}, {made.columns.label(gap.column)}"
    return {
        "speak": made.n_studies,
        "cells": len(made.cells),
        "empty": len(made.empty),
        "gap": shown,
    }


def alike(settings: Path) -> str:
    """Return how like the most alike cluster is."""
    with settings.open("rb") as stream:
        profile = tomllib.load(stream)["evidence"]["like"]
    return f"{most_alike(ClusterProfile(**profile), cluster_library()).shown[0].score:.2f}"
