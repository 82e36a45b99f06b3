"""The folder that ``hanse actors`` and ``hanse gaps`` read: a study, tables, or a workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hanse.cli.actors_days import iso_day
from hanse.cli.actors_distinct import distinct_told
from hanse.cli.actors_input import Asked, Opened
from hanse.cli.observe_input import in_options
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.study.actor_settings import ActorSettings
    from hanse.study.part import Study

__all__ = ["open_actors", "study_of", "tables_in"]


def open_actors(asked: Asked) -> Opened:
    """Read the tables of a study, a folder or a workbook; options go before hanse.toml.

    Raises
    ------
    InputError
        If there is no such folder, the country or the day is not known, or a table cannot be used.
    """
    with distinct_told(asked.folder):
        return _opened(replace(asked, as_of=iso_day(asked.as_of)))


def _opened(asked: Asked) -> Opened:
    """Return the tables with the settings that hold."""
    from hanse.actors.read_days import as_day
    from hanse.study.actor_run import read_actor_log
    from hanse.study.actor_settings import WHERE, read_actor_settings
    from hanse.study.toml_values import table_of
    from hanse.tables.countries import country_code

    country = country_code(asked.country, where="--country") if asked.country else ""
    if asked.as_of:
        as_day(asked.as_of, name="--as-of")
    study = study_of(asked.folder, is_plain=bool(country))
    if study is None:
        return _plain(asked, country)
    given = {"cluster": asked.cluster, "country": country}
    table = {**table_of(study.tables["actors"], WHERE), **{k: v for k, v in given.items() if v}}
    settings = _with_options(read_actor_settings(table), asked)
    as_of = asked.as_of or study.about.as_of
    if not as_of:
        raise _no_day('[study] as_of = "2025-12-31", or --as-of 2025-12-31', where="hanse.toml")
    return Opened(settings, read_actor_log(study.folder, settings, as_of=as_of), has_study=True)


def study_of(path: Path, *, is_plain: bool) -> Study | None:
    """Return the study of a folder, None for a folder of tables or a workbook.

    Parameters
    ----------
    path : Path
        The folder, its hanse.toml, or a file of tables.
    is_plain : bool
        Whether a folder without ``[actors]`` is one of tables.

    Raises
    ------
    InputError
        If there is no such folder, or its hanse.toml cannot be used or has no ``[actors]``.
    """
    from hanse.study.run import open_study

    if path.is_file() and path.name != "hanse.toml":
        return None
    if not path.exists() and path.suffix.lower() in (".xlsx", ".xlsm"):
        from hanse.tables.source import open_source

        open_source(path)  # says so, with the nearest name
    if not path.exists():
        mend = "Name a study folder, or one with actors.csv, episodes.csv, ..."
        raise InputError(f"there is no folder '{path}'", mend=mend)
    if path.is_dir() and not (path / "hanse.toml").exists():
        return None
    study = open_study(path)
    if "actors" in study.tables:
        return study
    if is_plain:
        return None
    raise InputError(
        "there is no [actors]",
        where=str(path),
        mend="Name the tables under [actors], or give --country and --as-of for files called "
        "actors.csv, episodes.csv, ...",
    )


def tables_in(path: Path) -> dict[str, str]:
    """Return table → file, of a folder those called as a table, of a workbook its own sheets."""
    from hanse.actors.read_cells import own_sheet
    from hanse.actors.read_schemas import SCHEMAS

    if path.is_dir():
        named = {name: f"{name}.csv" for name in SCHEMAS}
        return {name: file for name, file in named.items() if (path / file).is_file()}
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        mend = "Name a folder with actors.csv, episodes.csv, ..., or a workbook."
        raise InputError("is one table, not all of them", where=str(path), mend=mend)
    return {name: path.name for name in SCHEMAS if own_sheet(path, SCHEMAS[name]) is not None}


def _has_actors(book: Path) -> bool:
    """Return whether somebody has filled in the sheet of actors."""
    from hanse.actors.read_cells import own_sheet
    from hanse.actors.read_schemas import SCHEMAS

    sheet = own_sheet(book, SCHEMAS["actors"])
    return sheet is not None and sheet[1]


def _plain(asked: Asked, country: str) -> Opened:
    """Read tables that are named as what they are."""
    from hanse.actors import read_log
    from hanse.study.actor_settings import read_actor_settings

    path = asked.folder
    files = tables_in(path)
    if "actors" not in files:
        what = "no actors.csv in it" if path.is_dir() else "no sheet actors in it"
        mend = "Begin with: hanse actors template actors.xlsx."
        raise InputError(f"there is {what}", where=str(path), mend=mend)
    if path.is_file() and not _has_actors(path):
        mend = "Fill in a row for each organisation."
        raise InputError("the sheet actors holds no rows", where=str(path), mend=mend)
    if not country:
        raise InputError(
            "the country is not known",
            where=str(path),
            mend="Give --country and --as-of, or write hanse.toml with [actors].",
        )
    if not asked.as_of:
        raise _no_day("--as-of 2025-12-31", where=str(path))
    table: dict[str, Any] = {name: {"file": file} for name, file in files.items()}
    table = {"file": table.pop("actors")["file"], **table, "country": country}
    settings = _with_options(read_actor_settings({**table, "cluster": asked.cluster}), asked)
    folder = path if path.is_dir() else path.parent
    log = read_log(folder, files, cluster=asked.cluster, home=country, as_of=asked.as_of)
    return Opened(settings, log, has_study=False)


def _no_day(how: str, *, where: str) -> InputError:
    """Return the error where the day of the tables is not known."""
    return InputError(
        "there is no as_of",
        where=where,
        mend=f"Ties fade, so say on which day they are looked at: {how}.",
    )


def _with_options(settings: ActorSettings, asked: Asked) -> ActorSettings:
    """Return the settings under the options."""
    if asked.half_life is None:
        return settings
    with in_options({"rule of ties": "--half-life"}):
        return replace(settings, ties=replace(settings.ties, half_life=asked.half_life))
