"""Evidence: coded cases and how far coders agree."""

from hanse.evidence.agreement import Agreement, agreement
from hanse.evidence.coding import CodedCell, read_coding

__all__ = ["Agreement", "CodedCell", "agreement", "read_coding"]
