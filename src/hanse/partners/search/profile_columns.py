"""From the columns of a file or a frame to profiles, every wrong cell told at once."""

from __future__ import annotations

import math
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, message, plural
from hanse.partners.search.profiles import Lists, Profiles
from hanse.partners.search.spoken import language_code
from hanse.partners.search.tags import TagBook, folded, parted, read_tags, spellings
from hanse.tables.countries import country_code
from hanse.tables.mapping import Field, Schema, read_mapped
from hanse.tables.mapping.problems import SHOWN, Problems

__all__ = ["SCHEMA", "profiles_from_file", "profiles_from_frame"]

_TEXTS = ("name", "kind", "cluster", "place")
_LISTS = ("offers", "wants", "technology", "languages", "markets", "targets", "excludes",
          "competitors")  # fmt: skip
_NUMBERS = {"readiness": "share", "employees": "count", "meetings": "count"}
_DAYS = ("since", "updated")
_MOST_NEAR = 200  # tags used once of which a near one is looked for
_NEAR = 0.85

SCHEMA = Schema(
    "profiles",
    (
        Field("profile", "key", needed=True, label="profile"),
        *(Field(name, "text") for name in _TEXTS),
        Field("country", "country"),
        *(Field(name, "text") for name in _LISTS),
        *(Field(name, kind) for name, kind in _NUMBERS.items()),
        *(Field(name, "date") for name in _DAYS),
    ),
    unique=("profile",),
)


@dataclass
class _Columns:
    """The cells of profiles as texts and numbers, before anything is looked up."""

    ids: Sequence[str]
    texts: dict[str, Sequence[str]]
    numbers: dict[str, npt.NDArray[np.float64]]
    lines: npt.NDArray[np.int32]
    book: TagBook
    as_of: int
    problems: Problems
    headers: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def n(self) -> int:
        return len(self.ids)

    def text(self, name: str) -> tuple[str, ...]:
        """Return a column of texts, empty ones where there is none."""
        return tuple(self.texts.get(name, [""] * self.n))

    def number(self, name: str) -> npt.NDArray[np.float64]:
        """Return a column of numbers, NaN where there is none."""
        return self.numbers.get(name, np.full(self.n, np.nan))

    def looked_up(self, name: str, look: Callable[[str], str]) -> Lists:
        """Return a column of lists with each entry looked up; what is not found is a problem."""
        found: dict[str, str | None] = {}
        wrong: dict[str, tuple[InputError, list[int]]] = {}
        made = []
        for at, cell in enumerate(self.text(name)):
            own = set()
            for entry in parted(cell):
                if entry not in found:
                    try:
                        found[entry] = look(entry)
                    except InputError as error:
                        found[entry], wrong[entry] = None, (error, [])
                if found[entry] is None:
                    wrong[entry][1].append(int(self.lines[at]))
                else:
                    own.add(str(found[entry]))
            made.append(tuple(sorted(own)))
        column = self.headers.get(name, name)
        for told, lines in list(wrong.values())[:SHOWN]:
            self.problems.cells(column, lines, told.what, mend=told.mend)
        if len(wrong) > SHOWN:
            more = plural(len(wrong) - SHOWN, "more entry", "more entries")
            self.problems.add(f"{more} that cannot be used", at=f"column {column}")
        return tuple(made)

    def days(self, name: str) -> npt.NDArray[np.int64]:
        """Return a column of days as ordinals, 0 where there is none."""
        if name in self.numbers:
            days = np.nan_to_num(self.numbers[name]).astype(np.int64)
        else:
            days = np.array([self._day(name, at, cell) for at, cell in enumerate(self.text(name))],
                            dtype=np.int64)  # fmt: skip
        late = np.flatnonzero(days > self.as_of)
        for at in late[:SHOWN].tolist():
            said = f"{date.fromordinal(int(days[at]))} is after {date.fromordinal(self.as_of)}"
            self._tell(name, at, said, "Correct the day, or look at a later one.")
        if late.size > SHOWN:
            more = plural(late.size - SHOWN, "more day")
            self.problems.add(f"{more} in the future", at=f"column {self.headers.get(name, name)}")
        return days

    def _day(self, name: str, at: int, cell: str) -> int:
        """Return one day."""
        if not cell:
            return 0
        try:
            return date.fromisoformat(cell[:10]).toordinal()
        except ValueError:
            self._tell(name, at, f"'{cell}' is no day", "Write it as 2024-05-01.")
            return 0

    def _tell(self, name: str, at: int, what: str, mend: str) -> None:
        """Remember what is wrong with one cell."""
        self.problems.cells(self.headers.get(name, name), [int(self.lines[at])], what, mend=mend)


def profiles_from_file(
    path: str | os.PathLike[str],
    *,
    mapping: Any,
    as_of: int,
    tags: TagBook | str | os.PathLike[str] | None,
) -> Profiles:
    """Return the profiles of a file; see `hanse.partners.search.read_profiles`."""
    book = tags if isinstance(tags, TagBook) else TagBook() if tags is None else read_tags(tags)
    mapped = read_mapped(path, SCHEMA, mapping)
    table = mapped.table
    texts: dict[str, Sequence[str]] = {
        name: np.array(key.labels, dtype=object)[key.codes].tolist()
        for name, key in table.keys.items()
    }
    return _built(
        _Columns(
            texts.pop("profile"),
            texts,
            dict(table.values),
            table.lines,
            book,
            as_of,
            Problems(table.file),
            {name: use.column for name, use in mapped.columns.items() if use.column},
            list(mapped.notes),
        )
    )


def profiles_from_frame(frame: Any, *, as_of: int, tags: TagBook | None) -> Profiles:
    """Return the profiles of a frame; see `Profiles.from_frame`."""
    problems = Problems("frame")
    lines = np.arange(1, len(frame) + 1, dtype=np.int32)
    if "profile" not in frame.columns:
        problems.unknown("column", "profile", [str(name) for name in frame.columns])
        problems.tell()
    texts: dict[str, Sequence[str]] = {}
    numbers: dict[str, npt.NDArray[np.float64]] = {}
    for name in (str(one) for one in frame.columns if str(one) in SCHEMA.names):
        if name in _NUMBERS:
            numbers[name] = _numbers(frame[name], name, lines, problems)
        else:
            texts[name] = [_cell(value, name) for value in frame[name].tolist()]
    unknown = [str(name) for name in frame.columns if str(name) not in SCHEMA.names]
    notes: list[str] = [message("Columns not used: {names}.", names=join_names(unknown))]
    ids = texts.pop("profile")
    empty = [int(line) for line, one in zip(lines, ids, strict=True) if not one]
    if empty:
        problems.cells("profile", empty, "no profile", mend="Every row needs one.")
    for one, n in Counter(one for one in ids if one).items():
        if n > 1:
            rows = [int(line) for line, own in zip(lines, ids, strict=True) if own == one]
            problems.cells("profile", rows, f"profile '{one}' stands twice", mend="Leave one row.")
    columns = _Columns(ids, texts, numbers, lines, tags or TagBook(), as_of, problems)
    columns.notes = notes if unknown else []
    codes = columns.looked_up("country", country_code)
    texts["country"] = ["".join(own) for own in codes]
    return _built(columns)


def _cell(value: Any, name: str) -> str:
    """Return a cell of a frame as text."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return ";".join(sorted(map(str, value)))
    if value is None or value != value:  # noqa: PLR0124  # NaN and NaT
        return ""
    if isinstance(value, (int, np.integer, float)) and name in _DAYS:
        return date.fromordinal(int(value)).isoformat() if value else ""
    return str(value).strip()


def _numbers(
    cells: Any, name: str, lines: npt.NDArray[np.int32], problems: Problems
) -> npt.NDArray[np.float64]:
    """Return a column of a frame as numbers; those out of their range are problems."""
    import pandas as pd

    made = np.asarray(pd.to_numeric(cells, errors="coerce"), dtype=np.float64)
    lost = np.isnan(made) & ~np.asarray(pd.isna(cells), dtype=bool)
    high = 1.0 if _NUMBERS[name] == "share" else math.inf
    for at in np.flatnonzero(lost | (made < 0) | (made > high))[:SHOWN].tolist():
        what = f"'{cells.iloc[at]}' is no number" + ("" if high > 1 else " from 0 to 1")
        what = what if lost[at] or high <= 1 else f"{made[at]:g} is negative"
        problems.cells(name, [int(lines[at])], what, mend="Correct the cell, or leave it empty.")
    return made


def _built(columns: _Columns) -> Profiles:
    """Return the profiles, or raise everything that is wrong with their cells."""
    book = columns.book
    tags = {name: columns.looked_up(name, book.one) for name in ("offers", "wants", "technology")}
    known = {*columns.ids, *columns.text("cluster")} - {""}
    named = {
        name: columns.looked_up(name, lambda one: _named(one, known))
        for name in ("excludes", "competitors")
    }
    lands = {name: columns.looked_up(name, country_code) for name in ("markets", "targets")}
    languages = columns.looked_up("languages", language_code)
    since, updated = columns.days("since"), columns.days("updated")
    columns.problems.tell(most=SHOWN)
    shown = _shown(columns, list(tags))
    names = zip(columns.text("name"), columns.ids, strict=True)
    return Profiles(
        ids=tuple(columns.ids),
        names=tuple(name or one for name, one in names),
        kinds=columns.text("kind"),
        clusters=columns.text("cluster"),
        countries=columns.text("country"),
        places=columns.text("place"),
        offers=tags["offers"],
        wants=tags["wants"],
        technologies=tags["technology"],
        languages=languages,
        markets=lands["markets"],
        targets=lands["targets"],
        excludes=named["excludes"],
        competitors=named["competitors"],
        readiness=columns.number("readiness"),
        employees=columns.number("employees"),
        meetings=columns.number("meetings"),
        since=since,
        updated=updated,
        as_of=columns.as_of,
        shown=shown,
        wider=book.wider,
        notes=(*columns.notes, *_tag_notes(tags, shown, book)),
    )


def _shown(columns: _Columns, names: Sequence[str]) -> dict[str, str]:
    """Return folded tag → the spelling used most, of tags that stand for themselves."""
    book = columns.book
    entries = [one for name in names for cell in columns.text(name) for one in parted(cell)]
    said = spellings(one for one in entries if book.one(one) == folded(one))
    shown = {**book.shown, **said}
    return {tag: shown[tag] for tag in sorted(shown)}


def _named(one: str, known: set[str]) -> str:
    """Return a profile or cluster that is known."""
    if one not in known:
        raise unknown_name("profile or cluster", one, sorted(known))
    return one


def _tag_notes(tags: dict[str, Lists], shown: dict[str, str], book: TagBook) -> list[str]:
    """Return what is to be known of tags: those used once, and wants that nobody offers."""
    counts = Counter(tag for lists in tags.values() for own in lists for tag in own)
    notes: list[str] = []
    once = sorted(tag for tag, n in counts.items() if n == 1)
    if once:
        names = [_with_near(tag, counts, shown) if len(once) <= _MOST_NEAR else shown[tag]
                 for tag in once[:12]]  # fmt: skip
        notes.append(
            message(
                "{n} used once only: {names}; look for other spellings.",
                n=plural(len(once), "tag is", "tags are"),
                names=join_names([*names, *once[12:]]),
            )
        )
    offered = {one for own in tags["offers"] for one in book.with_wider(own)}
    vain = sorted({tag for own in tags["wants"] for tag in own} - offered)
    if vain:
        notes.append(
            message(
                "Wanted, and nobody offers it: {names}.",
                names=join_names([shown.get(tag, tag) for tag in vain]),
            )
        )
    return notes


def _with_near(tag: str, counts: Counter[str], shown: dict[str, str]) -> str:
    """Return a tag with the one that is spelt nearly the same."""
    near = get_close_matches(tag, [one for one in counts if one != tag], n=1, cutoff=_NEAR)
    return f"'{shown.get(tag, tag)}'" + (f" (near '{shown.get(near[0], near[0])}')" if near else "")
