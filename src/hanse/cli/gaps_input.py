"""Options of ``hanse gaps``: what the gaps are held against, and how much is logged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from hanse.cli.observe_input import in_options, pairs_of
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.actors.gaps import Logged
    from hanse.cli.actors_input import Opened
    from hanse.study.actor_settings import GapSettings

__all__ = ["Audit", "LoggedShare", "Target", "gap_settings", "target_named"]

_NO_TARGET = "No target and no peers are given"

Target = Annotated[
    list[str],
    typer.Option("--target", metavar="GAP=DENSITY", help="Density aimed at; repeat it."),
]
LoggedShare = Annotated[
    float | None, typer.Option("--logged", help="Share of the episodes that is logged.")
]
Audit = Annotated[
    str, typer.Option("--audit", metavar="FOUND/ASKED", help="What an audit found, as 121/150.")
]
_AUDIT = re.compile(r"\s*(\d+)\s*/\s*(\d+)\s*")


def gap_settings(
    opened: Opened, target: Sequence[str], logged: float | None = None, audit: str = ""
) -> GapSettings:
    """Return what the gaps are held against: the options before hanse.toml.

    Raises
    ------
    InputError
        If an option is no pair, names no gap, or is out of range.
    """
    asked = opened.settings.gaps
    share = _logged(logged, audit)
    return replace(
        asked,
        targets={**asked.targets, **_targets(target)},
        logged=asked.logged if share is None else share,
    )


def _targets(given: Sequence[str]) -> dict[str, float]:
    """Return the density that is aimed at by gap."""
    from hanse.actors.sides import GAPS

    known = [one.key for one in GAPS]
    example = "capital=0.05"
    pairs = pairs_of(given, option="--target", kind="gap", example=example, known=known)
    found = {}
    for name, text in pairs.items():
        part = text.removesuffix("%")
        try:
            found[name] = float(part) / (1 if part == text else 100)
        except ValueError:
            found[name] = 0.0
        if not 0 < found[name] <= 1:
            mend = f"Give a density above 0, at most 1: --target {name}=0.05, or {name}=5%."
            raise InputError(f"{name} is '{text}'", where="--target", mend=mend)
    return found


def target_named(text: str) -> str:
    """Return an answer as text that says how a target is given where there is none."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.startswith(_NO_TARGET):
            lines[at] = f"{line} Give one for each gap with --target capital=0.05."
    return "\n".join(lines)


def _logged(share: float | None, audit: str) -> Logged | None:
    """Return how much is logged, None where nothing is said."""
    from hanse.actors.gaps import Logged

    if share is not None and audit:
        mend = "Give one of --logged and --audit."
        raise InputError("both are given", where="--logged and --audit", mend=mend)
    with in_options({"share of logged episodes": "--logged", "audit of the log": "--audit"}):
        if share is not None:
            return Logged(share=share)
        if not audit:
            return None
        numbers = _AUDIT.fullmatch(audit)
        if numbers is None:
            mend = "Write how many were found of how many: --audit 121/150."
            raise InputError(f"'{audit}' is no audit", where="--audit", mend=mend)
        return Logged.from_audit(found=int(numbers[1]), asked=int(numbers[2]))
