"""The tables of a log from and to others: template, next month's file, exports, GraphML."""

from hanse.actors.exchange.export import export_log
from hanse.actors.exchange.folder import import_tables, read_folder
from hanse.actors.exchange.graphml import graphml, write_graphml
from hanse.actors.exchange.merge import LogTables, Merged, merge_tables
from hanse.actors.exchange.merge_answer import Conflict, Held, Look, Merge
from hanse.actors.exchange.template import write_template

__all__ = [
    "Conflict",
    "Held",
    "LogTables",
    "Look",
    "Merge",
    "Merged",
    "export_log",
    "graphml",
    "import_tables",
    "merge_tables",
    "read_folder",
    "write_graphml",
    "write_template",
]
