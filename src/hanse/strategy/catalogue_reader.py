"""From a TOML file to a catalogue; everything that is wrong with the file is told at once."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from hanse.errors import HanseError, InputError
from hanse.strategy.catalogue import (
    Catalogue,
    Caveat,
    Criterion,
    Exclusion,
    Moderator,
    Option,
    Phase,
    Proposition,
    Question,
    Rating,
)
from hanse.strategy.catalogue_checks import CHOICES, check_catalogue
from hanse.strategy.entries import Problems, entry_from, many
from hanse.strategy.levels import level_range, plain_level, read_level

__all__ = ["PACKAGED", "packaged_text", "parse_catalogue", "read_catalogue"]

PACKAGED = "gancarczyk-2017"
UNRATED = ("", "unrated", "not rated")
KEYS = ("id", "title", "source", "doi", "note")
LISTS = (
    "criteria",
    "phases",
    "options",
    "exclusions",
    "ratings",
    "questions",
    "moderators",
    "caveats",
    "propositions",
)
Made = TypeVar("Made")


def read_catalogue(path: str | os.PathLike[str] | None = None) -> Catalogue:
    """Read a catalogue of options, ratings, questions and moderators.

    Parameters
    ----------
    path : path, optional
        A TOML file as docs/reference/strategy-catalogue.md describes it; by default the catalogue
        of Gancarczyk & Gancarczyk (2017) that comes with hanse.

    Returns
    -------
    Catalogue
        Every name in it is known, every level one of its criterion.

    Raises
    ------
    InputError
        If anything in the file cannot be used; several problems are listed together, each with its
        entry, what was found and the choices.

    Examples
    --------
    >>> catalogue = read_catalogue()
    >>> len(catalogue.options), catalogue.strategies
    (11, ('cost', 'differentiation'))
    >>> catalogue.rating("reshoring", "feasibility").level is None
    True
    """
    if path is None:
        return parse_catalogue(packaged_text(), file=f"{PACKAGED}.toml")
    place = Path(path)
    if not place.is_file():
        raise InputError(
            f"there is no file {place}",
            mend="Start one with: hanse strategy options --write FILE.",
        )
    try:
        text = place.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"not TOML: {error}", where=place.name, mend="Save it in the encoding UTF-8."
        ) from error
    return parse_catalogue(text, file=place.name)


def packaged_text() -> str:
    """Return the catalogue that comes with hanse as it is written."""
    home = files("hanse.strategy").joinpath("catalogues")
    return home.joinpath(f"{PACKAGED}.toml").read_text(encoding="utf-8")


def parse_catalogue(text: str, *, file: str = "") -> Catalogue:
    """Return the catalogue that a TOML text describes.

    Parameters
    ----------
    text : str
        The text.
    file : str
        Its name, for errors.

    Raises
    ------
    InputError
        As `read_catalogue`.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"not TOML: {error}", where=file, mend="Mend that line.") from error
    problems = Problems(file)
    problems.check(list(table), ("catalogue", *LISTS), "table", file)
    about = table.get("catalogue", {})
    if not isinstance(about, Mapping):
        about = {}
        problems.add("catalogue is no table", where=file, mend="Write [catalogue] on a line.")
    problems.check(list(about), KEYS, "key", problems.place("[catalogue]"))
    made = _catalogue(table, about, problems)
    check_catalogue(made, table, problems)
    problems.tell()
    return made


def _catalogue(table: Mapping[str, Any], about: Mapping[str, Any], problems: Problems) -> Catalogue:
    """Return the catalogue of all entries that could be read."""
    criteria = tuple(_entries(Criterion, "criteria", table, problems, _with_words))
    known = {one.id: one for one in criteria}
    return Catalogue(
        **{key: str(about.get(key, "")) for key in KEYS},
        criteria=criteria,
        options=tuple(_entries(Option, "options", table, problems)),
        phases=tuple(_entries(Phase, "phases", table, problems)),
        exclusions=tuple(_entries(Exclusion, "exclusions", table, problems)),
        ratings=tuple(
            _entries(Rating, "ratings", table, problems, lambda one, at: _levelled(one, at, known))
        ),
        questions=tuple(_entries(Question, "questions", table, problems)),
        moderators=tuple(_entries(Moderator, "moderators", table, problems)),
        caveats=tuple(_entries(Caveat, "caveats", table, problems)),
        propositions=tuple(_entries(Proposition, "propositions", table, problems)),
    )


def _entries(
    cls: type[Made],
    key: str,
    table: Mapping[str, Any],
    problems: Problems,
    finish: Callable[[Made, str], Made] | None = None,
) -> Iterable[Made]:
    """Yield each entry of a list that can be read; what cannot is remembered."""
    for number, raw in enumerate(many(table, key, problems), start=1):
        where = problems.place(entry_name(key, number, raw))
        try:
            made = entry_from(cls, _defaults(cls, raw), where, CHOICES.get(key, {}))
            yield finish(made, where) if finish else made
        except HanseError as error:
            problems.found.append(error)


def entry_name(key: str, number: int, raw: Mapping[str, Any]) -> str:
    """Return the place of an entry: its list, its number and what names it.

    Examples
    --------
    >>> entry_name("ratings", 3, {"option": "a", "criterion": "core"})
    '[[ratings]] 3 (a, core)'
    """
    names = [raw.get(name) for name in ("id", "option", "criterion", "relocation", "number")]
    shown = ", ".join(str(name) for name in names if isinstance(name, (str, int)))
    return f"[[{key}]] {number} ({shown})" if shown else f"[[{key}]] {number}"


def _defaults(cls: type[Any], raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the entry with what users may leave out."""
    if cls is Criterion and "levels" in raw:
        return {"words": raw["levels"], **raw}
    if cls in (Option, Moderator):
        return {"name": raw.get("id", ""), **raw}
    return raw


def _with_words(one: Criterion, where: str) -> Criterion:
    """Return the criterion once its levels and words are found good."""
    if len(one.levels) < 2 or len(set(map(plain_level, one.levels))) < len(one.levels):
        raise InputError(
            f"levels are {list(one.levels)}",
            where=where,
            mend="Name two or more different levels, the worst first.",
        )
    if len(one.words) != len(one.levels):
        raise InputError(
            f"{len(one.words)} words for {len(one.levels)} levels",
            where=where,
            mend="Write a word for each level.",
        )
    return one


def _levelled(one: Rating, where: str, criteria: Mapping[str, Criterion]) -> Rating:
    """Return the rating with its levels as labels of its criterion."""
    criterion = criteria.get(one.criterion)
    if criterion is None:
        return one
    ends = [one.lower, one.upper]
    if one.level is None or one.level.strip().casefold() in UNRATED:
        if any(ends):
            raise InputError(
                "a range without a level", where=where, mend="Write the level that counts, too."
            )
        return replace(one, level=None)
    level = read_level(one.level, criterion, where=where)
    lower, upper = level_range(one.lower or level, one.upper or level, criterion, where=where)
    _check_inside(criterion, [lower, level, upper], where)
    return replace(one, level=level, lower=lower, upper=upper)


def _check_inside(criterion: Criterion, levels: Sequence[str], where: str) -> None:
    """Refuse a level outside its own range."""
    places = [criterion.place(level) for level in levels]
    if places != sorted(places):
        raise InputError(
            f"level {levels[1]} is outside its range {levels[0]} to {levels[2]}",
            where=where,
            mend="Choose a level between lower and upper.",
        )
