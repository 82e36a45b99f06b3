"""Work: how long the library and the command take to start, each in a fresh interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

from benchmarks.measure import ROOT, environment

HEAVY = ("numpy", "scipy", "pandas", "narwhals", "altair", "openpyxl", "jinja2")
STATEMENTS = {
    "import": "import hanse; print(hanse.__version__)",
    "version": "from hanse.cli.main import main; sys.argv = ['hanse', '--version']; main()",
}
PROGRAM = """
import json, sys, time
try:
    {statement}
except SystemExit as end:
    assert not end.code, end.code
seconds = time.process_time()
from benchmarks.worker import peak_memory
print(json.dumps([seconds, peak_memory(), [name for name in {heavy} if name in sys.modules]]))
"""


@dataclass(frozen=True)
class Started:
    """What a fresh interpreter said; ``cpu_seconds`` counts from its own start."""

    cpu_seconds: float
    peak: float | None
    loaded: tuple[str, ...]
    said: str


@dataclass(frozen=True)
class StartWork:
    """A fresh interpreter that imports the library, or runs the command ``hanse --version``."""

    what: str

    @property
    def sizes(self) -> str:
        return "fresh interpreter"

    def small(self) -> StartWork:
        return self

    def prepare(self, seed: int) -> str:
        return PROGRAM.format(statement=STATEMENTS[self.what], heavy=HEAVY)

    def answer(self, given: str) -> Started:
        done = subprocess.run(
            [sys.executable, "-c", given],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=environment(),
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr.strip().splitlines()[-1])
        *said, last = done.stdout.strip().splitlines()
        seconds, peak, loaded = json.loads(last)
        return Started(seconds, peak, tuple(loaded), " ".join(said))

    def fingerprint(self, answer: Started) -> str:
        """Give what was printed, the peak memory of the interpreter and the libraries it loaded."""
        peak = "n/a" if answer.peak is None else f"{answer.peak:.0f} MB"
        return (
            f"prints {answer.said}; {peak}; loads {', '.join(answer.loaded) or 'no heavy library'}"
        )
