"""Journals and other containers, in the zones of Bradford's law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis.author_name import folded
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer, Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Container", "ContainerZones", "container_zones"]

_SHOWN = 15


@dataclass(frozen=True)
class Container(Record, kind="evidence-container"):
    """A journal, book or series.

    Attributes
    ----------
    name : str
        The most frequent spelling, the first of equals.
    n_records : int
        Records that stand in it.
    zone : int
        1 is the core, to 3.
    spellings : tuple of str
        All spellings that were taken for it.
    """

    name: str
    n_records: int
    zone: int
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class ContainerZones(Answer, kind="evidence-container-zones"):
    """Containers by number of records, cut into three zones.

    Parameters
    ----------
    containers : tuple of Container
        The most frequent first, equal ones by name.
    zone_sizes, zone_records : tuple of int
        Containers and records of each zone.
    split_ties : tuple of int
        Numbers of records at which a border runs between containers of equal number: which of them
        lie inside follows from their names alone.
    without_container : tuple of str
        Ids of records that stand in no container.
    """

    containers: tuple[Container, ...]
    zone_sizes: tuple[int, ...]
    zone_records: tuple[int, ...]
    split_ties: tuple[int, ...]
    without_container: tuple[str, ...]

    @property
    def multipliers(self) -> tuple[float, ...]:
        """Containers of a zone over those of the zone before: Bradford expects them to be equal."""
        sizes = self.zone_sizes
        return tuple(
            later / former if former else float("nan") for former, later in pairwise(sizes)
        )

    def __str__(self) -> str:
        lines = [[str(one.zone), str(one.n_records), one.name] for one in self.containers[:_SHOWN]]
        zones = [
            f"zone {at}: {plural(n, 'source')}, {plural(m, 'record')}"
            for at, (n, m) in enumerate(zip(self.zone_sizes, self.zone_records, strict=True), 1)
        ]
        said = [
            f"{plural(len(self.containers), 'source')}; {'; '.join(zones)}.",
            columns_text(["zone", "records", "source"], lines, left=[0, 2]),
        ]
        if len(self.containers) > _SHOWN:
            said.append(f"And {len(self.containers) - _SHOWN:,} more sources.")
        if self.split_ties:
            ties = join_names([plural(n, "record") for n in self.split_ties])
            said.append(f"A border runs between sources with {ties} each; names decide there.")
        if self.without_container:
            n = len(self.without_container)
            said.append(
                f"In no source: {plural(n, 'record')} ({join_names(self.without_container)})."
            )
        return "\n".join(said)

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each container: name, records, zone, spellings."""
        import pandas as pd

        rows = [[x.name, x.n_records, x.zone, "; ".join(x.spellings)] for x in self.containers]
        return pd.DataFrame(rows, columns=["container", "records", "zone", "spellings"])


def container_zones(records: Sequence[BibliographicRecord]) -> ContainerZones:
    """Return the containers in the zones of Bradford's law.

    Containers are ordered by number of records, equal ones by name. With *N* records in containers
    and *B* in all containers before it, a container lies in zone 1 where *B < N/3*, in zone 2 where
    *N/3 ≤ B < 2N/3* and in zone 3 from there on: each zone ends with the container that completes
    its third.

    Parameters
    ----------
    records : sequence of BibliographicRecord
        Containers are one where they differ by case, accents, signs, ``&`` for ``and`` and a
        leading ``the`` only.

    Returns
    -------
    ContainerZones
        Without containers every zone is empty; with one or two, the later zones are.

    Notes
    -----
    Source: Bradford (1934), Engineering 137, pp. 85-86.

    Examples
    --------
    >>> names = ["World Development"] * 3 + ["Technovation", "World Dev.", "the World development"]
    >>> records = [BibliographicRecord(f"R{at}", container=one) for at, one in enumerate(names)]
    >>> print(container_zones(records))
    3 sources; zone 1: 1 source, 4 records; zone 2: 0 sources, 0 records; zone 3: 2 sources, 2
    records.
    zone  records  source
    1           4  World Development
    3           1  Technovation
    3           1  World Dev.
    """
    spelled: dict[str, Counter[str]] = {}
    without = []
    for record in records:
        key = _key(record.container)
        if key:
            spelled.setdefault(key, Counter())[" ".join(record.container.split())] += 1
        else:
            without.append(record.id)
    names = {key: max(own, key=lambda one: own[one]) for key, own in spelled.items()}
    order = sorted(spelled, key=lambda key: (-spelled[key].total(), names[key].casefold(), key))
    total = sum(own.total() for own in spelled.values())
    made, before = [], 0
    for key in order:
        n = spelled[key].total()
        zone = 1 + (3 * before >= total) + (3 * before >= 2 * total)
        made.append(Container(names[key], n, zone, tuple(sorted(spelled[key]))))
        before += n
    ties = [
        one.n_records
        for one, other in pairwise(made)
        if one.zone != other.zone and one.n_records == other.n_records
    ]
    return ContainerZones(
        containers=tuple(made),
        zone_sizes=tuple(sum(one.zone == zone for one in made) for zone in (1, 2, 3)),
        zone_records=tuple(
            sum(one.n_records for one in made if one.zone == zone) for zone in (1, 2, 3)
        ),
        split_ties=tuple(dict.fromkeys(ties)),
        without_container=tuple(without),
    )


def _key(name: str) -> str:
    """Return a name of a container, folded."""
    return folded(name.replace("&", " and ")).removeprefix("the ")
