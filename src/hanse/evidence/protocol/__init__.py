"""The review protocol: read, checked, frozen, and what is written and searched from it."""

from hanse.evidence.protocol.changes import Change, changes_between
from hanse.evidence.protocol.checks import check_protocol
from hanse.evidence.protocol.drift import Drift, drift
from hanse.evidence.protocol.form_table import FormTable, form_table
from hanse.evidence.protocol.freezing import (
    ProtocolChange,
    SearchDue,
    SearchesDue,
    freeze,
    searches_due,
)
from hanse.evidence.protocol.matching import Hit, Match, Matcher, matches
from hanse.evidence.protocol.model import (
    FIELDS_SEARCHED,
    SOURCE_KINDS,
    STAGES,
    Concept,
    Criterion,
    Journal,
    Person,
    Protocol,
    Question,
    Screening,
    SheetUse,
    Source,
    Term,
)
from hanse.evidence.protocol.platforms import LANGUAGES, PLATFORMS, Platform, platform
from hanse.evidence.protocol.reader import protocol_from_toml, read_protocol
from hanse.evidence.protocol.search_string import SearchString, StringPart, search_string
from hanse.evidence.protocol.starter import starter_protocol
from hanse.evidence.protocol.variants import variants
from hanse.evidence.protocol.writer import protocol_text, write_protocol

__all__ = [
    "FIELDS_SEARCHED",
    "LANGUAGES",
    "PLATFORMS",
    "SOURCE_KINDS",
    "STAGES",
    "Change",
    "Concept",
    "Criterion",
    "Drift",
    "FormTable",
    "Hit",
    "Journal",
    "Match",
    "Matcher",
    "Person",
    "Platform",
    "Protocol",
    "ProtocolChange",
    "Question",
    "Screening",
    "SearchDue",
    "SearchString",
    "SearchesDue",
    "SheetUse",
    "Source",
    "StringPart",
    "Term",
    "changes_between",
    "check_protocol",
    "drift",
    "form_table",
    "freeze",
    "matches",
    "platform",
    "protocol_from_toml",
    "protocol_text",
    "read_protocol",
    "search_string",
    "searches_due",
    "starter_protocol",
    "variants",
    "write_protocol",
]
