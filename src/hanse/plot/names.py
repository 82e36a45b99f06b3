"""Names of figures and anchors that are safe in every file system and address."""

from __future__ import annotations

import hashlib
import re
import unicodedata

__all__ = ["slug"]

LONGEST = 72


def slug(text: str) -> str:
    """Return text as a name of ASCII letters, digits and ``-``; ``~`` becomes ``not-``.

    A name that had to be cut ends with a fingerprint of the whole text, so that two long
    expressions never share one; so does a name of which nothing was left.

    Examples
    --------
    >>> slug("ISC*~HC + Pat"), slug("Münster / Nord")
    ('ISC-not-HC-Pat', 'Munster-Nord')
    """
    plain = unicodedata.normalize("NFKD", text.replace("~", " not "))
    ascii_only = plain.encode("ascii", "ignore").decode("ascii")
    name = re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-")
    if name and len(name) <= LONGEST:
        return name
    fingerprint = hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
    return f"{name[: LONGEST - 9].strip('-')}-{fingerprint}".strip("-")
