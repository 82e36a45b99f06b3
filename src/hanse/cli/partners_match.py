"""``hanse partners match``: places that only one can have, so that nobody would rather swap."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from hanse.cli.formats import Format, print_answer
from hanse.cli.observe_input import As, check_file
from hanse.errors import unknown_name

__all__ = ["match"]

PROPOSERS = ("visitors", "hosts")

Visitors = Annotated[
    Path,
    typer.Option("--visitors", metavar="FILE", help="Columns visitor and choices, best first."),
]
Hosts = Annotated[
    Path, typer.Option("--hosts", metavar="FILE", help="Columns host, choices and places.")
]
Proposer = Annotated[
    str, typer.Option("--proposer", help="Whom it is best for: visitors or hosts.")
]


def match(
    visitors: Visitors, hosts: Hosts, proposer: Proposer = "visitors", form: As = Format.TEXT
) -> None:
    """Print who gets which place, so that no two would rather have each other."""
    from hanse.partners.matching import read_preferences, stable_matching

    if proposer not in PROPOSERS:
        raise unknown_name("side", proposer, PROPOSERS, where="--proposer")
    for path in (visitors, hosts):
        check_file(path)
    made, places = read_preferences(visitors, hosts)
    side = cast('Literal["visitors", "hosts"]', proposer)
    print_answer(stable_matching(made, places, proposer=side), form)
