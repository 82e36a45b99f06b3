"""What a job is, and what is known of it after it ran."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import Any, Protocol

NOT_RIGHT = "WRONG", "FALSE", " OFF"
"""What a fingerprint says where a check of the answer fails."""


class Work(Protocol):
    """One piece of work on inputs of one size."""

    @property
    def sizes(self) -> str:
        """How large the input is."""

    def small(self) -> Work:
        """Return the same work on a tiny input, done once before the clock starts."""

    def prepare(self, seed: int) -> Any:
        """Make the input; not timed."""

    def answer(self, given: Any) -> Any:
        """Do what is timed."""

    def fingerprint(self, answer: Any) -> str:
        """Say what the answer is and check it by other means; not timed."""


@dataclass(frozen=True)
class Job:
    """One line of the results.

    Attributes
    ----------
    group : str
        The heading it stands under.
    name : str
        What is done.
    work : Work
        The work with its sizes.
    seeds : tuple of int
        One input for each; empty where the input is fixed.
    runs : int
        How often each input is run.
    bound : float or None
        CPU seconds that the slowest run of all may take.
    memory : float or None
        MB that the process may take at its peak.
    seconds : int
        Wall-clock time after which the job is stopped.
    """

    group: str
    name: str
    work: Work
    seeds: tuple[int, ...] = ()
    runs: int = 3
    bound: float | None = None
    memory: float | None = None
    seconds: int = 300

    @property
    def has_bound(self) -> bool:
        """Whether time or memory is bounded."""
        return self.bound is not None or self.memory is not None


@dataclass(frozen=True)
class Outcome:
    """What one job took and answered.

    Attributes
    ----------
    cpu : list of list of float
        CPU seconds of each run of each input.
    answers : list of str
        The fingerprint of the answer to each input.
    peak, peak_before : float or None
        Peak memory of the process in MB, at the end and after imports and warm-up; None where the
        platform does not tell.
    failed : str
        Why there is no answer; empty where there is one.
    """

    cpu: list[list[float]]
    answers: list[str]
    peak: float | None = None
    peak_before: float | None = None
    failed: str = ""

    def spread(self) -> tuple[float, float, float]:
        """Return the best, the median and the worst CPU time over all runs of all inputs."""
        runs = [seconds for runs in self.cpu for seconds in runs]
        return min(runs), median(runs), max(runs)


def verdict(job: Job, outcome: Outcome) -> str:
    """Return whether the bounds hold: ``yes``, ``NO``, ``–`` without one, ``FAIL``.

    A job fails if it has no answer, or one that says itself that it is not right. A bound on memory
    does not hold where the platform does not tell the peak.
    """
    if outcome.failed or any(word in said for said in outcome.answers for word in NOT_RIGHT):
        return "FAIL"
    if not job.has_bound:
        return "–"
    quick = job.bound is None or outcome.spread()[2] <= job.bound
    peak = math.inf if outcome.peak is None else outcome.peak
    return "yes" if quick and (job.memory is None or peak <= job.memory) else "NO"
