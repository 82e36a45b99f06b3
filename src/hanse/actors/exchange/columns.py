"""The columns of the files of an actor log: what each is called, holds and means."""

from __future__ import annotations

from dataclasses import dataclass

from hanse.actors.sides import GAPS
from hanse.actors.tables import ATMOSPHERE, CHAIN_POSITIONS, EXCHANGES, ROLES, STATES

__all__ = ["DISTINCT", "PERSONAL", "TABLES", "FileColumn", "FileTable", "file_table"]


@dataclass(frozen=True)
class FileColumn:
    """One column of a file.

    Attributes
    ----------
    name : str
        Its heading.
    kind : str
        ``"text"``, ``"list"``, ``"choice"``, ``"choices"`` (one or more), ``"actor"``,
        ``"actors"``, ``"activity"``, ``"date"``, ``"number"``, ``"rating"`` (1 to 7), ``"flag"``
        or ``"country"``. Several entries of a cell are parted by semicolons.
    meaning : str
        What it holds, for people.
    choices : tuple of str
        What a choice may be.
    low, high : float or None
        Least and most of a number.
    is_personal : bool
        Whether it may name a person.
    width : int
        In letters, for the workbook.
    """

    name: str
    kind: str
    meaning: str
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    is_personal: bool = False
    width: int = 16


@dataclass(frozen=True)
class FileTable:
    """One table of a log as a file or a sheet.

    Attributes
    ----------
    name : str
        Name of the sheet and, with .csv, of the file.
    meaning : str
        What a row is.
    columns : tuple of FileColumn
        From left to right.
    key : tuple of str
        The columns that name a row.
    needed : tuple of str
        The columns without which it is none, and by which it is recognised.
    """

    name: str
    meaning: str
    columns: tuple[FileColumn, ...]
    key: tuple[str, ...]
    needed: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The headings."""
        return tuple(one.name for one in self.columns)

    def column(self, name: str) -> FileColumn | None:
        """Return a column by its heading, None for one of the user's own."""
        return next((one for one in self.columns if one.name == name), None)


_KEYS = tuple(one.key for one in GAPS)
_GAP_MEANING = "; ".join(f"{one.key} = {one.label}" for one in GAPS)
_RATED = {
    "power": "How strongly the rater depends on the other side",
    "cooperation": "How much the two work together",
    "conflict": "How much they are at odds",
    "closeness": "How close they are",
    "trust": "How far the rater trusts the other side",
    "expectations": "How far what the rater expects is met",
}

_ACTORS = FileTable(
    "actors",
    "One row for each organisation.",
    (
        FileColumn("actor", "text", "What all sheets call it; each once.", width=26),
        FileColumn("name", "text", "Its name in full; empty where it is the same.", width=34),
        FileColumn(
            "roles",
            "choices",
            "Choose one, or write several parted by semicolons, the main one first.",
            ROLES,
            width=20,
        ),
        FileColumn("cluster", "text", "The cluster that it belongs to.", width=20),
        FileColumn("place", "text", "Town or municipality."),
        FileColumn("country", "country", "Country where it is.", width=20),
        FileColumn("technology", "list", "What it works with, parted by semicolons.", width=26),
        FileColumn("latitude", "number", "Degrees north.", low=-90, high=90, width=11),
        FileColumn("longitude", "number", "Degrees east.", low=-180, high=180, width=11),
        FileColumn("employees", "number", "How many work there.", low=0, width=11),
        FileColumn("experience", "number", "Years of work abroad.", low=0, width=11),
        FileColumn(
            "inward", "flag", "Whether it has foreign owners, suppliers or visitors.", width=9
        ),
        FileColumn("outward", "flag", "Whether it sells, sits or works abroad.", width=9),
        FileColumn("since", "date", "First day; empty where not known.", width=12),
        FileColumn("until", "date", "Last day; empty while it lasts.", width=12),
        FileColumn("contact", "text", "A person: personal data.", is_personal=True, width=22),
        FileColumn("email", "text", "Of the person: personal data.", is_personal=True, width=26),
    ),
    ("actor",),
    ("actor", "roles"),
)
_EPISODES = FileTable(
    "episodes",
    "One row for each time that actors worked together.",
    (
        FileColumn("episode", "text", "A number or name of its own.", width=12),
        FileColumn("date", "date", "When.", width=12),
        FileColumn(
            "parties",
            "actors",
            "Two actors or more as the sheet actors calls them, parted by semicolons.",
            width=44,
        ),
        FileColumn(
            "kind",
            "choices",
            "What was exchanged. Choose one, or write several parted by semicolons.",
            EXCHANGES,
            width=18,
        ),
        FileColumn("initiator", "actor", "The party that began it.", width=26),
        FileColumn("outcome", "text", "What came of it; not for names of persons.", width=30),
        FileColumn("activity", "activity", "The bridging activity that it was part of.", width=18),
        FileColumn("note", "text", "Free text; may name persons.", is_personal=True, width=30),
    ),
    ("episode",),
    ("date", "parties", "kind"),
)
_RELATIONSHIPS = FileTable(
    "relationships",
    "One row for each pair of actors with a lasting tie.",
    (
        FileColumn("party_a", "actor", "One side.", width=26),
        FileColumn("party_b", "actor", "The other side.", width=26),
        FileColumn("start", "date", "First day.", width=12),
        FileColumn("end", "date", "Last day; empty while it lasts.", width=12),
        FileColumn("state", "choice", "How it stands.", STATES, width=12),
        FileColumn(
            "adaptations",
            "list",
            "What either side adapted (product, process, planning), parted by semicolons.",
            width=26,
        ),
        FileColumn(
            "institutions",
            "list",
            "What institutionalises it (agreement, contract, joint project, shared staff), parted "
            "by semicolons.",
            width=26,
        ),
        FileColumn("market", "country", "Country whose market it serves.", width=20),
        FileColumn("dynamism", "rating", "How fast that market changes, 1 to 7.", width=11),
        FileColumn(
            "internationalisation", "rating", "How international the tie is, 1 to 7.", width=11
        ),
        FileColumn("chain", "choice", "What party_b is to party_a.", CHAIN_POSITIONS, width=20),
    ),
    ("party_a", "party_b"),
    ("party_a", "party_b"),
)
_ATMOSPHERE = FileTable(
    "atmosphere",
    "One row for each time that one side rates a relationship, 1 to 7.",
    (
        FileColumn("date", "date", "When.", width=12),
        FileColumn("rater", "actor", "Who rates.", width=26),
        FileColumn("other", "actor", "The other side.", width=26),
        *(FileColumn(name, "rating", f"{_RATED[name]}, 1 to 7.", width=13) for name in ATMOSPHERE),
    ),
    ("date", "rater", "other"),
    ("date", "rater", "other"),
)
_ACTIVITIES = FileTable(
    "activities",
    "One row for each thing that was done to bring actors together.",
    (
        FileColumn("activity", "text", "What episodes call it; each once.", width=18),
        FileColumn("name", "text", "Its name in full.", width=34),
        FileColumn("start", "date", "First day.", width=12),
        FileColumn("end", "date", "Last day; empty where it is the first.", width=12),
        FileColumn(
            "gaps",
            "choices",
            f"Gaps that it was meant to bridge, parted by semicolons: {_GAP_MEANING}.",
            _KEYS,
            width=22,
        ),
        FileColumn("participants", "actors", "Who took part, parted by semicolons.", width=44),
    ),
    ("activity",),
    ("activity", "start"),
)
_ANSWERS = FileTable(
    "answers",
    "One row for each respondent, wave and gap of the survey.",
    (
        FileColumn(
            "respondent", "text", "A name or number: personal data.", is_personal=True, width=18
        ),
        FileColumn("wave", "text", "When it was asked, such as 2026.", width=10),
        FileColumn("gap", "choice", f"{_GAP_MEANING}.", _KEYS, width=12),
        FileColumn("importance", "rating", "How important interaction is, 1 to 7.", width=13),
        FileColumn("present", "rating", "How much interaction there is, 1 to 7.", width=13),
    ),
    ("respondent", "wave", "gap"),
    ("respondent", "gap"),
)

DISTINCT = FileTable(
    "distinct",
    "Only where two actors look the same and are not: one row for each such pair.",
    (
        FileColumn("actor_a", "actor", "One of the two.", width=26),
        FileColumn("actor_b", "actor", "The other one.", width=26),
    ),
    ("actor_a", "actor_b"),
    ("actor_a", "actor_b"),
)
TABLES = (_ACTORS, _EPISODES, _RELATIONSHIPS, _ATMOSPHERE, _ACTIVITIES, _ANSWERS)
PERSONAL = tuple(
    (table.name, one.name) for table in TABLES for one in table.columns if one.is_personal
)


def file_table(name: str) -> FileTable:
    """Return a table by its name.

    Examples
    --------
    >>> file_table("answers").names
    ('respondent', 'wave', 'gap', 'importance', 'present')
    """
    return next(one for one in TABLES if one.name == name)
