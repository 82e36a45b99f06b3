"""Days as commands take them."""

from __future__ import annotations

__all__ = ["iso_day"]


def iso_day(text: str) -> str:
    """Return a day as ISO text where it can mean one day only, as in tables; else as it stands.

    Examples
    --------
    >>> iso_day("22.11.2026"), iso_day("2026/3/1"), iso_day("31/12/2026"), iso_day("3/4/2026")
    ('2026-11-22', '2026-03-01', '2026-12-31', '3/4/2026')
    """
    from hanse.tables.mapping.dates import date_label, date_order
    from hanse.tables.mapping.not_usable import NotUsable
    from hanse.tables.mapping.problems import Problems

    plain = " ".join(text.split())
    order = date_order([plain], "", Problems(""))
    if not order:
        return text
    try:
        return date_label(plain, order)
    except NotUsable:
        return text
