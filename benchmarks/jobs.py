"""The jobs: every size, bound and seed in one place.

The bounds are CPU seconds on the machine the project is built on (two virtual cores of 2023); they
hold for the slowest run of the slowest input.
"""

from __future__ import annotations

from benchmarks.abroad import DegreeWork, DistanceWork
from benchmarks.job import Job
from benchmarks.minimisation import ImplicantsWork, SolutionsWork
from benchmarks.observatory import LocationQuotientWork
from benchmarks.peers import SetqcaParsimonious, SetqcaTruthTable, has_setqca
from benchmarks.relatedness import (
    EcomplexityRca,
    EcomplexityRelatedness,
    PeerRca,
    RcaWork,
    RelatednessWork,
    has_ecomplexity,
    has_economic_complexity,
)
from benchmarks.start import StartWork
from benchmarks.strategy import (
    EvaluationWork,
    PeerEvaluation,
    SimulationWork,
    SurveyWork,
    has_pymcdm,
)
from benchmarks.study import StudyWork
from benchmarks.truth_table import TruthTableWork

TABLES = "Truth table"
IMPLICANTS = "Implicants and exact number of minimal models"
SOLUTIONS = "The three solutions"
STUDY = "A study"
STRATEGY = "Strategy"
OBSERVATORY = "Observatory"
START = "Start"
PEERS = "Peers on the same inputs"

TIMED = {
    TABLES: "`CaseTable.from_frame` or `read_cases` → `calibrate` (AsIs) → `build_truth_table`. "
    "Cases uniform in [0, 1]. Ten consistencies are compared with their definition.",
    IMPLICANTS: "pandas frame → `calibrate` → `build_truth_table` → "
    '`minimize(only="parsimonious", limit=1)`. Answer for each seed: '
    "implicants / minimal models / terms of each; the listed model passes `verify()`.",
    SOLUTIONS: "The same tables: pandas frame → `calibrate` → `build_truth_table` → `minimize`, "
    "all models with fit up to 1,000, up to 30,000 pairs. Answer for each seed: number of models, "
    "conservative / parsimonious / intermediate; then `verify()` of the first and last listed "
    "model of each solution, with its own CPU time.",
    STUDY: "`open_study` → `run_analysis`: everything that the report is made from, no report. "
    "Models: conservative / parsimonious / intermediate.",
    STRATEGY: "`read_catalogue` → `evaluate` from a TOML file; `read_catalogue` → `simulate`; the "
    "study of 200 firms with everything that its report is made from. The peer ranks the same "
    "mixtures by TOPSIS from the same file; it screens nothing and gives no reason.",
    OBSERVATORY: "pandas frame of 1,000,000 rows → `LongTable` → location quotients or RCA; frame "
    "of 200 regions × 5,000 products → relatedness, ECI, PCI, opportunity values. The peers from "
    "the same frame.",
    START: "From the start of the interpreter, imports included.",
    PEERS: "The peer from the same pandas frame to its answer, ours beside it. Answer of the "
    "solutions as above, but a model of setqca has the fewest literals among the fewest terms, "
    "and it lists 256 at most.",
}
SEEDS = (1, 2, 3, 4, 5, 6, 7)
BOUNDS = {8: 0.1, 12: 0.1, 16: 0.3, 20: 1.0, 24: 3.0}


def all_jobs() -> list[Job]:
    """Return the jobs in the order in which they run."""
    return [
        *table_jobs(),
        *implicant_jobs(),
        *solution_jobs(),
        *strategy_jobs(),
        *observatory_jobs(),
        *other_jobs(),
        *peer_jobs(),
    ]


def table_jobs() -> list[Job]:
    """Return the truth tables, from frame and from file."""
    small, large = (1_000, 8), (100_000, 10)
    return [
        Job(TABLES, "from a frame", TruthTableWork(*small), seeds=(1,), runs=5),
        Job(TABLES, "from a CSV file", TruthTableWork(*small, True), seeds=(1,), runs=5),
        Job(TABLES, "from a frame", TruthTableWork(*large), seeds=(1,), runs=5, bound=0.5),
        Job(TABLES, "from a CSV file", TruthTableWork(*large, True), seeds=(1,)),
    ]


def implicant_jobs() -> list[Job]:
    """Return one job for each number of conditions."""
    return [
        Job(IMPLICANTS, "parsimonious", ImplicantsWork(k), SEEDS, bound=bound)
        for k, bound in BOUNDS.items()
    ]


def solution_jobs() -> list[Job]:
    """Return one job for each number of conditions up to 20, without and with expectations."""
    names = {False: "no expectations", True: "all expected present"}
    return [
        Job(SOLUTIONS, name, SolutionsWork(k, expected), SEEDS[:3], runs=1, seconds=600)
        for k in BOUNDS
        if k <= 20
        for expected, name in names.items()
    ]


def strategy_jobs() -> list[Job]:
    """Return the evaluation of all mixtures, its peer, the simulation and the study of firms."""
    evaluated = Job(STRATEGY, "hanse: all mixtures", EvaluationWork(12), SEEDS[:3], bound=0.2)
    peer = Job(STRATEGY, "pymcdm: TOPSIS", PeerEvaluation(12), SEEDS[:3])
    return [
        evaluated,
        *([peer] if has_pymcdm() else []),
        Job(STRATEGY, "simulation", SimulationWork(), SEEDS[:3], bound=1.0),
        Job(STRATEGY, "study without report", SurveyWork()),
    ]


def observatory_jobs() -> list[Job]:
    """Return quotients, RCA and complexity, each peer that is installed beside ours."""
    jobs = [
        Job(OBSERVATORY, "location quotients", LocationQuotientWork(), seeds=(1,), bound=1.0),
        Job(OBSERVATORY, "degree of clusters", DegreeWork(), seeds=(1,)),
        Job(OBSERVATORY, "distances", DistanceWork()),
        Job(OBSERVATORY, "hanse: RCA", RcaWork(), seeds=(1,), bound=0.2),
    ]
    if has_economic_complexity():
        jobs.append(Job(OBSERVATORY, "economic-complexity: RCA", PeerRca(), seeds=(1,)))
    if has_ecomplexity():
        jobs.append(Job(OBSERVATORY, "ecomplexity: RCA", EcomplexityRca(), seeds=(1,), runs=1))
    jobs.append(
        Job(OBSERVATORY, "hanse: relatedness, complexity", RelatednessWork(), seeds=(1,), bound=6.0)
    )
    if has_ecomplexity():
        work = EcomplexityRelatedness()
        jobs.append(Job(OBSERVATORY, "ecomplexity: the same", work, seeds=(1,), runs=1))
    return jobs


def other_jobs() -> list[Job]:
    """Return the township study and the two starts."""
    return [
        Job(STUDY, "township without report", StudyWork(), runs=5),
        Job(START, "`import hanse`", StartWork("import"), runs=5, bound=0.5),
        Job(START, "`hanse --version`", StartWork("version"), runs=5),
    ]


def peer_jobs() -> list[Job]:
    """Return the jobs of setqca, each with ours beside it; none where it is not installed."""
    if not has_setqca():
        return []
    tables = [(1_000, 8), (100_000, 10)]
    made = []
    for size in tables:
        made.append(Job(PEERS, "setqca: table", SetqcaTruthTable(*size), (1,), 1))
        made.append(Job(PEERS, "hanse: table", TruthTableWork(*size), (1,), 1))
    return [
        *made,
        Job(PEERS, "setqca: parsimonious", SetqcaParsimonious(8), SEEDS[:3], 1),
        Job(PEERS, "hanse: parsimonious", ImplicantsWork(8), SEEDS[:3], 1),
    ]
