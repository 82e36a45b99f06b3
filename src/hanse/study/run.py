"""Run a study folder: read hanse.toml, run each section, write everything into place."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.report import (
    Block,
    Details,
    Document,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableColumn,
    literal,
    render_html,
)
from hanse.study.output import KIND, RESULT, staged
from hanse.study.part import Part, Progress, Study
from hanse.study.sections import SECTIONS
from hanse.study.settings import read_study, read_toml
from hanse.study.words_used import words_blocks
from hanse.tables import write_csv, write_text

__all__ = ["StudyRun", "open_study", "run_study"]

FILE = "hanse.toml"
SCHEMA = 1


@dataclass(frozen=True)
class StudyRun:
    """Where the results of a study are, and what they say.

    Attributes
    ----------
    out : Path
        The folder.
    report : Path
        The self-contained report.
    result : dict
        What ``result.json`` holds.
    document : Document
        The report as blocks.
    """

    out: Path
    report: Path
    result: dict[str, Any]
    document: Document


def open_study(folder: str | os.PathLike[str]) -> Study:
    """Read the settings of a study folder.

    Raises
    ------
    InputError
        If there is no folder or no hanse.toml, it is not TOML, or a section is unknown.
    """
    path = Path(folder)
    if path.is_file() and path.name == FILE:
        path = path.parent
    if path.is_file():
        raise InputError(
            f"'{path}' is a file, not a study folder",
            mend="Start a study from it with: hanse new DIR --from FILE.",
        )
    if not path.is_dir():
        raise InputError(
            f"there is no folder '{path}'", mend="Start a study with: hanse new DIR --from FILE."
        )
    tables = read_toml(path / FILE)
    known = ["study", *(key for section in SECTIONS for key in section.keys)]
    for key in tables:
        if key not in known:
            raise unknown_name("section", key, known, where=FILE)
    text = (path / FILE).read_text(encoding="utf-8-sig")
    return Study(path, read_study(tables.get("study", {})), tables, text)


def run_study(
    folder: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    progress: Progress | None = None,
) -> StudyRun:
    """Run a study and write its results.

    Parameters
    ----------
    folder : path
        The study folder with hanse.toml.
    out : path
        The folder for ``report.html``, ``tables/``, ``figures/`` and ``result.json``; earlier
        results are replaced only when the new ones are complete.
    progress : callable, optional
        Told the step, how far it is, and of how much.

    Returns
    -------
    StudyRun
        The paths and the result.

    Raises
    ------
    InputError
        If anything in the study cannot be used: what, where, and what to do.
    LimitReached
        If an exact answer is too large.
    """
    study = open_study(folder)
    tell = progress or (lambda step, done, of: None)
    with staged(Path(out), study=study.folder) as new:
        parts = [part for s in SECTIONS if (part := s.run(study, progress=tell)) is not None]
        if not parts:
            raise InputError(
                "nothing is asked for", where=FILE, mend="Write a section such as [qca]."
            )
        tell("report", 0, 1)
        versions = _versions(study, parts)
        document = _document(study, parts, versions)
        files = _write(new, parts, document)
        result = {
            **_about(study, versions),
            **{k: v for part in parts for k, v in part.result.items()},
        }
        result["files"] = files
        write_text(new / RESULT, json.dumps(result, ensure_ascii=False, indent=1, allow_nan=False))
    target = Path(out)
    return StudyRun(target, target / "report.html", result, document)


def _document(study: Study, parts: list[Part], versions: Mapping[str, str]) -> Document:
    """Return the report: one page of sentences, then each section, then the settings."""
    blocks: list[Block] = [Heading(1, "In short", "in-short")]
    if study.about.caution:
        blocks.append(Notice("warning", study.about.caution))
    for part in parts:
        blocks += part.opening
    for part in parts:
        blocks += part.blocks
    if "qca" in study.tables:
        blocks += words_blocks()
    blocks += _settings_blocks(study, versions)
    subtitle = study.about.question or "A study made with hanse"
    return Document(study.about.title, subtitle, study.about.language, tuple(blocks))


def _settings_blocks(study: Study, versions: Mapping[str, str]) -> list[Block]:
    """Return settings, versions and the hash of the data, so that anyone can repeat the study."""
    rows = tuple((name, str(value)) for name, value in versions.items())
    columns = (TableColumn("what"), TableColumn("value", align="left"))
    lines = tuple((line,) for line in study.text.splitlines() if line.strip())
    return [
        Heading(1, "Settings and versions", "settings"),
        Paragraph(
            f"The study is the folder {literal(study.folder.resolve().name)}; the command "
            "`hanse run` with the same files and versions gives the same numbers."
        ),
        Table("Versions and data", columns, rows),
        Details("hanse.toml", (Table("The settings", (TableColumn("line"),), lines),)),
    ]


def _versions(study: Study, parts: list[Part]) -> Mapping[str, str]:
    """Return the versions of what computed, and the hashes of the files that were read."""
    found = {"hanse": _version("hanse"), "Python": platform.python_version()}
    found |= {name: _version(name) for name in ("numpy", "scipy", "pandas")}
    files = dict.fromkeys([FILE, *(name for part in parts for name in part.files)])
    found |= {f"SHA-256 of {name}": _hash(study.folder / name) for name in files}
    return found


def _hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def _version(name: str) -> str:
    """Return the version of an installed package."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def _about(study: Study, versions: Mapping[str, str]) -> dict[str, Any]:
    """Return what result.json says of the study as a whole."""
    return {
        "kind": KIND,
        "schema": SCHEMA,
        "title": study.about.title,
        "caution": study.about.caution,
        "as_of": study.about.as_of,
        "versions": dict(versions),
    }


def _write(new: Path, parts: list[Part], document: Document) -> list[str]:
    """Write all files but result.json and return their names."""
    files = ["report.html"]
    for part in parts:
        for sheet in part.sheets:
            files.append(f"tables/{sheet.name}.csv")
            (new / "tables").mkdir(exist_ok=True)
            write_csv(new / files[-1], sheet.header, sheet.rows)
        for picture in part.pictures:
            files.append(f"figures/{picture.name}.svg")
            (new / "figures").mkdir(exist_ok=True)
            write_text(new / files[-1], picture.svg)
        for name, text in part.texts.items():
            files.append(name)
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            write_text(new / name, text)
    write_text(new / "report.html", render_html(document))
    return files
