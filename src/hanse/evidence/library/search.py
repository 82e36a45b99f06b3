"""Search in a library of clusters: words in any order, and what is known of a cluster."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hanse.errors import unknown_name
from hanse.evidence.library.cluster import BARRIERS, DRIVERS, ReviewedCluster, known_value
from hanse.evidence.library.words import INDUSTRIES, key_words, words_of
from hanse.messages import columns_text, join_names, message, plural
from hanse.result import Answer, Record
from hanse.tables.countries import country_name

if TYPE_CHECKING:
    from hanse.evidence.library.cluster_library import ClusterLibrary

__all__ = ["ClusterHit", "ClusterSearch", "Filters", "search_clusters"]

WEIGHTS: Mapping[str, float] = {
    "product": 4.0,
    "place": 3.0,
    "country": 3.0,
    "studies": 2.0,
    "industry": 2.0,
    "nature": 2.0,
    "activity": 1.0,
    "drivers": 1.0,
    "barriers": 1.0,
    "paraphrase": 0.5,
}
"""How much a word counts by where it stands; where it stands twice, the larger."""
_NEAR = 75.0  # letters that stay, per cent; a slip or two
_NEAREST = 3
_NOT_EXPORTING = re.compile(r"\b(?:not|non)[ -]*export\w*", re.IGNORECASE)


@dataclass(frozen=True)
class Filters(Record, kind="cluster-filters"):
    """What a cluster must have to be found; empty for nothing.

    Attributes
    ----------
    country, activity, industry : str
        Alpha-3 code, one of `ACTIVITIES`, one of `INDUSTRIES`.
    driver, barrier : tuple of str
        Columns that must all be yes.
    """

    country: str = ""
    activity: str = ""
    industry: str = ""
    driver: tuple[str, ...] = ()
    barrier: tuple[str, ...] = ()

    @classmethod
    def checked(
        cls,
        *,
        country: str | None,
        activity: str | None,
        industry: str | None,
        driver: str | Sequence[str] | None,
        barrier: str | Sequence[str] | None,
    ) -> Filters:
        """Return the filters, once every name in them is known.

        Raises
        ------
        InputError
            If a name is not known, with the nearest.
        """
        return cls(
            known_value("country", country or ""),
            known_value("activity", activity) if activity is not None else "",
            known_value("industry", industry or ""),
            _columns("driver", driver, DRIVERS),
            _columns("barrier", barrier, BARRIERS),
        )

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """Columns with the values that they must have."""
        plain = [(name, getattr(self, name)) for name in ("country", "activity", "industry")]
        flags = [(name, "yes") for name in (*self.driver, *self.barrier)]
        return tuple((name, value) for name, value in [*plain, *flags] if value)


@dataclass(frozen=True)
class ClusterHit(Record, kind="cluster-hit"):
    """A cluster that was found.

    Attributes
    ----------
    cluster, name : str
        Its id and name.
    score : float, from 0
        Sum over the words of the weight of where each stands.
    reason : str
        Where the words stand, and what else was asked for.
    """

    cluster: str
    name: str
    score: float
    reason: str


@dataclass(frozen=True)
class ClusterSearch(Answer, kind="cluster-search"):
    """What a search found.

    Attributes
    ----------
    text : str
        What was asked for.
    filters : Filters
        What the clusters must have.
    hits : tuple of ClusterHit
        Those that hold every word and pass every filter, the best first, equal ones in the order
        of the library.
    nearest : tuple of ClusterHit
        Where nothing was found, up to three that hold or pass the most; the score counts what
        they hold, the reason says what they lack.
    notes : tuple of str
        Words that were read as others, and clusters left out because nothing is known of them.
    """

    text: str
    filters: Filters
    hits: tuple[ClusterHit, ...]
    nearest: tuple[ClusterHit, ...] = ()
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.hits)

    def to_frame(self) -> Any:
        """Return one row for each cluster found: ``rank cluster name score reason``."""
        import pandas as pd

        rows = [[i, h.cluster, h.name, h.score, h.reason] for i, h in enumerate(self.hits, 1)]
        return pd.DataFrame(rows, columns=["rank", "cluster", "name", "score", "reason"])

    def __str__(self) -> str:
        asked = [f"'{self.text}'"] if self.text.strip() else []
        asked += [f"{name} {_shown(name, value)}" for name, value in self.filters.asked]
        head = (
            f"{plural(len(self.hits), 'cluster')} for {join_names(asked)}"
            if asked
            else (f"All {plural(len(self.hits), 'cluster')}")
        )
        shown = [head]
        if self.hits:
            lines = [[h.cluster, h.name, f"{h.score:g}", h.reason] for h in self.hits]
            header = ["cluster", "name", "score", "why"]
            shown.append(columns_text(header, lines, left=[0, 1, 3]))
        elif self.nearest:
            shown.append("Nearest:")
            shown += [f"  {h.cluster} {h.name}: {h.reason}" for h in self.nearest]
        return "\n".join([*shown, *self.notes])


def search_clusters(library: ClusterLibrary, text: str, filters: Filters) -> ClusterSearch:
    """Find the clusters of a library that hold every word of a text and pass every filter.

    Words count in any order, without case, accents and plural, synonyms as one. A word that stands
    nowhere in the library is read as the nearest one that does, if three quarters of its letters
    stay (a note says so). An empty text finds every cluster that passes the filters. A filter on a
    driver or a barrier needs a yes: unknown does not pass, and a note counts those left out.

    Parameters
    ----------
    library : ClusterLibrary
        The library.
    text : str
        Words.
    filters : Filters
        What the clusters must have.
    """
    held = [_held(library, one) for one in library.clusters]
    words, notes = _read(text, held)
    hits, misses, silent = [], [], []
    for at, one in enumerate(library.clusters):
        found = {word: held[at].get(word, "") for word in words}
        passed = {name: _value(one, name) == value for name, value in filters.asked}
        if all(found.values()) and all(passed.values()):
            score = sum(WEIGHTS[place] for place in found.values())
            reason = _why(words, found, filters)
            hits.append(ClusterHit(one.cluster, one.name, score, reason))
            continue
        failed = [name for name, is_passed in passed.items() if not is_passed]
        if all(found.values()) and all(_value(one, name) in ("", "unknown") for name in failed):
            silent.append(one.cluster)
        n_held = sum(map(bool, found.values())) + sum(passed.values())
        if n_held:
            reason = _lacks(one, words, found, filters)
            misses.append(ClusterHit(one.cluster, one.name, n_held, reason))
    hits.sort(key=lambda hit: -hit.score)
    misses.sort(key=lambda hit: -hit.score)
    if silent:
        said = "Left out because what was asked for is not known of them: {names}."
        notes.append(message(said, names=join_names(silent)))
    near = () if hits else tuple(misses[:_NEAREST])
    if not hits and not near:
        notes.append(message("Nothing in the library comes near; to_frame() shows all of it."))
    return ClusterSearch(text, filters, tuple(hits), near, tuple(notes))


def _columns(
    kind: str, names: str | Sequence[str] | None, choices: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the columns that are asked for."""
    asked = [names] if isinstance(names, str) else list(names or ())
    for name in asked:
        if name not in choices:
            raise unknown_name(kind, name, choices)
    return tuple(dict.fromkeys(asked))


def _held(library: ClusterLibrary, one: ReviewedCluster) -> dict[str, str]:
    """Return for each word of a cluster where it stands, the place that counts most."""
    exports = {"exporting": "exporting", "not exporting": "nonexporting"}
    texts = {
        "product": f"{one.product} {one.name}",
        "place": one.place,
        "country": f"{country_name(one.country)} {one.country}",
        "studies": " ".join(one.studies),
        "industry": f"{one.industry} {INDUSTRIES.get(one.industry, '')}",
        "nature": f"{' '.join(one.nature)} {_led(one)}",
        "activity": exports.get(one.activity, ""),
        "drivers": " ".join(DRIVERS[name] for name in one.drivers),
        "barriers": " ".join(f"{BARRIERS[name]} barrier" for name in one.barriers),
        "paraphrase": " ".join(  # not those on activity: "not exporting" is no "exporting"
            said.paraphrase for said in library.said_of(one.cluster) if said.column != "activity"
        ),
    }
    apart = {*key_words(texts["place"]), *key_words(texts["country"])}
    made: dict[str, str] = {}
    for place, text in texts.items():
        for word in key_words(text):
            if place != "product" or word not in apart:  # names hold the place and the country
                made.setdefault(word, place)
    return made


def _led(one: ReviewedCluster) -> str:
    """Return who leads a cluster in words, empty where not known."""
    return f"{one.led_by} led" if one.led_by != "unknown" else ""


def _read(text: str, held: Sequence[Mapping[str, str]]) -> tuple[dict[str, str], list[str]]:
    """Return the words to look for with what was written, and notes on those read as others."""
    from rapidfuzz import fuzz, process

    known = sorted({word for one in held for word in one})
    words: dict[str, str] = {}
    notes: list[str] = []
    plain = _NOT_EXPORTING.sub("nonexporting", text)
    for written in words_of(plain):
        for word in key_words(written):
            near = None
            if word not in known:
                near = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_NEAR)
                said = "'{word}' stands nowhere in the library, nor anything near it."
                if near is not None:
                    said = "'{word}' stands nowhere: did you mean '{near}'? It is read as that."
                notes.append(message(said, word=written, near=near[0] if near else ""))
            words.setdefault(near[0] if near else word, written)
    return words, notes


def _value(one: ReviewedCluster, name: str) -> str:
    """Return the value of a column."""
    return str(getattr(one, name))


def _shown(name: str, value: str) -> str:
    """Return a value of a filter as readers know it."""
    return country_name(value) if name == "country" else value


def _why(words: Mapping[str, str], found: Mapping[str, str], filters: Filters) -> str:
    """Return where the words stand, and the filters that are passed."""
    shown = [f"{_written(words, word)} ({place})" for word, place in found.items()]
    kept = [f"{name} {_shown(name, value)}" for name, value in filters.asked]
    return ", ".join([*shown, *kept]) or "in the library"


def _lacks(
    one: ReviewedCluster, words: Mapping[str, str], found: Mapping[str, str], filters: Filters
) -> str:
    """Return what a cluster has and what it lacks of what was asked for."""
    has = [_written(words, word) for word, place in found.items() if place]
    lacks = [f"no '{_written(words, word)}'" for word, place in found.items() if not place]
    for name, value in filters.asked:
        own = _value(one, name)
        if own == value:
            has.append(f"{name} {_shown(name, value)}")
        else:
            shown = _shown(name, own) if own not in ("", "unknown") else "not known"
            lacks.append(f"{name} is {shown}")
    return f"has {join_names(has)}; {join_names(lacks)}"


def _written(words: Mapping[str, str], word: str) -> str:
    """Return a word as it was written, without the sign for what is not exported."""
    return words[word].replace("nonexporting", "not exporting")
