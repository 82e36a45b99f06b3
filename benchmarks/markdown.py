"""The results as Markdown, line by line as the jobs end."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version

from benchmarks.job import Job, Outcome, verdict

COLUMNS = "job", "sizes", "seeds", "runs", "CPU s: best", "median", "worst", "bound", "holds"
COLUMNS = *COLUMNS, "peak MB", "answer"
PACKAGES = "hanse", "numpy", "scipy", "pandas", "narwhals", "setqca", "networkx"


def head() -> str:
    """Return title, what was measured and on what."""
    return f"""# Benchmarks

CPU seconds are user and system time of the process, over all runs of all seeds; a bound holds if
the worst run keeps it, one in MB if the peak memory does. An answer that does not pass its own
check is a FAIL. Imports are excluded except under Start: each process does the same work once on a
tiny input first. Each line is a process of its own; its peak memory counts everything, in brackets
what imports had taken before the first run.

{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {versions()}.
"""


def versions() -> str:
    """Return the versions of Python and of the packages that are installed."""
    found = [f"Python {platform.python_version()}"]
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def group_head(title: str, timed: str) -> str:
    """Return heading, what is timed and the first lines of the table."""
    return f"\n## {title}\n\n{timed}\n\n| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}"


def job_line(job: Job, outcome: Outcome) -> str:
    """Return one line of the table."""
    if outcome.failed:
        times, answer = ["", "", ""], f"FAIL: {outcome.failed}"
    else:
        times = [f"{seconds:.3f}" for seconds in outcome.spread()]
        answer = " · ".join(outcome.answers)
    cells = [
        job.name,
        job.work.sizes,
        ", ".join(map(str, job.seeds)) or "–",
        str(job.runs),
        *times,
        bounds(job),
        verdict(job, outcome),
        memory(outcome),
        answer,
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def bounds(job: Job) -> str:
    """Return the bounds on time and memory."""
    time = [] if job.bound is None else [f"{job.bound:g}"]
    return ", ".join(time + ([] if job.memory is None else [f"{job.memory:,.0f} MB"])) or "–"


def memory(outcome: Outcome) -> str:
    """Return the peak memory and, in brackets, that before the first run."""
    if outcome.peak is None:
        return "n/a"
    if outcome.peak_before is None:
        return f"{outcome.peak:.0f}"
    return f"{outcome.peak:.0f} ({outcome.peak_before:.0f})"


def summary(done: list[tuple[Job, Outcome]]) -> str:
    """Return one sentence on bounds and failures."""
    verdicts = [verdict(job, outcome) for job, outcome in done]
    bounds = sum(1 for job, _ in done if job.has_bound)
    kept = verdicts.count("yes")
    failed = verdicts.count("FAIL")
    return f"\n{kept} of {bounds} bounds hold; {failed} of {len(done)} jobs failed."
