"""What a reader needs who does not know the method: a short key, and the words explained."""

from __future__ import annotations

from hanse.messages import Message, message
from hanse.report import Block, Heading, Table, TableColumn

__all__ = ["WORDS", "key_to_reading", "words_blocks"]

WORDS = (
    ("membership", "How far a case belongs to a set: 0 fully out, 0.5 undecided, 1 fully in."),
    ("outcome", "The set that is to be explained; `~` before its name means its absence."),
    ("condition", "A set that may be part of an explanation."),
    ("row", "One combination of conditions present and absent, with the cases that have it."),
    ("frequency", "The fewest cases a row must have to be judged; with fewer it is open."),
    (
        "consistency",
        "How reliably a row, path or solution comes with the outcome: 1 where no case has more of "
        "it than of the outcome. For a necessary condition: how reliably the outcome comes with "
        "the condition.",
    ),
    (
        "PRI",
        "Consistency that does not count what speaks for the outcome and its absence alike; low "
        "where a row goes with both.",
    ),
    ("raw coverage", "How much of the outcome a path accounts for, alone or with other paths."),
    ("unique coverage", "How much of the outcome a path accounts for that no other path does."),
    ("necessary", "The outcome does not come without it; told by a consistency near 1."),
    (
        "RoN",
        "Relevance of necessity: low where nearly every case has the condition, so that its being "
        "necessary says little.",
    ),
    ("path", "A combination of conditions that comes with the outcome: one term of a model."),
    ("model", "Paths that together cover all rows judged to come with the outcome."),
    ("minimal", "No path and no condition can be left out. Several models can be minimal."),
    (
        "conservative, intermediate, parsimonious",
        "Three solutions that differ in what they assume of combinations that could not be judged: "
        "nothing; only what the stated expectations allow; whatever makes the paths shortest.",
    ),
    (
        "core, peripheral",
        "A core condition also stands in a parsimonious path around the path; a peripheral one "
        "does not, and is less sure.",
    ),
)
"""Each word of the report that is not everyday English, with its meaning."""


def key_to_reading(first: str) -> Message:
    """Return the signs and measures of the first page in a few lines.

    Parameters
    ----------
    first : str
        The solution that the report shows first.
    """
    return message(
        "**Key.** `~` without, `*` together with, `+` or. *Consistency* (0 to 1): how reliably a "
        "path comes with the outcome. *Coverage*: how much of the outcome it accounts for. There "
        "are three solutions: of combinations that could not be judged the conservative one "
        "assumes nothing, the intermediate what is expected, the parsimonious whatever shortens "
        "the paths. The {first} one is shown first.",
        first=first,
    )


def words_blocks() -> list[Block]:
    """Return the section that explains the words."""
    heads = (TableColumn("word", align="left"), TableColumn("meaning", align="left"))
    return [
        Heading(1, "Words used here", "words"),
        Table("What the words of this report mean", heads, WORDS),
    ]
