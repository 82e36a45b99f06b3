"""What a section of a study hands to the runner, and the interface that all sections share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from hanse.plot import Picture
from hanse.report import Block, Figure
from hanse.study.settings import StudySettings

__all__ = ["Part", "Progress", "Section", "Sheet", "Study", "figures_of"]

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Sheet:
    """One file of ``tables/``: a name without its ending, a header and rows."""

    name: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Part:
    """What one section says.

    Attributes
    ----------
    opening : tuple of Block
        Sentences for the first page.
    blocks : tuple of Block
        The section's own part of the report.
    sheets : tuple of Sheet
        Files for ``tables/``.
    pictures : tuple of Picture
        Files for ``figures/``.
    result : mapping
        Keys of ``result.json``.
    files : tuple of str
        Files of the study folder that were read; their hashes go into the report.
    texts : mapping of str to str
        Further files of the results: path within the folder, such as ``calendars/a.ics`` → text.
    """

    opening: tuple[Block, ...] = ()
    blocks: tuple[Block, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    pictures: tuple[Picture, ...] = ()
    result: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Study:
    """A study folder with its settings; sections read their own keys from ``tables``.

    Attributes
    ----------
    folder : Path
        Where the files named in the settings stand.
    about : StudySettings
        ``[study]``.
    tables : mapping
        All of hanse.toml.
    text : str
        hanse.toml as it was written.
    """

    folder: Path
    about: StudySettings
    tables: Mapping[str, Any]
    text: str


class Section(Protocol):
    """A part of the report: one file in ``study``, listed in `hanse.study.sections`."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The tables of hanse.toml that are the section's own."""

    def run(self, study: Study, *, progress: Progress) -> Part | None:
        """Return what the section says, None where the study does not have it."""


def figures_of(pictures: Mapping[str, Picture], *names: str) -> Iterator[Block]:
    """Yield the pictures of some names that there are, in the order of the names."""
    yield from (Figure.from_picture(pictures[name]) for name in names if name in pictures)
