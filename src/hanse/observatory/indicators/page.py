"""The catalogue as a page of documentation, made from the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hanse.messages import plural
from hanse.observatory.indicators.catalogue import indicators
from hanse.observatory.indicators.indicator import LEVELS, Indicator

__all__ = ["indicators_page"]

_HEADER = ("id", "what it says", "formula", "unit and range", "better", "source", "caution")
_INTRODUCTION = """# Indicators

Every number of the observatory has an entry in one catalogue, and charts and exports show it. The
tables below are made from that catalogue (`indicators_page()`); `print(indicator("rca"))` shows one
entry, `indicators_frame()` all of them.

```python
from hanse.observatory.indicators import indicator, indicators, indicators_frame

print(indicator("location_quotient"))
assert set(indicators_frame()["id"]) == set(indicators())
```

**Better** says which end of the scale is read as more international, more specialised or stronger.
It orders percentiles in a benchmark and is no verdict: where neither end is better it says so, and
a percentile is a position.

**Own indicators.** `read_indicators("own.toml")` returns this catalogue and your own entries after
it. A file has one table for each id, with every key filled: `name`, `level`, `group`, `definition`,
`formula`, `unit`, `low`, `high` (`inf` for no bound), `direction` (`higher`, `lower`, `none`),
`source`, `caution`. Unknown keys, empty fields and wrong levels are errors, told together, and so
is an id that stands here already: numbers of two definitions must not be mixed."""
_BETTER = {"higher": "higher", "lower": "lower", "none": "neither"}


def indicators_page(catalogue: Mapping[str, Indicator] | None = None) -> str:
    """Return the page ``docs/reference/indicators.md``.

    Parameters
    ----------
    catalogue : mapping of str to Indicator, optional
        What is shown; by default the package's.

    Returns
    -------
    str
        Markdown with a table for each level that has indicators, in the order of `LEVELS`.

    Examples
    --------
    >>> indicators_page().splitlines()[0]
    '# Indicators'
    """
    known = indicators() if catalogue is None else catalogue
    parts = [_INTRODUCTION]
    for level in LEVELS:
        of_level = [one for one in known.values() if one.level == level]
        if of_level:
            parts.append(_table(level, of_level))
    return "\n\n".join(parts) + "\n"


def _table(level: str, entries: Sequence[Indicator]) -> str:
    """Return the heading and the table of one level."""
    lines = [_row(_HEADER), _row(["---"] * len(_HEADER))]
    for one in entries:
        cells = [
            f"`{one.id}`",
            f"**{one.name}.** {one.definition}",
            f"`{one.formula}`",
            f"{one.unit}, {one.range}",
            _BETTER[one.direction],
            one.source,
            one.caution,
        ]
        lines.append(_row(cells))
    title = f"{level.capitalize()}: {plural(len(entries), 'indicator')}"
    return "\n".join([f"## {title}", "", *lines])


def _row(cells: Sequence[str]) -> str:
    """Return a line of a table; a bar inside a cell is escaped."""
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
