"""Colours of all figures: distinct in grey, distinct for colour-blind readers, dark on white."""

from __future__ import annotations

__all__ = ["DEVIANT", "FAINT", "GRID", "LINE", "QUIET", "TEXT", "TYPICAL", "ZONE", "ZONE_DEVIANT"]

TEXT = "#1c2733"
QUIET = "#5b6773"  # secondary text, contrast above 5:1 on white
LINE = "#8a949e"
GRID = "#e3e7eb"
TYPICAL = "#1f4e79"
DEVIANT = "#c2410c"
FAINT = "#87919c"
ZONE = "#eef4fa"
ZONE_DEVIANT = "#fdf1ea"
