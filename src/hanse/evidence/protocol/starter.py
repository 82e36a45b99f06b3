"""The protocol that a new review begins with."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["starter_protocol"]


def starter_protocol(title: str) -> str:
    """Return a protocol to fill in, as TOML with comments; it can be read as it is.

    Parameters
    ----------
    title : str
        Title of the review.

    Examples
    --------
    >>> starter_protocol("Clusters abroad").splitlines()[7]
    'title = "Clusters abroad"'
    """
    text = (files("hanse.evidence.protocol") / "starter.toml").read_text(encoding="utf-8")
    single = " ".join(title.split()) or "Title of the review"
    escaped = single.replace("\\", "\\\\").replace('"', '\\"')
    kept = "".join(sign if sign.isprintable() else " " for sign in escaped)
    return text.replace("{title}", kept)
