"""Pairs of actors that look the same: how the tables say that they are two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.study.actor_settings import ActorSettings

__all__ = ["distinct_told", "write_distinct"]

_OTHERWISE = re.compile(
    r'\(Python: distinct=\[\("(.*?)", "(.*?)"\)\]; a study: \[actors\.distinct\] with a file of '
    r"the columns actor_a and actor_b\)"
)


@contextmanager
def distinct_told(path: Path) -> Iterator[None]:
    """Say in errors where the tables that a command reads list such a pair.

    Parameters
    ----------
    path : Path
        The workbook, folder or study.
    """
    try:
        yield
    except InputError as error:
        how = _how(path)
        what, mend = (_OTHERWISE.sub(how, text) for text in (error.what, error.mend))
        raise InputError(what, where=error.where, mend=mend) from error


def _how(path: Path) -> str:
    """Return where a pair is listed, as what stands for it in the sentence."""
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        place, more = "in a sheet called distinct", ""
    else:
        folder = path if path.is_dir() else path.parent
        has_study = (folder / "hanse.toml").is_file()
        place = f"in a file {'' if has_study else 'called '}distinct.csv"
        more = ', named in hanse.toml: [actors.distinct] file = "distinct.csv"' if has_study else ""
    return rf"{place} with the columns actor_a (\1) and actor_b (\2){more}"


def write_distinct(settings: ActorSettings, source: Path, out: Path) -> list[Path]:
    """Write the pairs that tables list as distinct, without which an export is not read again.

    Returns
    -------
    list of Path
        The file; empty where no pair is listed.
    """
    from hanse.actors.read_cells import open_cells, own_sheet
    from hanse.actors.read_schemas import SCHEMAS
    from hanse.tables import write_csv

    one = settings.tables.get("distinct")
    if one is None:
        return []
    folder = source if source.is_dir() else source.parent
    path, mapping = folder / one.file, folder / one.map if one.map else None
    sheet = own_sheet(path, SCHEMAS["distinct"])
    if sheet is not None and not sheet[1]:
        return []  # the template has one to fill in
    cells = open_cells(path, SCHEMAS["distinct"], mapping)
    pairs = list(zip(cells.texts("actor_a"), cells.texts("actor_b"), strict=True))
    if not pairs:
        return []
    write_csv(out / "distinct.csv", ["actor_a", "actor_b"], pairs)
    return [out / "distinct.csv"]
