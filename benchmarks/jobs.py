"""The jobs: every size, bound and seed in one place.

The bounds are CPU seconds on the machine the project is built on (two virtual cores of 2023); they
hold for the slowest run of the slowest input.
"""

from __future__ import annotations

from benchmarks.abroad import DegreeWork, DistanceWork
from benchmarks.actor_peers import PeerConstraint, PeerPositions, has_networkx
from benchmarks.actors import ActorsWork, ConstraintWork, ReadingWork, RecoveryWork
from benchmarks.evidence_jobs import TIMED as EVIDENCE_TIMED
from benchmarks.evidence_jobs import evidence_jobs, screening_jobs
from benchmarks.job import Job
from benchmarks.minimisation import ImplicantsWork, SolutionsWork
from benchmarks.observatory import LocationQuotientWork
from benchmarks.partners import MarketWork, MeetingWork, SearchWork
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
ACTORS = "Actors and gaps"
RECOVERY = "Recovery of the gaps"
PARTNERS = "Partners and meetings"
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
    ACTORS: "`log_from_frames` → `ties` → `seven_gaps` (80 % of the episodes logged) → "
    "`positions` (betweenness from 400 actors, five orders for communities), or `read_log`. A few "
    "actors have very many ties, all seven sides are there, 4,000 actors are in 15 countries "
    "abroad. Constraint with strengths from a frame of ties to the answer; networkx from the same "
    "frame: on 200 seeded actors, scaled to all, and on all at once, which it does by sparse "
    "matrices. How many times faster hanse is stands in the lines of networkx; against the 200 "
    "actors, under 100 fails.",
    RECOVERY: "`recovery` of `benchmarks/actor_recovery.py`: networks with known gaps, "
    "heavy-tailed activity and ties that end, a fifth of the episodes struck out. Answer for each "
    "gap: share of seeds in which the truth lies in the 95 % interval of density (and of the share "
    "of firms with a tie), mean width of the interval of density beside that of an oracle which "
    "knows how probable it is that a tie is not seen. Under 91 % fails.",
    PARTNERS: "Frames → `Event.from_frames` → `schedule`. Answer for each seed: value of the "
    "schedule, the bound that no schedule can pass, the gap (above 1 % fails; where everyone is "
    "available the optimum among schedules that give a meeting to as many must be proven; what "
    "that takes from the value is told). Frames of profiles, distances and trust → `search`, "
    "20 places a list, each entry scored again; 1,073 MB are 1 GiB. Frame of distances → "
    "`market_table` → `market_path`.",
    **EVIDENCE_TIMED,
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
        *actor_jobs(),
        *recovery_jobs(),
        *partner_jobs(),
        *evidence_jobs(),
        *screening_jobs(),
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


def actor_jobs() -> list[Job]:
    """Return reading, all gaps and positions, constraint; networkx beside them where it is."""
    ours = Job(ACTORS, "hanse: all gaps and positions", ActorsWork(), seeds=(1,))
    constraint = Job(ACTORS, "hanse: constraint", ConstraintWork(), seeds=(1,), runs=5)
    reading = Job(ACTORS, "hanse: from CSV files", ReadingWork(), seeds=(1,))
    if not has_networkx():
        return [ours, constraint, reading]
    parts = "networkx: core, constraint, communities; betweenness of 20 scaled to 400"
    chosen, at_once = "networkx: constraint of 200, scaled to all", "networkx: constraint at once"
    return [
        ours,
        Job(ACTORS, parts, PeerPositions(), seeds=(1,), runs=1),
        constraint,
        Job(ACTORS, chosen, PeerConstraint(), seeds=(1,), runs=1),
        Job(ACTORS, at_once, PeerConstraint(chosen=0, times=0), seeds=(1,), runs=1),
        reading,
    ]


def recovery_jobs() -> list[Job]:
    """Return the recovery of the gaps, the share that is logged known or from an audit."""
    audited = RecoveryWork(asked=120)
    return [
        Job(RECOVERY, "all seven gaps", RecoveryWork(), runs=1, seconds=600),
        Job(RECOVERY, "all seven gaps, audited", audited, runs=1, seconds=600),
    ]


def partner_jobs() -> list[Job]:
    """Return schedules of each kind, the search with its bound on memory, the market path."""
    events = [
        MeetingWork(),
        MeetingWork(tables=40),
        MeetingWork(skewed=True),
        MeetingWork(skewed=True, tables=40),
        MeetingWork(available=1.0),
        MeetingWork(available=1.0, tables=40),
    ]
    return [
        *(Job(PARTNERS, "schedule", work, SEEDS[:3], bound=2.0) for work in events),
        Job(PARTNERS, "search", SearchWork(), seeds=(1,), runs=1, memory=1_073.0),
        Job(PARTNERS, "market path", MarketWork(), seeds=(1,)),
    ]


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
