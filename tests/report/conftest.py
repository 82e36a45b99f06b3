"""One document with every kind of block, and with texts that try to break out of the page."""

import pytest

from hanse.report import (
    Bullets,
    Cases,
    Chart,
    ChartColumn,
    Citation,
    Details,
    Document,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableColumn,
)

DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">'
    '<circle cx="5" cy="5" r="4" fill="red"/><text x="9" y="9">Lyon</text></svg>'
)


@pytest.fixture(scope="session")
def full_document() -> Document:
    """Return a report with one block of each kind."""
    table = Table(
        "Truth table",
        (
            TableColumn("Row", "number of the row, from *1*"),
            TableColumn("n", "number of cases", unit="cases"),
            TableColumn("Consistency", "share inside the outcome"),
            TableColumn("Out | code", align="center"),
        ),
        (("A*~B", 3, 0.87654, "1"), ("~A*B", 12345, None, "<b>"), ("~A*~B", 0, float("nan"), "?")),
        note="Remainders are **not** listed.",
    )
    chart = Chart(
        "Paths",
        ("ISC", "HC", "Type"),
        (
            ChartColumn("1a", "Family 1", ("core-present", "absent", "core:1,2"), (0.912, 0.4)),
            ChartColumn("2", "Family 2", ("present", "core-absent", "value:0"), (0.9, None)),
            ChartColumn("1b", "Family 1", ("core-present", "", ""), (0.88, 0.3)),
        ),
        ("Consistency", "Raw coverage"),
        (("Solution coverage", ("0.72", "0.20")),),
        "Families share a core.",
    )
    return Document(
        "Clusters abroad",
        "34 fictitious clusters",
        "en",
        (
            Heading(1, "In short"),
            Paragraph("Path **ISC*~HC** is *strong* in `CI`; A*B*C < D & E."),
            Bullets(("First | one", "2. second")),
            Notice("warning", "Nothing here is **real**."),
            Notice("note", "All numbers can be traced."),
            Heading(2, "Rows & cases", "rows"),
            table,
            chart,
            Figure("XY plot", DRAWN, 'Says "more" <here>', "With a *caption*.", "xy-1"),
            Cases("Who", (("Typical", ("Lyon", "Ulm <script>")), ("Deviant", ()))),
            Details("More <inside>", (Heading(3, "Inside"), Paragraph("Hidden."))),
            Citation("Fiss (2011). *AMJ* 54.", "https://doi.org/10.5465/amj.2011.60263120"),
        ),
    )
