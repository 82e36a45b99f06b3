"""From tags with values to a record: one engine for every format, told apart by a layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hanse.evidence.records.record import LISTS, BibliographicRecord, normal_doi
from hanse.evidence.records.values import flat, split_numbers, year_in

__all__ = ["Draft", "Layout"]

Given = Mapping[str, list[str]]
Special = Callable[["Draft", str, str], None]


class Draft:
    """A record being made: what fits no field, or a field that is taken, goes to ``extra``."""

    __slots__ = ("extra", "first", "last", "remarks", "values")

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.extra: list[tuple[str, str]] = []
        self.remarks: list[str] = []
        self.first = self.last = ""

    def set(self, name: str, tag: str, value: str) -> None:
        """Fill a field; a second, different value goes to ``extra``."""
        value = flat(value)
        if not value:
            return
        if name not in self.values:
            self.values[name] = value
        elif self.values[name] != value:
            self.extra.append((tag, value))

    def add(self, name: str, value: str) -> None:
        """Add an item to a list; an empty one is none."""
        value = flat(value)
        if value:
            self.values.setdefault(name, []).append(value)

    def spare(self, tag: str, value: str) -> None:
        """Keep what fits no field."""
        value = flat(value)
        if value:
            self.extra.append((tag, value))

    def date(self, tag: str, value: str) -> None:
        """Read the year and, where it says more, the date; a year that is none is remarked."""
        text = flat(value).rstrip("/ ").strip()
        if not text:
            return
        year = year_in(text)
        known = self.values.get("year")
        if year is None and known is None and tag in ("PY", "Y1", "year", "Year"):
            self.remarks.append(f"'{text[:40]}' ({tag}) is no year")
        if year is not None and known is None:
            self.values["year"] = year
        elif year is not None and year != known:
            self.extra.append((tag, text))
            return
        if text != str(year):
            self.set("date", tag, text)

    def doi(self, tag: str, value: str) -> None:
        """Read the DOI; what holds none, or another one, goes to ``extra``."""
        made = normal_doi(value)
        if made:
            self.set("doi", tag, made)
        else:
            self.spare(tag, value)

    def number(self, tag: str, value: str) -> None:
        """Read the numbers of journals and books."""
        issn, isbn, other = split_numbers(value)
        for name, found in (("issn", issn), ("isbn", isbn)):
            kept = self.values.setdefault(name, [])
            kept.extend(one for one in found if one not in kept)
        if other:
            self.spare(tag, value)

    def count(self, tag: str, value: str) -> None:
        """Read the times cited."""
        text = flat(value)
        if text.isascii() and text.isdigit() and "cited_by" not in self.values and len(text) < 10:
            self.values["cited_by"] = int(text)
        elif text != str(self.values.get("cited_by")):
            self.spare(tag, text)

    def record(self) -> BibliographicRecord:
        """Return the finished record."""
        made = self.values
        if self.first or self.last:
            pages = "-".join(one for one in (self.first, self.last) if one)
            if self.first == self.last or ("-" in self.first and self.first.endswith(self.last)):
                pages = self.first
            self.set("pages", "pages", pages)
        if "doi" not in made and "doi.org/" in made.get("url", "") and normal_doi(made["url"]):
            made["doi"] = normal_doi(made["url"])
        for name in LISTS:
            if name in made:
                made[name] = tuple(made[name])
        return BibliographicRecord(**made, extra=tuple(self.extra))


@dataclass(frozen=True)
class Layout:
    """How the tags of a format become fields.

    Attributes
    ----------
    single : mapping of str to tuple of str
        Field → tags that hold it, the best first; the values of the others go to ``extra``.
    lists : mapping of str to str
        Tag → field that collects its values.
    special : mapping of str to callable
        Tag → what to do with a value of it.
    quiet : frozenset of str
        Tags that hold nothing, such as the end mark.
    """

    single: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, str]
    special: Mapping[str, Special]
    quiet: frozenset[str] = frozenset()
    field_of: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for name, tags in self.single.items():
            self.field_of.update(dict.fromkeys(tags, name))

    def draft(self, given: Given) -> Draft:
        """Return the draft of one record from its tags, in the order of the file."""
        made = Draft()
        for name, tags in self.single.items():
            for tag in tags:
                value = next((flat(one) for one in given.get(tag, ()) if one.strip()), "")
                if value:
                    made.values[name] = value
                    break
        for tag, values in given.items():
            single, listed, special = (
                self.field_of.get(tag),
                self.lists.get(tag),
                self.special.get(tag),
            )
            for value in values:
                if single:
                    made.set(single, tag, value)
                elif listed:
                    made.add(listed, value)
                elif special:
                    special(made, tag, value)
                elif tag not in self.quiet:
                    made.spare(tag, value)
        return made
