"""Pictures of commands: one file, SVG or PNG by its ending."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hanse.cli.formats import Format
from hanse.cli.strategy_files import check_target
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.plot import Picture

__all__ = ["check_picture", "tell_picture", "write_picture"]

ENDINGS = (".svg", ".png")


def check_picture(path: Path | None) -> None:
    """Refuse a picture that cannot be made; an earlier one is replaced, as it can be made again."""
    if path is not None and path.suffix.lower() not in ENDINGS:
        raise InputError("is no name of a picture", where=str(path), mend="End it in .svg or .png.")
    check_target(path, force=True)


def write_picture(picture: Picture, path: Path) -> None:
    """Write a picture."""
    from hanse.tables import write_bytes, write_text

    if path.suffix.lower() == ".png":
        write_bytes(path, picture.png())
    else:
        write_text(path, picture.svg)


def tell_picture(path: Path | None, form: Format) -> None:
    """Say below a text where the picture is; data for programs stay as they are."""
    if path is not None and form is Format.TEXT:
        print(f"\nPicture: {path}")
