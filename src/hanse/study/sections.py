"""The sections of a study in the order of the report; an engine adds its file and a line here."""

from __future__ import annotations

from hanse.study.actor_section import ActorsSection
from hanse.study.coding_section import CodingSection
from hanse.study.evidence_section import EvidenceSection
from hanse.study.observatory_section import ObservatorySection
from hanse.study.part import Section
from hanse.study.partner_section import PartnersSection
from hanse.study.qca_section import QcaSection
from hanse.study.strategy_section import StrategySection
from hanse.study.survey_section import SurveySection

__all__ = ["SECTIONS"]

SECTIONS: tuple[Section, ...] = (
    SurveySection(),
    ObservatorySection(),
    ActorsSection(),
    PartnersSection(),
    QcaSection(),
    CodingSection(),
    StrategySection(),
    EvidenceSection(),
)
