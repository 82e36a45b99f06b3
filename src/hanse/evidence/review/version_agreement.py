"""Agreement under each version of the protocol: whether a clearer criterion made people agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hanse.evidence.coefficients import RatersAgreement, agreement_of
from hanse.evidence.log import decision_table
from hanse.evidence.review.folder import Review
from hanse.evidence.review.standing import VALUES
from hanse.messages import columns_text
from hanse.result import Answer, Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["AgreementByVersion", "VersionAgreement", "agreement_by_version"]


@dataclass(frozen=True, eq=False)
class VersionAgreement(Record, kind="review-version-agreement"):
    """Agreement on the records that were decided under one version of the protocol.

    ``version`` is None for records that people decided under different versions.
    """

    version: int | None
    agreement: RatersAgreement


@dataclass(frozen=True, eq=False)
class AgreementByVersion(Answer, kind="review-agreement-by-version"):
    """Agreement in first decisions at a stage, version by version.

    Parameters
    ----------
    stage : str
        The stage.
    rows : tuple of VersionAgreement
        Versions in their order, records across versions last; none without decisions.
    """

    stage: str
    rows: tuple[VersionAgreement, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each version: stage, version, records, shared, observed, ac1."""
        import pandas as pd

        rows = [
            (
                *(self.stage, one.version, one.agreement.n_units, one.agreement.n_shared),
                *(one.agreement.observed, one.agreement.get("Gwet's AC1").value),
            )
            for one in self.rows
        ]
        columns = ["stage", "version", "records", "shared", "observed", "ac1"]
        return pd.DataFrame(rows, columns=columns).astype({"version": "Int64"})

    def __str__(self) -> str:
        """Return a line for each version."""
        lines = [
            [
                "several" if one.version is None else str(one.version),
                str(one.agreement.n_shared),
                f"{one.agreement.observed:.3f}" if one.agreement.n_shared else "–",
            ]
            for one in self.rows
        ]
        return columns_text(["version", "decided twice or more", "agree"], lines, left=[0])


def agreement_by_version(review: Review, stage: str, *, seed: int = 0) -> AgreementByVersion:
    """Return how far reviewers agreed in what each said first, under each version of the protocol.

    A decision belongs to the version that was frozen last before it; 0 where none was. Records on
    which people decided under different versions stand apart.

    Parameters
    ----------
    review : Review
        The review.
    stage : {"title-abstract", "full-text"}
        The stage.
    seed : int, from 0
        Of the intervals that are drawn.
    """
    state = review.state
    table = decision_table(state, stage, which="first")
    frozen = [(one.number, one.version) for one in state.amendments]

    def version_at(number: int) -> int:
        return max((version for at, version in frozen if at < number), default=0)

    groups: dict[int | None, list[int]] = {}
    for place, record in enumerate(table.records):
        numbers = [one.number for one in state.first_decisions(record, stage).values()]
        found = {version_at(number) for number in numbers}
        groups.setdefault(found.pop() if len(found) == 1 else None, []).append(place)
    rows = []
    for version in sorted(groups, key=lambda one: (one is None, one or 0)):
        places = groups[version]
        agreement = agreement_of(
            [[one or None for one in table.values[place]] for place in places],
            raters=table.persons,
            units=[table.records[place] for place in places],
            categories=VALUES,
            rng=np.random.default_rng(seed),
        )
        rows.append(VersionAgreement(version, agreement))
    return AgreementByVersion(stage, tuple(rows))
