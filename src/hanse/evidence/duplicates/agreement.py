"""How a field of two records can compare."""

from __future__ import annotations

__all__ = ["AGREE", "DIFFER", "PARTLY", "SHARE", "UNKNOWN"]

AGREE = 2
"""Both have it and it says the same."""
PARTLY = 1
"""Both have it and it is close: some of the authors, a year apart."""
UNKNOWN = 0
"""One or both do not have it."""
DIFFER = -1
"""Both have it and it says something else."""
SHARE = {AGREE: 1.0, PARTLY: 0.7, UNKNOWN: 0.5, DIFFER: 0.0}
"""What each is worth in the score of a pair."""
