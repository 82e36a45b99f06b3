"""Work: evaluation of all mixtures of options, the simulation, a study of 200 firms; the peer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

FOLDER = Path(__file__).parents[1] / "examples" / "strategy-survey"
LEVELS = {
    "feasibility": ("LF", "MF", "HF"),
    "lock_in": ("–", "+/–", "+"),
    "core": ("–", "+/–", "+"),
}


def has_pymcdm() -> bool:
    """Return whether pymcdm can be imported."""
    return find_spec("pymcdm") is not None


def catalogue_text(options: int, seed: int) -> str:
    """Return a catalogue of options with levels drawn at random, two thirds not at the worst."""
    import numpy as np

    rng = np.random.default_rng(seed)
    lines = ['[catalogue]\nid = "drawn"\ntitle = "Drawn options"\n']
    for name, levels in LEVELS.items():
        role = "feasibility" if name == "feasibility" else "objective"
        how = "hardest" if role == "feasibility" else "best"
        listed = ", ".join(f'"{level}"' for level in levels)
        lines.append(
            f'[[criteria]]\nid = "{name}"\nlabel = "{name}"\nrole = "{role}"\n'
            f'levels = [{listed}]\nmixture = "{how}"\n'
        )
    for number in range(1, options + 1):
        lines.append(
            f'[[options]]\nid = "option-{number}"\nstrategies = ["any"]\ngovernance = "exporting"\n'
        )
        for name, levels in LEVELS.items():
            level = levels[int(rng.integers(0, 3))]
            lines.append(
                f'[[ratings]]\noption = "option-{number}"\ncriterion = "{name}"\n'
                f'level = "{level}"\nsource = "drawn"\n'
            )
    return "\n".join(lines)


@dataclass(frozen=True)
class EvaluationWork:
    """From a catalogue's file to the verdict on every mixture of its options."""

    options: int

    @property
    def sizes(self) -> str:
        return f"{self.options} options, {2**self.options - 1:,} mixtures"

    def small(self) -> EvaluationWork:
        return replace(self, options=3)

    def prepare(self, seed: int) -> Path:
        path = Path(mkdtemp()) / "catalogue.toml"
        path.write_text(catalogue_text(self.options, seed), encoding="utf-8")
        return path

    def answer(self, given: Path) -> Any:
        from hanse.strategy import evaluate, read_catalogue

        return evaluate(read_catalogue(given), "any")

    def fingerprint(self, answer: Any) -> str:
        """Give the mixtures and how many are returned; all verdicts are checked pair by pair."""
        right = "true" if answer.verify() else "FALSE"
        return (
            f"{len(answer.verdicts):,} mixtures, {len(answer.advised)} returned, verify() {right}"
        )


@dataclass(frozen=True)
class PeerEvaluation:
    """TOPSIS of pymcdm over the same mixtures, from the same file."""

    options: int

    @property
    def sizes(self) -> str:
        return f"{self.options} options, {2**self.options - 1:,} mixtures"

    def small(self) -> PeerEvaluation:
        return replace(self, options=3)

    def prepare(self, seed: int) -> Path:
        return EvaluationWork(self.options).prepare(seed)

    def answer(self, given: Path) -> Any:
        import numpy as np
        from pymcdm.methods import TOPSIS

        from hanse.strategy import read_catalogue
        from hanse.strategy.rule import Chooser

        chooser = Chooser.of(read_catalogue(given), "any")
        table = np.array(list(chooser.profiles().values()), dtype=float)
        kept = table[:, table.min(axis=0) < table.max(axis=0)]
        weights = np.full(kept.shape[1], 1 / kept.shape[1])
        return TOPSIS()(kept, weights, np.ones(kept.shape[1]))

    def fingerprint(self, answer: Any) -> str:
        """Give the mixtures and how many are ranked first."""
        return (
            f"{len(answer):,} mixtures, {int((answer >= answer.max() - 1e-9).sum())} ranked first"
        )


@dataclass(frozen=True)
class SimulationWork:
    """Eight scenarios of the packaged catalogue, all measures and orderings."""

    scenarios: int = 8
    draws: int = 4000
    years: int = 20

    @property
    def sizes(self) -> str:
        return f"{self.scenarios} scenarios, {self.draws:,} draws, {self.years} years"

    def small(self) -> SimulationWork:
        return replace(self, scenarios=2, draws=50)

    def prepare(self, seed: int) -> tuple[int, list[dict[str, float]]]:
        import numpy as np

        from hanse.strategy import read_catalogue
        from hanse.strategy.rule import Chooser

        chooser = Chooser.of(read_catalogue(), "cost")
        names = [" + ".join(chooser.mixture(mask)) for mask in chooser.allowed]
        rng = np.random.default_rng(seed)
        shares = rng.dirichlet(np.ones(len(names) + 1), size=self.scenarios)[:, :-1]
        return seed, [dict(zip(names, row.tolist(), strict=True)) for row in shares]

    def answer(self, given: tuple[int, list[dict[str, float]]]) -> Any:
        from hanse.strategy import Scenario, read_catalogue, simulate

        seed, shares = given
        asked = [Scenario(f"scenario {i}", one) for i, one in enumerate(shares, start=1)]
        return simulate(read_catalogue(), asked, years=self.years, draws=self.draws, seed=seed)

    def fingerprint(self, answer: Any) -> str:
        """Give how many orderings are certain; the bands are made again and compared."""
        right = "true" if answer.verify() else "FALSE"
        certain = f"{len(answer.certain)} of {len(answer.orderings)} orderings certain"
        return f"{certain}, verify() {right}"


@dataclass(frozen=True)
class SurveyWork:
    """The study of 200 firms from its folder to all answers, without the report."""

    sizes: str = "200 firms, 5 raters, 3 scenarios"

    def small(self) -> SurveyWork:
        return self

    def prepare(self, seed: int) -> Path:
        return FOLDER

    def answer(self, given: Path) -> Any:
        from hanse.study.run import open_study
        from hanse.study.strategy_run import run_strategy
        from hanse.study.strategy_settings import read_strategy

        study = open_study(given)
        settings = read_strategy(study.tables["strategy"])
        return run_strategy(study.folder, settings, progress=lambda step, done, of: None)

    def fingerprint(self, answer: Any) -> str:
        """Give what was found of the firms."""
        roles = answer.survey.roles.counts
        return f"{roles['proactive']} proactive, {roles['reactive']} reactive"
