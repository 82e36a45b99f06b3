"""The PRISMA checklist of a review, with what its protocol and its log say."""

from __future__ import annotations

from hanse.evidence.prisma import PrismaChecklist, prisma_checklist
from hanse.evidence.review.folder import Review
from hanse.evidence.review.layout import CODING, PROTOCOL
from hanse.messages import plural

__all__ = ["checklist_of"]

Fact = tuple[str, str]


def checklist_of(review: Review) -> PrismaChecklist:
    """Return the PRISMA 2020 checklist, filled as far as protocol, log and sheets go.

    What is found is only that something is there, never that it is good enough.

    Parameters
    ----------
    review : Review
        The review.
    """
    protocol = review.protocol
    facts: dict[str, list[Fact]] = {}

    def add(item: str, n: int, one: str, place: str) -> None:
        if n:
            facts.setdefault(item, []).append((plural(n, one), f"{PROTOCOL}, {place}"))

    add("4", len(protocol.questions), "question", "[[review.questions]]")
    for kind in ("include", "exclude"):
        n = sum(one.type == kind for one in protocol.criteria)
        if n:
            said = plural(n, f"criterion to {kind}", f"criteria to {kind}")
            facts.setdefault("5", []).append((said, f"{PROTOCOL}, [[criteria]]"))
    if protocol.registration:
        where = f"{PROTOCOL}, [review] registration"
        facts.setdefault("24a", []).append((protocol.registration, where))
    for use in protocol.sheets:
        files = sorted((review.folder / CODING).glob(f"{use.id}.*"))
        if files:
            item = "11" if use.purpose == "appraisal" else "9"
            said = f"{plural(len(files), 'sheet')} {use.id} filled in"
            facts.setdefault(item, []).append((said, f"{CODING}/{files[0].name}"))
    names = {one.id: one.name for one in protocol.sources}
    return prisma_checklist(review.log, facts=facts, sources=names)
