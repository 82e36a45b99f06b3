"""What two made-up reviewers say: the truth, with errors of a seed and one criterion misread."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from tools.evidence_example.pool import SEED, Paper

FIRST, SECOND = 1, 2
MISREAD = {FIRST: 0.85, SECOND: 0.05}
"""How often ann reads E3 too strictly, and ben too widely, by version of the protocol."""
SLIPS = {"ann": (0.02, 0.003), "ben": (0.03, 0.006)}
"""Chance to exclude what fits, and to include what does not."""
UNSURE = 0.006
OTHER_REASON = 0.05


class Verdict(NamedTuple):
    """A decision with its criterion."""

    value: str
    reason: str = ""
    note: str = ""


def at_title(paper: Paper, person: str, version: int) -> Verdict:
    """Return what a reviewer says of title and abstract under a version of the protocol."""
    draws = _draws(paper, person, "title")
    fits = paper.title == "include"
    if paper.is_doubtful:
        if draws[0] < MISREAD[version]:
            return Verdict("exclude", "E3") if person == "ann" else Verdict("include")
        return Verdict("include") if fits else Verdict("exclude", "E3")
    if draws[1] < UNSURE:
        return Verdict("unsure", "", "title and abstract do not tell")
    missed, slipped = SLIPS[person]
    if fits:
        is_known = paper.full == "include"
        return (
            Verdict("exclude", "E3") if draws[2] < missed and not is_known else Verdict("include")
        )
    if draws[2] < slipped:
        return Verdict("include")
    reason = paper.title
    if draws[3] < OTHER_REASON and reason in ("E1", "E4"):
        reason = "E4" if reason == "E1" else "E1"
    return Verdict("exclude", reason)


def settled_at_title(paper: Paper) -> Verdict:
    """Return what settles a conflict."""
    return Verdict("include") if paper.title == "include" else Verdict("exclude", paper.title)


def at_full_text(paper: Paper, person: str) -> Verdict:
    """Return what a reviewer says of a full text; ann takes one for another than it is."""
    if paper.full == "include":
        return Verdict("include")
    if paper.key == "LI-032" and person == "ann":
        return Verdict("include", "", "several initiatives, one country")
    if paper.full.startswith("E"):
        return Verdict("exclude", paper.full)
    return Verdict("exclude", paper.title if paper.title.startswith("E") else "E4")


def _draws(paper: Paper, person: str, what: str) -> np.ndarray:
    """Return four uniform numbers that hang on paper, person and what is decided alone."""
    return np.random.default_rng([SEED, *f"{paper.key} {person} {what}".encode()]).random(4)
