"""Start a job in a process of its own and read what it took."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

from benchmarks.job import Job, Outcome

ROOT = Path(__file__).parents[1]


def measure(job: Job) -> Outcome:
    """Run a job in a fresh interpreter that finds the same packages as this one."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.worker"],
            input=pickle.dumps(job),
            capture_output=True,
            cwd=ROOT,
            env=environment(),
            timeout=job.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome([], [], failed=f"stopped after {job.seconds} seconds of wall-clock time")
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        return Outcome([], [], failed=lines[-1] if lines else f"exit code {done.returncode}")
    return Outcome(**json.loads(done.stdout.decode().splitlines()[-1]))


def environment() -> dict[str, str]:
    """Return the environment in which a child finds what this process finds."""
    known = [str(ROOT), *(place for place in sys.path if place)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(known))}
