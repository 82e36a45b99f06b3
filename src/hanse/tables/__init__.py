"""Tables: the data model, its readers and its writers.

A `CaseTable` has one row for each case and a named column for each thing known about it.
`read_cases` makes one from a file, `CaseTable.from_frame` from a pandas, Polars or Arrow frame. A
`LongTable` has a row for each combination of keys, such as region, industry and year.
"""

from hanse.tables.case_table import CaseTable
from hanse.tables.column import Column
from hanse.tables.long_table import Key, LongTable, read_long
from hanse.tables.read import read_cases
from hanse.tables.write import write_bytes, write_csv, write_text

__all__ = [
    "CaseTable",
    "Column",
    "Key",
    "LongTable",
    "read_cases",
    "read_long",
    "write_bytes",
    "write_csv",
    "write_text",
]
