"""One job in a process of its own: ``python -m benchmarks.worker``, the job pickled on stdin.

Time is user and system time of the whole process, all threads. The imports of numpy, pandas,
narwhals and scipy and whatever else a first call loads are excluded: the same work is done once on
a tiny input before the clock starts. An answer with ``cpu_seconds`` brings its own time.
"""

from __future__ import annotations

import json
import pickle
import sys
import time
from dataclasses import asdict

from benchmarks.job import Job, Outcome


def peak_memory() -> float | None:
    """Return the peak memory of this process in MB, None where the platform does not tell."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e6 / 1024)


def run_job(job: Job) -> Outcome:
    """Run a job in this process; an error of any kind is an outcome, not an end."""
    cpu: list[list[float]] = []
    answers: list[str] = []
    before = None
    try:
        small = job.work.small()
        small.fingerprint(small.answer(small.prepare(1)))
        before = peak_memory()
        for seed in job.seeds or (0,):
            given = job.work.prepare(seed)
            cpu.append([])
            for _ in range(job.runs):
                start = time.process_time()
                answer = job.work.answer(given)
                took = time.process_time() - start
                cpu[-1].append(getattr(answer, "cpu_seconds", took))
            answers.append(job.work.fingerprint(answer))
    except Exception as error:
        said = " ".join(str(error).split())
        return Outcome(cpu, answers, peak_memory(), before, f"{type(error).__name__}: {said}")
    return Outcome(cpu, answers, peak_memory(), before)


if __name__ == "__main__":
    print(json.dumps(asdict(run_job(pickle.load(sys.stdin.buffer)))))
