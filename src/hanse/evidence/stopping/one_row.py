"""An answer as a frame of one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hanse.result import Answer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["one_row"]


def one_row(answer: Answer, **more: Any) -> pd.DataFrame:
    """Return a frame with a column for each field, and for what else is given."""
    from dataclasses import fields

    import pandas as pd

    row = {one.name: getattr(answer, one.name) for one in fields(answer)}  # type: ignore[arg-type]
    return pd.DataFrame([{**row, **more}])
