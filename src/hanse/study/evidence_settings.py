"""``[evidence]``: the review that a study reports, its map, and what is held against a library."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.evidence.library import ClusterProfile
from hanse.evidence.synthesis import AXES
from hanse.study.observatory_checks import placed
from hanse.study.toml_values import check_keys, names_of, number_of, seed_of, text_of, whole_of

__all__ = ["WHERE", "EvidenceSettings", "LikeSettings", "MapSettings", "read_evidence_settings"]

WHERE = "[evidence]"
MAP, LIKE = "[evidence.map]", "[evidence.like]"
PROFILE = tuple(one.name for one in dataclasses.fields(ClusterProfile))
FILES = ("library", "statements", "studies")
UNIVERSE = ("countries", "kinds", "continents", "regions")


@dataclass(frozen=True)
class MapSettings:
    """``[evidence.map]``: the axes of the evidence map, and what could stand there.

    Attributes
    ----------
    rows, columns : str
        Axes of `hanse.evidence.synthesis`.
    kind : str
        The field of the coding sheet that says the kind of a cluster.
    universe : mapping of str to tuple of str
        What the question is about, by axis; an axis that is not in it has what the studies have.
    """

    rows: str = "mechanism"
    columns: str = "country"
    kind: str = "industry"
    universe: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class LikeSettings:
    """``[evidence.like]``: the own cluster, and the library that it is held against.

    Attributes
    ----------
    profile : ClusterProfile
        What is known of the own cluster.
    n : int
        How many clusters are shown.
    least : float
        Share of the weight that must be known of a cluster to rank it with the others.
    library, statements, studies : str
        Files of an own library; without the first the one that comes with hanse.
    """

    profile: ClusterProfile
    n: int = 5
    least: float = 0.4
    library: str = ""
    statements: str = ""
    studies: str = ""

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each file that is read behind the key that names it."""
        return tuple((f"{LIKE} {key}", getattr(self, key)) for key in FILES if getattr(self, key))


@dataclass(frozen=True)
class EvidenceSettings:
    """``[evidence]`` as it was written.

    Attributes
    ----------
    review : str
        The folder of the review within the study folder.
    frame, appraisal : str
        Ids of the sheets for coding and appraisal; empty for those of the protocol.
    seed : int
        Of everything that is drawn at random.
    gaps : int
        Gaps and cells that are named in sentences.
    keyword, cited : int
        Records that a key word must stand in, and that must cite a work for co-citation.
    days : int or None
        A search that is older is due.
    map : MapSettings
        The evidence map.
    like : LikeSettings or None
        The own cluster.
    """

    review: str = "."
    frame: str = ""
    appraisal: str = ""
    seed: int = 0
    gaps: int = 5
    keyword: int = 2
    cited: int = 2
    days: int | None = None
    map: MapSettings = field(default_factory=MapSettings)
    like: LikeSettings | None = None


def read_evidence_settings(table: Any) -> EvidenceSettings:
    """Read ``[evidence]``; names of sheets and fields are checked when the review is read.

    Raises
    ------
    InputError
        If a key is unknown, a value is of the wrong kind, or the folder lies outside the study.

    Examples
    --------
    >>> read_evidence_settings({"like": {"product": "shoes"}}).like.profile.industry
    'textiles-clothing-leather'
    """
    keys = ("review", "frame", "appraisal", "seed", "gaps", "keyword", "cited", "days")
    check_keys(table, (*keys, "map", "like"), WHERE)
    texts = {key: text_of(table, key, WHERE) for key in keys[:3] if key in table}
    usual = EvidenceSettings()
    made = EvidenceSettings(
        **texts,
        seed=seed_of(table, WHERE),
        gaps=whole_of(table, "gaps", usual.gaps, WHERE),
        keyword=whole_of(table, "keyword", usual.keyword, WHERE),
        cited=whole_of(table, "cited", usual.cited, WHERE),
        days=whole_of(table, "days", 1, WHERE) if "days" in table else None,
        map=_map(table.get("map", {})),
        like=_like(table["like"]) if "like" in table else None,
    )
    inside = PurePosixPath(made.review.replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts or ":" in made.review or not made.review:
        raise InputError(
            f"review is '{made.review}'",
            where=WHERE,
            mend="Name a folder within that of the study; '.' is the study's own.",
        )
    return made


def _map(table: Any) -> MapSettings:
    """Return the axes of the map with what could stand there."""
    check_keys(table, ("rows", "columns", "kind", *UNIVERSE), MAP)
    usual = MapSettings()
    rows, columns, kind = (
        text_of(table, key, MAP) if key in table else getattr(usual, key)
        for key in ("rows", "columns", "kind")
    )
    for key, name in (("rows", rows), ("columns", columns)):
        if name not in AXES:
            raise unknown_name("axis", name, AXES, where=f"{MAP} {key}")
    if rows == columns:
        raise InputError(f"rows and columns are both {rows}", where=MAP, mend="Give two axes.")
    axes = dict(zip(UNIVERSE, ("country", "kind", "continent", "region of the world"), strict=True))
    universe = {}
    for key, axis in axes.items():
        names = names_of(table, key, MAP)
        if names is not None:
            if not names:
                raise InputError(f"{key} is empty", where=MAP, mend="Name some, or leave it out.")
            universe[axis] = names
    return MapSettings(rows, columns, kind, universe)


def _like(table: Any) -> LikeSettings:
    """Return the profile of the own cluster."""
    check_keys(table, (*PROFILE, "n", "least", *FILES), LIKE)
    texts = {key: text_of(table, key, LIKE) for key in (*PROFILE, *FILES) if key in table}
    with placed(LIKE):
        profile = ClusterProfile(**{key: texts[key] for key in PROFILE if key in texts})
    least = float(number_of(table, "least", 0.4, LIKE))
    if not 0 <= least <= 1:
        raise InputError(f"least is {least}", where=LIKE, mend="Give a share from 0 to 1.")
    made = LikeSettings(
        profile,
        n=whole_of(table, "n", 5, LIKE),
        least=least,
        **{key: texts[key] for key in FILES if key in texts},
    )
    if not made.library and (made.statements or made.studies):
        raise InputError(
            "statements or studies without library",
            where=LIKE,
            mend='Name the file of the clusters: library = "clusters.csv".',
        )
    return made
