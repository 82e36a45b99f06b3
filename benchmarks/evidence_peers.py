"""Work: what others do with the same records and texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import Any

from benchmarks.evidence_labelled import LabelledWork
from benchmarks.evidence_records import RecordsWork
from benchmarks.evidence_screening import made_texts


def has_bib_dedupe() -> bool:
    """Whether the peer of the duplicates is installed."""
    return find_spec("bib_dedupe") is not None


@dataclass(frozen=True)
class PeerRis:
    """rispy alone on the same export: no check that no record is lost, no fields of ours."""

    records: int = 100_000

    @property
    def sizes(self) -> str:
        return f"{self.records:,} records with abstracts"

    def small(self) -> PeerRis:
        return replace(self, records=50)

    def prepare(self, seed: int) -> Any:
        return RecordsWork("ris", self.records).prepare(seed)

    def answer(self, given: Any) -> Any:
        import rispy

        return rispy.loads(given.decode("utf-8"))

    def fingerprint(self, answer: Any) -> str:
        return f"{len(answer):,} records"


@dataclass(frozen=True)
class PeerIndex:
    """scikit-learn's vectoriser on the same texts."""

    records: int = 100_000

    @property
    def sizes(self) -> str:
        return f"{self.records:,} texts"

    def small(self) -> PeerIndex:
        return replace(self, records=60)

    def prepare(self, seed: int) -> Any:
        return made_texts(self.records, seed)

    def answer(self, given: Any) -> Any:
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectoriser = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=1, max_df=0.95)
        return vectoriser.fit_transform(given)

    def fingerprint(self, answer: Any) -> str:
        return f"{answer.shape[1]:,} terms, {answer.nnz:,} weights"


@dataclass(frozen=True)
class PeerDuplicates:
    """bib-dedupe on the labelled set, from the same table to its groups."""

    is_small: bool = False

    @property
    def sizes(self) -> str:
        return LabelledWork().sizes

    def small(self) -> PeerDuplicates:
        return replace(self, is_small=True)

    def prepare(self, seed: int) -> Any:
        """Return the labelled records as the frame that the peer wants."""
        import pandas as pd

        records, unique = LabelledWork(self.is_small).prepare(seed)
        truth = {one.id: label for one, label in zip(records, unique, strict=True)}
        frame = pd.DataFrame(
            {
                "ID": [one.id for one in records],
                "ENTRYTYPE": "article",
                "author": [" and ".join(one.authors) for one in records],
                "title": [one.title for one in records],
                "year": ["" if one.year is None else str(one.year) for one in records],
                "journal": [one.container for one in records],
                "volume": [one.volume for one in records],
                "number": [one.issue for one in records],
                "pages": [one.pages.replace("-", "--") for one in records],
                "doi": [one.doi for one in records],
                "abstract": "",
                "search_set": "",
            }
        )
        return frame, truth

    def answer(self, given: Any) -> Any:
        from bib_dedupe.bib_dedupe import block, cluster, match, prep

        frame, truth = given
        prepared = prep(frame, verbosity_level=0, cpu=1)
        pairs = block(prepared, verbosity_level=0, cpu=1)
        found = match(pairs, verbosity_level=0, cpu=1)
        return cluster(found, verbosity_level=0), list(frame["ID"]), truth

    def fingerprint(self, answer: Any) -> str:
        clusters, ids, truth = answer
        grouped = {one for group in clusters for one in group}
        groups = [*clusters, *([one] for one in ids if one not in grouped)]
        several = sum(sum(truth[one] for one in group) > 1 for group in groups)
        none = sum(not any(truth[one] for one in group) for group in groups)
        return f"{len(groups):,} groups, {several} with several unique, {none} with none"
