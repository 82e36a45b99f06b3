"""Users' own files: their names, units and codes under ours, their money in one currency.

A `Schema` says which fields a table may have. `read_mapped` reads a file by a mapping file (TOML)
and returns a `MappedTable`, whose `MoneyBasis` says in which money its sums are. `mapping_text`
writes a mapping file to start from.
"""

from hanse.tables.mapping.file_cells import header_of
from hanse.tables.mapping.mapped_table import ColumnUse, MappedTable, MoneyBasis
from hanse.tables.mapping.reader import read_mapped
from hanse.tables.mapping.schema import Field, Schema
from hanse.tables.mapping.starter import mapping_text

__all__ = [
    "ColumnUse",
    "Field",
    "MappedTable",
    "MoneyBasis",
    "Schema",
    "header_of",
    "mapping_text",
    "read_mapped",
]
