"""``hanse review stop`` and ``resume``: whether enough is screened, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hanse.cli.clock import now
from hanse.cli.formats import Format, as_argument, print_answer
from hanse.cli.observe_input import As
from hanse.cli.review_input import Because, Folder, Person, Stage, opened, person_of, stage_of
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.evidence.review import Review
    from hanse.evidence.stopping import StopCheck

__all__ = ["resume", "stop"]

Draw = Annotated[
    bool, typer.Option("--draw", help="Put what is not screened into random order; do it once.")
]
Size = Annotated[
    int | None, typer.Option("--size", min=1, help="How many to draw; all that are left if not.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Of the draw.")]
End = Annotated[bool, typer.Option("--end", help="Stop; leave out what nobody screened.")]


def stop(
    folder: Folder,
    stage: Stage = "title-abstract",
    draw: Draw = False,
    size: Size = None,
    seed: Seed = 0,
    end: End = False,
    because: Because = "",
    person: Person = "",
    form: As = Format.TEXT,
) -> None:
    """Print whether screening may stop; draw the random sample; or end the screening."""
    from hanse.evidence.review import draw_random, end_screening, stop_check

    if draw and end:
        raise InputError("--draw and --end at once", mend="Draw first, screen, then end.")
    review, at = opened(folder), stage_of(stage)
    if draw:
        who = person_of(review, person)
        drawn = draw_random(review, at, size=size, seed=seed, person=who, at=now())
        print(f"{len(drawn):,} records in random order (seed {seed}); they come up next:")
        print(f"  hanse review screen {as_argument(folder)} --stage {at}")
        return
    if end:
        who = person_of(review, person)
        check, left = end_screening(review, at, because=because, person=who, at=now())
        _say(check)
        print(f"Stopped; {len(left):,} records are left unscreened.")
        return
    check = stop_check(review, at)
    if form is not Format.TEXT:
        print_answer(check, form)
        return
    _tell(review, at, check)


def _tell(review: Review, stage: str, check: StopCheck) -> None:
    """Print what the rule says, what is not settled, the recall, and what more would cost."""
    from hanse.evidence.review import cost_of_next_point, recall_of_sample

    _say(check)
    begun = sum(bool(review.state.decisions(r, stage)) for r in review.state.standing)
    if begun > check.screened:
        _say(
            f"{begun - check.screened:,} records have decisions and are not settled; they count "
            "when every reviewer has decided and conflicts are resolved."
        )
    found = recall_of_sample(review, stage)
    if found is not None:
        _say(found)
    if check.screened < check.n_records:
        _say(cost_of_next_point(review, stage))


def _say(what: object) -> None:
    """Print sentences in lines that fit a console, a blank line behind them."""
    import textwrap

    print(textwrap.fill(str(what), 96) + "\n")


def resume(
    folder: Folder,
    stage: Stage = "title-abstract",
    because: Because = "",
    person: Person = "",
) -> None:
    """Go on with a screening that was stopped."""
    from hanse.evidence.review import resume_screening

    review = opened(folder)
    who = person_of(review, person)
    back = resume_screening(review, stage_of(stage), because=because, person=who, at=now())
    print(f"Screening goes on; {len(back):,} records are open again.")
