"""Bibliographic records: the model, readers of exports, writers."""

from hanse.evidence.records.bibtex_writer import write_bibtex
from hanse.evidence.records.own_table import read_csv_records, write_csv_records
from hanse.evidence.records.reader import read_records
from hanse.evidence.records.record import FIELDS, LISTS, TYPES, BibliographicRecord, normal_doi
from hanse.evidence.records.record_file import FORMATS, PlacedRecord, RecordFile, RejectedRecord
from hanse.evidence.records.ris_writer import write_ris

__all__ = [
    "FIELDS",
    "FORMATS",
    "LISTS",
    "TYPES",
    "BibliographicRecord",
    "PlacedRecord",
    "RecordFile",
    "RejectedRecord",
    "normal_doi",
    "read_csv_records",
    "read_records",
    "write_bibtex",
    "write_csv_records",
    "write_ris",
]
