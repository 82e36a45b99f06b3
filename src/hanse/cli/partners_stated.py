"""What the hanse.toml of a folder says of its event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Stated", "stated_in"]


@dataclass(frozen=True)
class Stated:
    """What ``[partners.event]`` says, empty where it says nothing, and the day of the study."""

    name: str = ""
    zone: str = ""
    tables: int | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    cancelled: str = ""
    as_of: str = ""


def stated_in(folder: Path) -> Stated:
    """Return what a folder's hanse.toml says of the event; nothing without ``[partners.event]``.

    Raises
    ------
    InputError
        If hanse.toml cannot be read, or the part on the event cannot be used.
    """
    from hanse.study.partner_settings import read_partner_settings
    from hanse.study.run import open_study

    if not (folder / "hanse.toml").is_file():
        return Stated()
    study = open_study(folder)
    partners = study.tables.get("partners", {})
    table = partners.get("event") if isinstance(partners, dict) else None
    if table is None:
        return Stated()
    event = read_partner_settings({"event": table}).event
    assert event is not None  # the table asks for it
    keys = ("slots", "participants", "requests", "fixed")
    named = {key: getattr(event, key) for key in keys}
    return Stated(
        event.name,
        event.zone if "zone" in table else "",
        event.tables or None,
        {key: file for key, file in named.items() if file},
        event.cancelled,
        study.about.as_of,
    )
