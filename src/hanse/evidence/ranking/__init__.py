"""Ranking: which record to read next, learnt from those that were screened."""

from hanse.evidence.ranking.ranking import Ranking, next_record, rank
from hanse.evidence.ranking.simulation import Simulation, simulate
from hanse.evidence.ranking.stored_index import load_index, save_index
from hanse.evidence.ranking.terms import TellingTerms, telling_terms
from hanse.evidence.ranking.text_index import TextIndex, index_texts, record_text

__all__ = [
    "Ranking",
    "Simulation",
    "TellingTerms",
    "TextIndex",
    "index_texts",
    "load_index",
    "next_record",
    "rank",
    "record_text",
    "save_index",
    "simulate",
    "telling_terms",
]
