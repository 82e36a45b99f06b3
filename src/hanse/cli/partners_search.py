"""``hanse partners search``: the best partners of each seeker, with the reasons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hanse.cli.formats import Format, print_answer
from hanse.cli.observe_input import As, from_one, in_options
from hanse.cli.partners_days import AsOf
from hanse.cli.partners_profiles import (
    check_files,
    choices_of,
    distances_of,
    profile_named,
    read_asked,
    sides_of,
    trust_of,
)
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.partners.search import PartnerScores, SearchSensitivity

__all__ = ["search"]

PLACES = {
    "seekers": "--for",
    "candidates": "--home",
    "trust": "--trust",
    "distances": "--distances",
}
"""The place of an error of the library → the option that stands for it."""

ProfilesFile = Annotated[
    Path, typer.Argument(metavar="PROFILES", help="A row for each profile; see the docs.")
]
Tags = Annotated[
    Path | None, typer.Option("--tags", metavar="FILE", help="Tags that mean the same or more.")
]
Trust = Annotated[
    Path | None,
    typer.Option("--trust", metavar="FILE", help="from, to and trust (1 to 7) or strength."),
]
Distances = Annotated[
    Path | None,
    typer.Option("--distances", metavar="FILE", help="Your own distances; else our index."),
]
MapFile = Annotated[
    Path | None, typer.Option("--map", metavar="M.toml", help="Which column of PROFILES is which.")
]
For = Annotated[
    list[str], typer.Option("--for", metavar="NAME", help="Who seeks; repeat it. Else everyone.")
]
HomeCluster = Annotated[
    str, typer.Option("--home", metavar="CLUSTER", help="Its profiles seek among all others.")
]
Weight = Annotated[
    list[str],
    typer.Option("--weight", metavar="PART=NUMBER", help="Weight of a part; repeat it."),
]
New = Annotated[
    list[str],
    typer.Option("--newcomers", metavar="NAME=NUMBER", help="Their term; or none. Repeat it."),
]
Without = Annotated[
    list[str],
    typer.Option("--without", metavar="FILTER", help="A filter that shall not bar; repeat it."),
]
Stale = Annotated[
    int, typer.Option("--stale-after", help="Days after which a profile is out of date.")
]
Similarity = Annotated[
    str, typer.Option("--similarity", help="Of technologies: jaccard or cosine.")
]
Most = Annotated[int, typer.Option("--most", help="Places on each list.")]
Why = Annotated[
    str, typer.Option("--why", metavar="NAME", help="Say why it is proposed or not; with --for.")
]
Sensitivity = Annotated[
    bool, typer.Option("--sensitivity", help="What stays when a weight changes by half.")
]


def search(
    profiles: ProfilesFile,
    seekers: For = [],  # noqa: B006  # typer reads it, nothing writes to it
    home: HomeCluster = "",
    tags: Tags = None,
    trust: Trust = None,
    distances: Distances = None,
    mapping: MapFile = None,
    as_of: AsOf = "",
    weight: Weight = [],  # noqa: B006
    newcomers: New = [],  # noqa: B006
    without: Without = [],  # noqa: B006
    stale: Stale = 730,
    similarity: Similarity = "jaccard",
    most: Most = 10,
    why: Why = "",
    sensitivity: Sensitivity = False,
    form: As = Format.TEXT,
) -> None:
    """Print the best partners of each seeker, as good for the one side as for the other."""
    from hanse.partners.search import search as run

    from_one(most, "--most")
    check_files(profiles, tags, trust, distances)
    _check_why(why, seekers, form)
    with in_options(PLACES):
        known = read_asked(profiles, tags, mapping, as_of)
        who, among = sides_of(known, seekers, home)
        other = profile_named(known, why, "--why") if why else ""
        choices = choices_of(weight, newcomers, without, stale, similarity)
        choices |= {"seekers": who, "candidates": among, "trust": trust_of(trust)}
        near = distances_of(distances, choices["weights"])
        found = run(known, distances=near, most=most, **choices)
    if form is not Format.TEXT:
        print_answer(found, form)
        return
    said = [found.why(one, other) for one in who or ()] if other else []
    changes = [str(_changes(found, most))] if sensitivity else []
    print("\n\n".join([_text(found, is_whole=bool(seekers)), *said, *changes]))


def _check_why(why: str, seekers: list[str], form: Format) -> None:
    """Refuse a question that there is no answer to."""
    if why and not (seekers and form is Format.TEXT):
        mend = "Add --for NAME, and leave out --format."
        raise InputError("it is said of a seeker, as text", where="--why", mend=mend)


def _changes(found: PartnerScores, most: int) -> SearchSensitivity:
    """Return how much of the lists stays when a weight changes."""
    from hanse.partners.search import weight_sensitivity

    return weight_sensitivity(found, top=most)


def _text(found: PartnerScores, *, is_whole: bool) -> str:
    """Return a search as text: whole lists, or what the library shows of many."""
    from datetime import date

    from hanse.partners.search import PARTS

    weights = ", ".join(f"{part} {found.weights.of(part):g}" for part in PARTS)
    day = found.profiles.as_of
    looked = f"Looked at on {date.fromordinal(day)}" if day > 1 else "No profile states a day"
    head = f"Weights: {weights}. {looked}."
    if is_whole:
        return "\n".join([head, *_lists(found), found.spread_sentence, *found.notes])
    text = str(found)
    n = len({*found.seeker.tolist()})
    return f"{head}\n{text}" + ("\nAll lists: --format csv, or one: --for NAME" if n > 1 else "")


def _lists(found: PartnerScores) -> list[str]:
    """Return the whole list of each seeker."""
    from hanse.messages import columns_text, join_names

    names, shown = found.profiles.names, []
    for seeker in dict.fromkeys(found.seeker.tolist()):
        entries = [at for at, one in enumerate(found.seeker.tolist()) if one == seeker]
        lines = [
            [
                str(found.rank[at]),
                names[int(found.candidate[at])],
                *(f"{one[at]:.2f}" for one in (found.score, found.there, found.back)),
                "; ".join(found.reasons(at)),
            ]
            for at in entries
        ]
        header = ["rank", names[seeker], "score", "for it", "for them", "reasons"]
        shown.append(columns_text(header, lines, left=[1, 5]))
    alone = [names[found.profiles.at(one)] for one in found.without_any]
    return [*shown, *([f"Nobody suits {join_names(alone)}."] if alone else [])]
