"""PRISMA 2020 from the log: the numbers of the flow diagram, and the checklist."""

from hanse.evidence.prisma.checklist import PrismaChecklist, PrismaItem, prisma_checklist
from hanse.evidence.prisma.counts import PrismaColumn, PrismaCount, PrismaFlow, PrismaPrevious
from hanse.evidence.prisma.flow import prisma_flow

__all__ = [
    "PrismaChecklist",
    "PrismaColumn",
    "PrismaCount",
    "PrismaFlow",
    "PrismaItem",
    "PrismaPrevious",
    "prisma_checklist",
    "prisma_flow",
]
