"""Files of the strategy commands: never overwritten unasked, refused before anything is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.report import Document

__all__ = ["check_page", "check_target", "write_page"]

_PAGES = (".html", ".htm")


def check_target(path: Path | None, *, force: bool) -> None:
    """Refuse a file that cannot be made, or that is there already and may be somebody's work."""
    if path is None:
        return
    if path.is_dir():
        raise InputError("is a folder, not a file", where=str(path), mend="Name a file in it.")
    if not path.parent.is_dir():
        raise InputError(
            f"there is no folder '{path.parent}'", where=str(path), mend="Make the folder first."
        )
    if path.exists() and not force:
        raise InputError(
            "is there already", where=str(path), mend="Name another file, or add --force."
        )


def check_page(path: Path | None) -> None:
    """Refuse a page that cannot be made; an earlier page is replaced, as it can be made again."""
    if path is not None and path.suffix.lower() not in _PAGES:
        raise InputError(
            "is no name of a page", where=str(path), mend="End it in .html: --out advice.html."
        )
    check_target(path, force=True)


def write_page(document: Document, path: Path) -> None:
    """Write a document as one page that needs no software to read."""
    from hanse.report import render_html
    from hanse.tables import write_text

    write_text(path, render_html(document))
