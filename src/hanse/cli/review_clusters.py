"""``hanse review clusters``: the clusters that a review covers, and those most like yours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hanse.cli.formats import Format, print_answer
from hanse.cli.observe_input import As, pairs_of
from hanse.errors import InputError

__all__ = ["clusters"]

Words = Annotated[
    str, typer.Argument(metavar="[WORDS]", help="Words to search for, such as 'mangoes Peru'.")
]
Like = Annotated[
    list[str],
    typer.Option(
        "--like",
        metavar="FIELD=VALUE",
        help="What you know of your cluster: product, country, collaboration=yes, ...; repeat it.",
    ),
]
Library = Annotated[
    Path | None, typer.Option("--library", metavar="FILE", help="An own library; see the docs.")
]
Most = Annotated[int, typer.Option("--most", min=1, help="How many of those most alike.")]
Country = Annotated[str, typer.Option("--country", help="Only of this country.")]
Activity = Annotated[str, typer.Option("--activity", help="exporting or not exporting.")]
Industry = Annotated[str, typer.Option("--industry", help="Only of this group of industries.")]
Driver = Annotated[list[str], typer.Option("--driver", help="Only with this driver; repeat it.")]
Barrier = Annotated[list[str], typer.Option("--barrier", help="Only with this barrier.")]


def clusters(
    words: Words = "",
    like: Like = [],  # noqa: B006  # typer reads it, nothing writes to it
    library: Library = None,
    most: Most = 5,
    country: Country = "",
    activity: Activity = "",
    industry: Industry = "",
    driver: Driver = [],  # noqa: B006
    barrier: Barrier = [],  # noqa: B006
    form: As = Format.TEXT,
) -> None:
    """Search the library of reviewed clusters, or print those most like yours."""
    from dataclasses import fields

    from hanse.evidence.library import (
        ClusterProfile,
        cluster_library,
        most_alike,
        read_cluster_library,
    )

    found = cluster_library() if library is None else read_cluster_library(library)
    if not like:
        print_answer(
            found.search(
                words,
                country=country or None,
                activity=activity or None,
                industry=industry or None,
                driver=driver or None,
                barrier=barrier or None,
            ),
            form,
        )
        return
    if words or country or activity or industry or driver or barrier:
        raise InputError("a search and --like at once", mend="Do one after the other.")
    known = [one.name for one in fields(ClusterProfile)]
    given = pairs_of(like, option="--like", kind="field", example="country=Sweden", known=known)
    print_answer(most_alike(ClusterProfile(**given), found, most), form)
