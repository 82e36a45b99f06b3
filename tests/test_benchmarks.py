"""The benchmarks: every size that was promised, honest answers, and failures that are seen."""

import json
import pickle
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from benchmarks.__main__ import main
from benchmarks.actor_peers import PeerConstraint, PeerPositions
from benchmarks.actors import ActorsWork, ConstraintWork, ReadingWork, RecoveryWork
from benchmarks.evidence_jobs import evidence_jobs, screening_jobs
from benchmarks.inputs import crisp_frame, fuzzy_frame
from benchmarks.job import Job, Outcome, verdict
from benchmarks.jobs import all_jobs
from benchmarks.markdown import COLUMNS, job_line
from benchmarks.measure import environment, measure
from benchmarks.minimisation import ImplicantsWork, SolutionsWork
from benchmarks.partners import MarketWork, MeetingWork, SearchWork
from benchmarks.peers import RECORDED
from benchmarks.start import StartWork
from benchmarks.strategy import EvaluationWork, PeerEvaluation, SimulationWork, SurveyWork
from benchmarks.study import StudyWork
from benchmarks.truth_table import TruthTableWork
from benchmarks.worker import run_job
from tests.oracles.minimiser import parsimonious_models, prime_implicants, remainders_of

from hanse.errors import LimitReached


@dataclass(frozen=True)
class Failing:
    """Work that ends in an error."""

    error: Exception
    sizes: str = "none"

    def small(self):
        return Answering()

    def prepare(self, seed):
        return seed

    def answer(self, given):
        raise self.error

    def fingerprint(self, answer):
        return ""


@dataclass(frozen=True)
class Answering:
    """Work that answers at once."""

    sizes: str = "none"

    def small(self):
        return self

    def prepare(self, seed):
        return seed

    def answer(self, given):
        return given

    def fingerprint(self, answer):
        return f"seed {answer}"


TOO_LARGE = Failing(LimitReached("it cannot be done", size="large", knob="Use less."))


def works(kind):
    return {(job.work, job.bound) for job in all_jobs() if isinstance(job.work, kind)}


def test_the_truth_tables_have_the_sizes_and_the_bound_that_were_promised():
    assert {(TruthTableWork(1_000, 8), None), (TruthTableWork(100_000, 10), 0.5)} <= works(
        TruthTableWork
    )


def test_implicants_and_models_are_counted_at_every_size_within_the_promised_bounds():
    promised = {8: 0.1, 12: 0.1, 16: 0.3, 20: 1.0, 24: 3.0}
    assert {(ImplicantsWork(k, 40, 20), bound) for k, bound in promised.items()} <= works(
        ImplicantsWork
    )
    seeds = [len(job.seeds) for job in all_jobs() if job.bound and job.work.sizes.startswith("k")]
    assert min(seeds) >= 5


def test_the_three_solutions_are_made_up_to_twenty_conditions_with_and_without_expectations():
    expected = {(SolutionsWork(k, e), None) for k in (8, 12, 16, 20) for e in (False, True)}
    assert works(SolutionsWork) == expected


def test_the_study_and_the_start_of_the_library_are_timed():
    assert works(StudyWork) == {(StudyWork(), None)}
    assert (StartWork("import"), 0.5) in works(StartWork)


def test_all_mixtures_of_twelve_options_and_the_simulation_have_the_promised_bounds():
    assert works(EvaluationWork) == {(EvaluationWork(12), 0.2)}
    assert works(SimulationWork) == {(SimulationWork(8, 4000, 20), 1.0)}
    assert works(SurveyWork) == {(SurveyWork(), None)}


def test_the_peer_of_the_evaluation_gets_the_same_mixtures():
    small = [EvaluationWork(4), PeerEvaluation(4)]
    ours, theirs = (run_job(Job("", "", work, seeds=(1,), runs=1)).answers[0] for work in small)
    assert ours.startswith("15 mixtures")
    assert ours.endswith("verify() true")
    assert theirs.startswith("15 mixtures")


def test_gaps_positions_and_constraint_have_the_promised_size_with_networkx_beside_them():
    assert works(ActorsWork) == {(ActorsWork(20_000, 100_000), None)}
    assert works(ConstraintWork) == {(ConstraintWork(20_000, 100_000), None)}
    assert (PeerConstraint(20_000, 100_000, chosen=200, times=100), None) in works(PeerConstraint)
    assert works(RecoveryWork) == {
        (RecoveryWork(seeds=200), None),
        (RecoveryWork(seeds=200, asked=120), None),
    }


def test_schedules_have_the_promised_sizes_and_bound():
    promised = {
        (MeetingWork(150, 80, 3_000, 16, 0.8), 2.0),
        (MeetingWork(150, 80, 3_000, 16, 0.8, tables=40), 2.0),
        (MeetingWork(150, 80, 3_000, 16, 0.8, skewed=True), 2.0),
        (MeetingWork(150, 80, 3_000, 16, 1.0), 2.0),
    }
    assert promised <= works(MeetingWork)


def test_the_search_has_the_promised_size_and_stays_under_a_gibibyte():
    (job,) = [job for job in all_jobs() if isinstance(job.work, SearchWork)]
    assert job.work == SearchWork(5_000)
    assert job.memory * 1e6 < 2**30


SMALL = [
    ActorsWork(),
    PeerPositions(),
    ConstraintWork(),
    PeerConstraint(),
    PeerConstraint(chosen=0),
    ReadingWork(),
    MeetingWork(),
    MeetingWork(tables=3),
    MeetingWork(available=1.0, skewed=True),
    SearchWork(),
    MarketWork(),
]


@pytest.mark.parametrize("work", SMALL, ids=lambda work: type(work).__name__)
def test_a_small_job_of_actors_and_partners_passes_its_own_check(work):
    job = Job("", "", work.small(), seeds=(1,), runs=1)
    outcome = run_job(job)
    assert outcome.failed == ""
    assert verdict(job, outcome) == "–"


def test_import_duplicates_and_the_next_record_have_the_promised_sizes_and_bounds():
    jobs = {
        (type(job.work).__name__, getattr(job.work, "records", 0), job.bound, job.memory)
        for job in all_jobs()
    }
    assert {
        ("ReviewImportWork", 100_000, 60.0, 2_147.0),
        ("ReviewMergeWork", 100_000, 60.0, 2_147.0),
        ("RecordsWork", 100_000, 60.0, 2_147.0),
        ("DuplicatesWork", 100_000, 60.0, 2_147.0),
        ("NextCardWork", 100_000, 1.0, None),
        ("NextRecordWork", 100_000, 1.0, 2_147.0),
        ("IndexWork", 100_000, None, 2_147.0),
    } <= jobs


@pytest.mark.parametrize(
    "work",
    [
        job.work
        for job in [*evidence_jobs(), *screening_jobs()]
        if "Peer" not in type(job.work).__name__
    ],
    ids=lambda work: type(work).__name__,
)
def test_a_small_job_of_evidence_passes_its_own_check(work):
    small = work.small()
    said = small.fingerprint(small.answer(small.prepare(1)))
    assert said
    assert not any(word in said for word in ("WRONG", "OFF"))


def test_networkx_finds_the_same_core_and_constraint():
    ours, theirs = (
        run_job(Job("", "", work.small(), seeds=(3,), runs=1)).answers[0]
        for work in (ActorsWork(), PeerPositions())
    )
    same = re.search(r"largest core \d+, Σ constraint [\d.]+", theirs).group()
    assert same in ours


def test_constraint_that_is_not_so_many_times_faster_than_networkx_is_a_failure():
    work = replace(PeerConstraint().small(), times=10**9)
    job = Job("", "", work, seeds=(1,), runs=1)
    outcome = run_job(job)
    assert outcome.answers[0].endswith("; WRONG")
    assert verdict(job, outcome) == "FAIL"


def test_a_gap_that_is_not_recovered_is_a_failure_and_named():
    from benchmarks.actor_recovery import Recovered

    rows = [
        Recovered(gap, 0.1, hits, 0.95, 0.0, 0.0, 0.0, 0.02, 0.01, 0.95)
        for gap, hits in (("firms", 0.95), ("capital", 0.905))
    ]
    said = RecoveryWork().fingerprint(rows)
    assert "firms 95.0 % (95.0 %), 0.02000 beside 0.01000" in said
    assert said.endswith("WRONG under 91 %: capital")
    assert verdict(Job("", "", RecoveryWork()), Outcome([[1.0]], [said])) == "FAIL"


def test_inputs_are_the_same_for_the_same_seed_and_only_then():
    assert fuzzy_frame(9, 2, 1).equals(fuzzy_frame(9, 2, 1))
    assert not fuzzy_frame(9, 2, 1).equals(fuzzy_frame(9, 2, 2))


def test_crisp_inputs_are_distinct_rows_half_of_them_positive():
    frame = crisp_frame(24, 3)
    assert len(frame.drop(columns=["case", "Y"]).drop_duplicates()) == 40
    assert frame["Y"].sum() == 20


@pytest.mark.parametrize("seed", range(5))
def test_the_answer_of_a_tiny_job_is_that_of_the_brute_force_oracle(seed):
    work = ImplicantsWork(4, rows=8, positives=4)
    frame = crisp_frame(4, seed, rows=8, positives=4)
    rows = [tuple(row) for row in frame.drop(columns=["case", "Y"]).to_numpy().tolist()]
    levels, positives, negatives = (2,) * 4, set(rows[:4]), set(rows[4:])
    implicants = prime_implicants(levels, positives, remainders_of(levels, positives, negatives))
    models = parsimonious_models(levels, positives, negatives)
    outcome = run_job(Job("", "", work, seeds=(seed,), runs=1))
    assert outcome.answers == [f"{len(implicants)} / {len(models)} / {len(next(iter(models)))}"]


def test_a_tiny_job_runs_end_to_end_in_a_process_of_its_own():
    job = Job("Group", "tiny", ImplicantsWork(4, rows=8, positives=4), seeds=(1, 2), runs=2)
    outcome = measure(job)
    assert outcome.failed == ""
    assert [len(runs) for runs in outcome.cpu] == [2, 2]
    assert outcome.answers == run_job(job).answers
    cells = job_line(job, outcome).strip("| ").split(" | ")
    assert len(cells) == len(COLUMNS)


def test_a_table_from_a_frame_and_from_a_file_have_the_same_fingerprint():
    job = Job("", "", TruthTableWork(200, 3), seeds=(1,), runs=1)
    from_file = replace(job, work=TruthTableWork(200, 3, from_file=True))
    (said,) = run_job(job).answers
    assert run_job(from_file).answers == [said]
    assert re.fullmatch(r"8 rows, . positive, 200 cases in rows, .*, checked", said)


def test_a_limit_reached_is_printed_as_a_failure_and_ends_with_one(capsys):
    jobs = [Job("Group", "too large", TOO_LARGE), Job("Group", "fine", Answering(), seeds=(4,))]
    assert main([], jobs=jobs, measured_by=run_job) == 1
    said = capsys.readouterr().out
    assert "FAIL: LimitReached: it cannot be done" in said
    assert "seed 4" in said
    assert "1 of 2 jobs failed" in said


def test_a_job_that_breaks_its_process_is_a_failure():
    outcome = measure(Job("", "", Failing(ValueError("no")), seconds=60))
    assert outcome.failed


def test_a_job_that_takes_too_long_is_stopped_and_a_failure():
    outcome = measure(Job("", "", ImplicantsWork(24), seeds=(1,), runs=10_000, seconds=1))
    assert outcome.failed == "stopped after 1 seconds of wall-clock time"


def test_a_bound_is_held_by_the_worst_run_of_the_worst_input():
    job = Job("", "", Answering(), bound=0.5)
    assert verdict(job, Outcome([[0.1, 0.2], [0.4, 0.5]], [])) == "yes"
    assert verdict(job, Outcome([[0.1, 0.2], [0.4, 0.6]], [])) == "NO"


def test_a_bound_on_memory_is_held_by_the_peak():
    job = Job("", "", Answering(), memory=100.0)
    assert verdict(job, Outcome([[0.1]], [], peak=100.0)) == "yes"
    assert verdict(job, Outcome([[0.1]], [], peak=100.1)) == "NO"
    assert verdict(job, Outcome([[0.1]], [], peak=None)) == "NO"
    assert "| 100 MB | yes |" in job_line(job, Outcome([[0.1]], [], peak=99.0))
    both = replace(job, bound=0.05)
    assert "| 0.05, 100 MB | NO |" in job_line(both, Outcome([[0.1]], [], peak=99.0))


@pytest.mark.parametrize("said", ["5 rows, WRONG", "verify() FALSE", "1e-3 OFF"])
def test_an_answer_that_does_not_pass_its_own_check_is_a_failure(said, capsys):
    jobs = [Job("Group", "fine", Answering())]
    assert main([], jobs=jobs, measured_by=lambda _: Outcome([[0.1]], [said])) == 1
    assert "1 of 1 jobs failed" in capsys.readouterr().out


def test_a_missed_bound_ends_with_one(capsys):
    jobs = [Job("Group", "slow", Answering(), bound=-1.0)]
    assert main([], jobs=jobs, measured_by=run_job) == 1
    assert "0 of 1 bounds hold" in capsys.readouterr().out


def test_jobs_that_answer_within_their_bounds_end_with_zero_and_write_nothing(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("benchmarks.__main__.RESULTS", tmp_path / "RESULTS.md")
    jobs = [Job("Group", "fine", Answering(), seeds=(1,), bound=60.0)]
    assert main([], jobs=jobs, measured_by=run_job) == 0
    assert not list(tmp_path.iterdir())


def test_the_results_are_written_when_asked_for(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("benchmarks.__main__.RESULTS", tmp_path / "RESULTS.md")
    main(["--write"], jobs=[Job("Group", "fine", Answering())], measured_by=run_job)
    assert (tmp_path / "RESULTS.md").read_text(encoding="utf-8") == capsys.readouterr().out


def test_recorded_figures_say_that_they_are_not_of_this_run():
    assert RECORDED.startswith("Recorded elsewhere, not in this run")


def test_memory_is_not_known_on_a_platform_without_resource(monkeypatch):
    monkeypatch.setitem(sys.modules, "resource", None)
    job = Job("Group", "fine", Answering())
    outcome = run_job(job)
    assert outcome.failed == ""
    assert "| n/a |" in job_line(job, outcome)


def test_the_process_that_starts_the_jobs_loads_nothing_heavy():
    code = "import sys, json, benchmarks.__main__; print(json.dumps(sorted(sys.modules)))"
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=root, env=environment(), check=True
    )
    assert not {"numpy", "pandas", "scipy", "hanse"} & set(json.loads(done.stdout))


def test_every_job_can_be_sent_to_a_process():
    for job in all_jobs():
        assert pickle.loads(pickle.dumps(job)) == job
