"""``hanse review prisma``: the flow diagram and the checklist, counted from the log alone."""

from __future__ import annotations

from typing import Annotated

import typer

from hanse.cli.formats import Format, print_answer
from hanse.cli.observe_input import As, Figure
from hanse.cli.pictures import check_picture, tell_picture, write_picture
from hanse.cli.review_input import Folder, opened

__all__ = ["prisma"]

Since = Annotated[
    str, typer.Option("--since", metavar="VERSION", help="The update after a published version.")
]
Checklist = Annotated[bool, typer.Option("--checklist", help="The checklist, not the diagram.")]


def prisma(
    folder: Folder,
    since: Since = "",
    checklist: Checklist = False,
    form: As = Format.TEXT,
    figure: Figure = None,
) -> None:
    """Print every box of the PRISMA 2020 flow diagram, or what the log says of its checklist."""
    from hanse.evidence.prisma import prisma_flow
    from hanse.evidence.review import checklist_of
    from hanse.plot import prisma_flow as drawn

    check_picture(figure)
    review = opened(folder)
    if checklist:
        print_answer(checklist_of(review), form)
        return
    found = prisma_flow(
        review.log,
        since=since or None,
        reasons={one.id: one.text for one in review.protocol.criteria},
        sources={one.id: one.name for one in review.protocol.sources},
    )
    if figure is not None:
        write_picture(drawn(found, title=review.protocol.title), figure)
    print_answer(found, form)
    tell_picture(figure, form)
