"""Run the jobs, print the results, and end with 1 where one fails or misses its bound."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.job import Job, Outcome, verdict
from benchmarks.jobs import PEERS, TIMED, all_jobs
from benchmarks.markdown import group_head, head, job_line, summary
from benchmarks.measure import measure
from benchmarks.peers import RECORDED, has_setqca

RESULTS = Path(__file__).with_name("RESULTS.md")
NOT_INSTALLED = "setqca is not installed, so no peer runs: `pip install setqca` adds one.\n"


def main(
    arguments: Sequence[str] | None = None,
    *,
    jobs: Sequence[Job] | None = None,
    measured_by: Callable[[Job], Outcome] = measure,
) -> int:
    """Run the jobs and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", metavar="TEXT", default="", help="jobs whose line has this text")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name} as well")
    chosen = parser.parse_args(arguments)
    lines: list[str] = []

    def say(text: str) -> None:
        print(text, flush=True)
        lines.append(text)

    say(head())
    done: list[tuple[Job, Outcome]] = []
    for job in all_jobs() if jobs is None else jobs:
        if chosen.only not in f"{job.group}: {job.name}, {job.work.sizes}":
            continue
        if not done or done[-1][0].group != job.group:
            say(group_head(job.group, TIMED.get(job.group, "")))
        outcome = measured_by(job)
        done.append((job, outcome))
        say(job_line(job, outcome))
    if not has_setqca():
        say(f"\n## {PEERS}\n\n{NOT_INSTALLED}")
    say(f"\n{RECORDED}{summary(done)}")
    if chosen.write:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 1 if any(verdict(*pair) in ("FAIL", "NO") for pair in done) else 0


if __name__ == "__main__":
    sys.exit(main())
