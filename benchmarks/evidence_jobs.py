"""The jobs of the evidence: records, duplicates, screening, a review folder, and their peers."""

from __future__ import annotations

from benchmarks.evidence_duplicates import DuplicatesWork
from benchmarks.evidence_labelled import LabelledWork, has_labelled_duplicates
from benchmarks.evidence_peers import PeerDuplicates, PeerIndex, PeerRis, has_bib_dedupe
from benchmarks.evidence_records import RecordsWork
from benchmarks.evidence_review import (
    DriftWork,
    NextCardWork,
    ReplayWork,
    ReviewImportWork,
    ReviewMergeWork,
)
from benchmarks.evidence_screening import (
    ChanceWork,
    IndexWork,
    NextRecordWork,
    RankingWork,
    StoppingWork,
    TwentiethWork,
    has_labelled,
)
from benchmarks.job import Job

__all__ = ["EVIDENCE", "SCREENING", "evidence_jobs", "screening_jobs"]

EVIDENCE = "Records, duplicates and a review folder"
SCREENING = "Screening"
GIB_2 = 2_147.0

TIMED = {
    EVIDENCE: "Bytes of an export → `read_records`; records → `find_duplicates`; a RIS file on the "
    "disk → `import_export` into a new review folder, with its log and its tables; that folder → "
    "`open_review` → `merge_duplicates`; a decision → the next card of a session that learns again "
    "and has its index; `events.csv` → `prisma_flow`; records and protocol → `drift`. 2,147 MB are "
    "2 GiB. Precision under .999 or recall under .97 over pairs fails; on the labelled set more "
    "than 2 groups with several unique records or 6 with none fail. rispy and bib-dedupe read the "
    "same inputs.",
    SCREENING: "Made texts of about 150 words → `index_texts`, beside scikit-learn's "
    "`TfidfVectorizer`; index and labels → `next_record`; labelled reviews → `index_texts` → "
    "`simulate` → `play_rule`. Figures off by more than .001 (every label) or .01 (+5 %), more "
    "than 5 % of orderings under a recall of .95, or under 20 % (Nagtegaal) and 12 % (Kitchenham) "
    "saved, fail. 15 seeds: mean and range.",
}


def evidence_jobs() -> list[Job]:
    """Return reading, duplicates and the folder, each with its bounds."""
    jobs = [
        Job(EVIDENCE, "read RIS", RecordsWork("ris"), (1,), 1, bound=60.0, memory=GIB_2),
        Job(EVIDENCE, "rispy (peer)", PeerRis(), (1,), 1),
        Job(EVIDENCE, "read BibTeX", RecordsWork("bibtex"), (1,), 1, bound=60.0, memory=GIB_2),
        Job(EVIDENCE, "read our own table", RecordsWork("table"), (1,), 1, bound=10.0),
        Job(EVIDENCE, "duplicates", DuplicatesWork(20_000), (701, 702, 703), 1),
        Job(EVIDENCE, "duplicates", DuplicatesWork(), (501,), 1, bound=60.0, memory=GIB_2),
    ]
    if has_labelled_duplicates():
        jobs.append(Job(EVIDENCE, "duplicates", LabelledWork(), (1,), 3, bound=2.0))
        if has_bib_dedupe():
            jobs.append(Job(EVIDENCE, "bib-dedupe (peer)", PeerDuplicates(), (1,), 1, seconds=900))
    large = {"bound": 60.0, "memory": GIB_2, "seconds": 900}
    return [
        *jobs,
        Job(EVIDENCE, "import into a review", ReviewImportWork(), (1,), 1, **large),
        Job(EVIDENCE, "merge in a review", ReviewMergeWork(), (1,), 1, **large),
        Job(EVIDENCE, "next card", NextCardWork(), (1,), 3, bound=1.0, seconds=900),
        Job(EVIDENCE, "log to diagram", ReplayWork(), (1,), 1),
        Job(EVIDENCE, "query on records", DriftWork(), (1,), 1),
    ]


def screening_jobs() -> list[Job]:
    """Return index, next record, and, where the labelled reviews are, ranking and stopping."""
    jobs = [
        Job(SCREENING, "index of texts", IndexWork(), (1,), 1, memory=GIB_2, seconds=600),
        Job(SCREENING, "TfidfVectorizer (peer)", PeerIndex(), (1,), 1, seconds=600),
        Job(
            SCREENING,
            "next record",
            NextRecordWork(),
            (1,),
            5,
            bound=1.0,
            memory=GIB_2,
            seconds=600,
        ),
        Job(SCREENING, "random sample under chance", ChanceWork(), (1,), 1),
    ]
    if not has_labelled():
        return jobs
    for name in ("Nagtegaal_2019", "Kitchenham_2010"):
        every = RankingWork(name)
        jobs += [
            Job(SCREENING, "ranked anew after every label", every, (0, 1, 2), 1, seconds=900),
            Job(SCREENING, "ranked anew at +5 %", TwentiethWork(name), (1,), 1, seconds=600),
            Job(SCREENING, "stopping", StoppingWork(name), (1,), 1, seconds=900),
        ]
    return jobs
