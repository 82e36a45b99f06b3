"""Tags: what is offered, wanted and worked with, whatever its spelling."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hanse.messages import join_names
from hanse.result import Record
from hanse.tables.accents import without_accents
from hanse.tables.mapping import Field, Schema, read_mapped
from hanse.tables.mapping.mapping_reader import MappingSource
from hanse.tables.mapping.problems import Problems

__all__ = ["TagBook", "folded", "parted", "read_tags", "spellings"]

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i",
                          "-": " ", "_": " "})  # fmt: skip
_SAME, _PART = "same", "part of"
_SCHEMA = Schema(
    "tags",
    (
        Field("tag", "key", needed=True, label="tag"),
        Field("means", "key", needed=True, label="what the tag means"),
        Field("relation", "text", label="same or part of"),
    ),
)


def folded(text: str) -> str:
    """Return a tag without case, accents, hyphens and spare blanks.

    Examples
    --------
    >>> folded("  LiDAR-Mapping "), folded("Énergie  éolienne")
    ('lidar mapping', 'energie eolienne')
    """
    return " ".join(without_accents(text.casefold().translate(_LETTERS)).split())


def parted(cell: str) -> tuple[str, ...]:
    """Return the entries of a cell, which are parted by semicolons; empty ones do not count.

    Examples
    --------
    >>> parted("sensors; ;drones")
    ('sensors', 'drones')
    """
    return tuple(" ".join(part.split()) for part in cell.split(";") if part.strip())


def spellings(texts: Iterable[str]) -> dict[str, str]:
    """Return folded tag → the spelling used most; the first in order where several are."""
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        counts.setdefault(folded(text), Counter())[text] += 1
    return {
        tag: min(found, key=lambda text: (-found[text], text))
        for tag, found in sorted(counts.items())
    }


@dataclass(frozen=True)
class TagBook(Record, kind="partner-tags"):
    """Which tags mean the same, and which are part of a wider one.

    Attributes
    ----------
    same : mapping of str to str
        Folded tag → the folded tag that stands for it.
    wider : mapping of str to tuple of str
        Folded tag → all wider tags: who offers it offers them too.
    shown : mapping of str to str
        Folded tag → as the file spells it.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    wider: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)

    def one(self, text: str) -> str:
        """Return the folded tag that stands for a text."""
        tag = folded(text)
        return self.same.get(tag, tag)

    def with_wider(self, tags: Iterable[str]) -> frozenset[str]:
        """Return tags together with all wider ones."""
        found = set(tags)
        return frozenset(found.union(*(self.wider.get(tag, ()) for tag in found)))


def read_tags(path: str | os.PathLike[str], *, mapping: MappingSource = None) -> TagBook:
    r"""Read synonyms and wider tags.

    Parameters
    ----------
    path : path
        Columns ``tag``, ``means`` and, if wanted, ``relation``: ``same`` (the default: ``tag`` is
        another word for ``means``) or ``part of`` (who offers ``tag`` also meets a wish for
        ``means``, but not the other way round).
    mapping : path, mapping or None
        The user's own headers, as `hanse.tables.mapping.read_mapped` takes them.

    Raises
    ------
    InputError
        If a relation is unknown, a tag means two others, or tags mean each other in a circle; all
        told together.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "tags.csv")
    ...     rows = "tag,means,relation\nUAV,drones,same\nLiDAR mapping,surveying,part of\n"
    ...     _ = path.write_text(rows, encoding="utf-8")
    ...     book = read_tags(path)
    >>> book.one("uav"), sorted(book.with_wider(["lidar mapping"]))
    ('drones', ['lidar mapping', 'surveying'])
    """
    table = read_mapped(path, _SCHEMA, mapping).table
    problems = Problems(table.file)
    columns = table.to_frame()
    relations = columns["relation"] if "relation" in columns else [""] * table.n
    same: dict[str, str] = {}
    part: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    rows = zip(table.lines.tolist(), columns["tag"], columns["means"], relations, strict=True)
    for line, tag, means, relation in rows:
        low, high = folded(tag), folded(means)
        shown.setdefault(low, tag)
        shown.setdefault(high, means)
        said = folded(relation) or _SAME
        if said not in (_SAME, _PART):
            at = f"row {line}, column relation"
            problems.unknown("relation", relation, (_SAME, _PART), at=at)
        elif low == high:
            continue  # a spelling of itself says nothing
        elif said == _PART:
            part.setdefault(low, []).append(high)
        elif same.get(low, high) != high:
            problems.add(
                f"'{tag}' is another word for '{shown[same[low]]}' and for '{means}'",
                at=f"row {line}, column means",
                mend="Leave one of them, or write part of in the column relation.",
            )
        else:
            same[low] = high
    resolved = {tag: _end(tag, same, problems, shown) for tag in same}
    wider = _wider(part, resolved, problems, shown)
    problems.tell()
    return TagBook(resolved, wider, shown)


def _end(tag: str, same: Mapping[str, str], problems: Problems, shown: Mapping[str, str]) -> str:
    """Return the last tag of a chain of synonyms; a circle is a problem, told once."""
    chain = [tag]
    while chain[-1] in same:
        after = same[chain[-1]]
        if after in chain:
            if tag == min(chain):
                _tell_circle(chain, problems, shown)
            return tag
        chain.append(after)
    return chain[-1]


def _wider(
    part: Mapping[str, list[str]],
    same: Mapping[str, str],
    problems: Problems,
    shown: Mapping[str, str],
) -> dict[str, tuple[str, ...]]:
    """Return all tags above each one."""
    direct: dict[str, set[str]] = {}
    for low, highs in part.items():
        direct.setdefault(same.get(low, low), set()).update(same.get(one, one) for one in highs)
    made: dict[str, tuple[str, ...]] = {}
    for tag in sorted(direct):
        found: set[str] = set()
        left = sorted(direct[tag])
        while left:
            one = left.pop()
            if one not in found:
                found.add(one)
                left += sorted(direct.get(one, ()))
        if tag in found:
            circle = sorted(one for one in found if one in direct)
            if tag == circle[0]:
                _tell_circle(circle, problems, shown)
        made[tag] = tuple(sorted(found - {tag}))
    return made


def _tell_circle(tags: list[str], problems: Problems, shown: Mapping[str, str]) -> None:
    """Remember tags that mean each other."""
    names = join_names([f"'{shown.get(tag, tag)}'" for tag in tags])
    problems.add(f"{names} mean each other in a circle", mend="Take one of the rows out.")
