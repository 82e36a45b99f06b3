"""From an Altair chart to a picture, without a browser and without a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hanse.plot.ink import GRID, LINE, QUIET, TEXT
from hanse.plot.lettering import FONT, wrap
from hanse.plot.picture import Picture
from hanse.plot.svg import tidied, xml_safe

__all__ = ["Frame", "finished", "rows", "words_at"]

TITLE_SIZE, SUBTITLE_SIZE, AXIS_SIZE = 15, 12, 12
LINE_HEIGHT = 1.25


class Frame:
    """The plot area, its margins, and the title above it; nothing is left to be measured.

    Parameters
    ----------
    width, height : int
        The plot area in pixels.
    left, right, bottom : int
        Margins; the top follows from the number of title lines.
    title, subtitle : str
        Wrapped to the width of the whole figure.
    extra_top : int
        Room between the title and the plot area.
    """

    def __init__(
        self,
        width: int,
        height: int,
        *,
        title: str,
        subtitle: str = "",
        left: int = 64,
        right: int = 24,
        bottom: int = 52,
        extra_top: int = 0,
    ) -> None:
        self.width, self.height, self.left, self.right, self.bottom = (
            width,
            height,
            left,
            right,
            bottom,
        )
        room = left + width + right - 24
        self.title = wrap(title, width=room, size=TITLE_SIZE, is_bold=True)
        self.subtitle = wrap(subtitle, width=room, size=SUBTITLE_SIZE) if subtitle else []
        self.extra_top = extra_top
        lines = len(self.title) * TITLE_SIZE + len(self.subtitle) * SUBTITLE_SIZE
        self.top = int(lines * LINE_HEIGHT) + 26 + extra_top

    def heading(self) -> list[Any]:
        """Return the lines of the title as layers at fixed places above the plot area."""
        lines = [(words, TITLE_SIZE, "bold", TEXT) for words in self.title]
        lines += [(words, SUBTITLE_SIZE, "normal", QUIET) for words in self.subtitle]
        layers, y = [], 12.0 - self.top
        for words, size, weight, ink in lines:
            layers.append(
                words_at(words, 12 - self.left, y, size=size, weight=weight, ink=ink, side="top")
            )
            y += size * LINE_HEIGHT + (2 if weight == "bold" else 0)
        return layers


def words_at(
    words: str,
    x: float,
    y: float,
    *,
    size: float = 11,
    weight: str = "normal",
    style: str = "normal",
    ink: str = QUIET,
    align: str = "left",
    side: str = "middle",
) -> Any:
    """Return a layer with one line of text at a place in pixels of the plot area."""
    import altair

    looks: dict[str, Any] = {
        "align": align,
        "baseline": side,
        "fontSize": size,
        "fontWeight": weight,
        "fontStyle": style,
        "color": ink,
    }
    mark = altair.Chart(rows([{"words": words}])).mark_text(aria=False, **looks)
    return mark.encode(x=altair.value(x), y=altair.value(y), text=altair.Text("words:N"))


def rows(values: Sequence[Mapping[str, Any]]) -> Any:
    """Return rows as inline data."""
    import altair

    return altair.InlineData(values=[dict(one) for one in values])


def finished(layers: Sequence[Any], frame: Frame, *, name: str, title: str, alt: str) -> Picture:
    """Return the layers as one picture of fixed size."""
    import altair
    import vl_convert

    chart = (
        altair.layer(*layers, *frame.heading())
        .properties(
            width=frame.width,
            height=frame.height,
            autosize=altair.AutoSizeParams(type="none"),
            padding={
                "left": frame.left,
                "right": frame.right,
                "top": frame.top,
                "bottom": frame.bottom,
            },
        )
        .configure(font=FONT, background="#ffffff")
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=AXIS_SIZE - 1,
            titleFontSize=AXIS_SIZE,
            titleFontWeight="normal",
            labelColor=TEXT,
            titleColor=TEXT,
            gridColor=GRID,
            domainColor=LINE,
            tickColor=LINE,
            labelOverlap=False,
            labelFlush=False,
        )
    )
    version = ".".join(altair.SCHEMA_VERSION.lstrip("v").split(".")[:2])
    spec = _safe(chart.to_dict(validate=False))
    svg = vl_convert.vegalite_to_svg(spec, vl_version=version)
    return Picture(name=name, title=title, alt=alt, svg=tidied(svg, title=title, alt=alt))


def _safe(part: Any) -> Any:
    """Return a specification without control characters, which crash the drawing library."""
    if isinstance(part, str):
        return xml_safe(part)
    if isinstance(part, dict):
        return {key: _safe(value) for key, value in part.items()}
    return [_safe(one) for one in part] if isinstance(part, list) else part
