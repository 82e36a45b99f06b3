"""Work: ranking and stopping played over two labelled reviews, and the next of 100,000 records."""

from __future__ import annotations

import gzip
from csv import DictReader
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "slr-screening-labelled"
STATED = {  # WSS@95 and ATD of seeds 0, 1, 2, ranked anew after every label
    "Nagtegaal_2019": ((0.7319, 0.0872), (0.7274, 0.0979), (0.7269, 0.0871)),
    "Kitchenham_2010": ((0.6715, 0.0850), (0.6686, 0.0880), (0.6692, 0.0884)),
}
STATED_TWENTIETH = {  # WSS@95, ranked anew at every +5 % of labels
    "Nagtegaal_2019": (0.7224, 0.7289, 0.7324),
    "Kitchenham_2010": (0.6586, 0.6709, 0.6650),
}
LEAST_SAVED = {"Nagtegaal_2019": 0.20, "Kitchenham_2010": 0.12}
MOST_MISSED = 0.05


def has_labelled() -> bool:
    """Whether the labelled reviews lie beside the checkout."""
    return FOLDER.exists()


def labelled(name: str) -> tuple[Any, Any]:
    """Return texts and labels of a review, duplicates kept; of 60 made texts without a name."""
    import numpy as np

    if not name:
        return made_texts(60), np.arange(60) % 50 == 0
    with gzip.open(FOLDER / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        rows = [row for row in DictReader(stream) if row["label_included"] in ("0", "1")]
    texts = [f"{row['title']} {row['abstract']}" for row in rows]
    return texts, np.array([row["label_included"] == "1" for row in rows])


def indexed(texts: list[str]) -> Any:
    """Return the index of texts."""
    from hanse.evidence.ranking import index_texts

    return index_texts([f"R{at:06d}" for at in range(len(texts))], texts)


@dataclass(frozen=True)
class RankingWork:
    """From texts to the order of a whole review, ranked anew after every label."""

    name: str

    @property
    def sizes(self) -> str:
        return self.name or "60 made texts"

    def small(self) -> RankingWork:
        return replace(self, name="")

    def prepare(self, seed: int) -> Any:
        return (*labelled(self.name), seed)

    def answer(self, given: Any) -> Any:
        from hanse.evidence.ranking import simulate

        texts, included, seed = given
        return simulate(indexed(texts), included, seed=seed)

    def fingerprint(self, answer: Any) -> str:
        """Give WSS@95 and ATD; more than .001 from what is stated is off."""
        said = f"WSS@95 {answer.wss():.4f}, ATD {answer.atd:.4f}"
        stated = STATED.get(self.name, ())
        if answer.seed >= len(stated):
            return said
        wss, atd = stated[answer.seed]
        near = max(abs(answer.wss() - wss), abs(answer.atd - atd)) <= 0.001
        return f"{said}, {'as stated' if near else 'OFF'}"


@dataclass(frozen=True)
class TwentiethWork:
    """From texts to orders of many seeds, ranked anew at every +5 % of the labels."""

    name: str
    seeds: int = 15

    @property
    def sizes(self) -> str:
        return f"{self.name or '60 made texts'}, {self.seeds} seeds"

    def small(self) -> TwentiethWork:
        return replace(self, name="", seeds=2)

    def prepare(self, seed: int) -> Any:
        return labelled(self.name)

    def answer(self, given: Any) -> Any:
        return orders(*given, self.seeds)

    def fingerprint(self, answer: Any) -> str:
        """Give mean and range; the first three more than .01 from what is stated are off."""
        wss, atd = [one.wss() for one in answer], [one.atd for one in answer]
        said = f"WSS@95 {_spread(wss)}, ATD {_spread(atd)}"
        stated = STATED_TWENTIETH.get(self.name, ())
        near = all(abs(a - b) <= 0.01 for a, b in zip(wss, stated, strict=False))
        return f"{said}, seeds 0–2 {'as stated' if near else 'OFF'}"


@dataclass(frozen=True)
class StoppingWork:
    """From texts to many orderings and where each rule would have ended them.

    Recall is over all relevant records of the file, the prior and duplicates included; what is
    screened includes the priors and the sample.
    """

    name: str
    orderings: int = 100

    @property
    def sizes(self) -> str:
        return f"{self.name or '60 made texts'}, {self.orderings} orderings"

    def small(self) -> StoppingWork:
        return replace(self, name="", orderings=2)

    def prepare(self, seed: int) -> Any:
        return labelled(self.name)

    def answer(self, given: Any) -> Any:
        """Return for each rule recall and share saved of each ordering."""
        import numpy as np

        from hanse.evidence.stopping import Hypergeometric, InARow, RandomSample, play_rule

        played = orders(*given, self.orderings)
        found = {}
        rows = [InARow(50), InARow(100), InARow(200), InARow(share=0.05)]
        for rule in (RandomSample(), Hypergeometric(), *rows):
            ends = [
                play_rule(
                    rule,
                    one.included[[*one.priors, *one.order]],
                    rng=np.random.default_rng([7, one.seed]),
                )
                for one in played
            ]
            found[rule] = [(end.recall, end.saved) for end in ends]
        return found

    def fingerprint(self, answer: Any) -> str:
        """Give shares under a recall of .95 and medians saved; the first rule is checked."""
        from statistics import median

        told, checked = [], ""
        for rule, ends in answer.items():
            missed = sum(recall < 0.95 for recall, _ in ends) / len(ends)
            saved, least = median(end[1] for end in ends), min(end[0] for end in ends)
            told.append(
                f"{rule.words}: {missed:.0%} under .95 (least {least:.3f}), saved {saved:.1%}"
            )
            if not checked:
                holds = missed <= MOST_MISSED and saved >= LEAST_SAVED.get(self.name, 0)
                checked = "checked" if holds or not self.name else "WRONG"
        return f"{checked}: {'; '.join(told)}"


@dataclass(frozen=True)
class ChanceWork:
    """The rule that rests on a random sample, on orders without any ranking: the worst for it."""

    orderings: int = 2_000

    @property
    def sizes(self) -> str:
        return f"1,000 records, {self.orderings:,} orderings of each kind"

    def small(self) -> ChanceWork:
        return replace(self, orderings=2)

    def prepare(self, seed: int) -> Any:
        import numpy as np

        return np.random.default_rng(seed)

    def answer(self, given: Any) -> Any:
        """Return the share of orderings under a recall of .95, by kind."""
        import numpy as np

        from hanse.evidence.stopping import RandomSample, play_rule

        found = {}
        for kind, first, relevant in (
            ("at random", 0, 60),
            ("45 first, 3 never ranked", 45, 48),
            ("40 first, a theme of 20 late", 40, 60),
        ):
            missed = 0
            for _ in range(self.orderings):
                labels = np.zeros(1_000, dtype=bool)
                labels[:first] = True
                start = 0 if not first else 700
                labels[start + given.permutation(1_000 - start)[: relevant - first]] = True
                missed += play_rule(RandomSample(), labels, rng=given).recall < 0.95
            found[kind] = missed / self.orderings
        return found

    def fingerprint(self, answer: Any) -> str:
        """Give the shares; above .05 by more than three standard errors is wrong."""
        slack = 3 * (0.05 * 0.95 / self.orderings) ** 0.5
        checked = "checked" if max(answer.values()) <= 0.05 + slack else "WRONG"
        return "; ".join(f"{kind} {share:.1%}" for kind, share in answer.items()) + f", {checked}"


@dataclass(frozen=True)
class IndexWork:
    """From texts of about 150 words to their index."""

    records: int = 100_000

    @property
    def sizes(self) -> str:
        return f"{self.records:,} texts"

    def small(self) -> IndexWork:
        return replace(self, records=60)

    def prepare(self, seed: int) -> Any:
        return made_texts(self.records, seed)

    def answer(self, given: Any) -> Any:
        return indexed(given)

    def fingerprint(self, answer: Any) -> str:
        """Give the size; that rows have length 1 is checked."""
        import numpy as np

        squares = np.add.reduceat(answer.matrix.data**2, answer.matrix.indptr[:-1])
        checked = "checked" if np.allclose(squares, 1) else "WRONG"
        return f"{answer.matrix.shape[1]:,} terms, {answer.matrix.nnz:,} weights, {checked}"


@dataclass(frozen=True)
class NextRecordWork:
    """From an index and labels to the next record: learn, score all, choose."""

    records: int = 100_000
    labels: int = 5_000

    @property
    def sizes(self) -> str:
        return f"{self.records:,} records, {self.labels:,} labels"

    def small(self) -> NextRecordWork:
        return replace(self, records=200, labels=60)

    def prepare(self, seed: int) -> Any:
        index = indexed(made_texts(self.records, seed))
        return index, {index.ids[at]: at % 50 == 0 for at in range(self.labels)}

    def answer(self, given: Any) -> Any:
        from hanse.evidence.ranking import next_record

        return next_record(*given)

    def fingerprint(self, answer: Any) -> str:
        """Give the record; relevant ones are every fiftieth, and a tiny set is not judged."""
        right = int(answer[1:]) % 50 == 0 or self.labels < 1_000
        return f"{answer}, {'checked' if right else 'WRONG'}"


def orders(texts: list[str], included: Any, n: int) -> list[Any]:
    """Return simulations of the first n seeds, ranked anew at every +5 % of the labels."""
    from hanse.evidence.ranking import simulate

    index = indexed(texts)
    return [simulate(index, included, seed=seed, refit=0.05) for seed in range(n)]


def made_texts(n: int, seed: int = 1, words: int = 150) -> list[str]:
    """Return texts of words from syllables, some frequent and most rare.

    Every fiftieth text, the first among them, is relevant: it takes a tenth of its words from
    among two hundred of a theme, which the others hold as rarely as any.
    """
    import numpy as np

    rng = np.random.default_rng([3, seed])
    syllables = [c + v for c in "bcdfghklmnprstvw" for v in "aeiou"]
    drawn = rng.integers(len(syllables), size=(90_000, 4))
    lengths = rng.integers(2, 5, size=90_000)
    made = ("".join(syllables[k] for k in row[:m]) for row, m in zip(drawn, lengths, strict=True))
    known = np.array(list(dict.fromkeys(made)), dtype=object)
    often = (1 / (np.arange(len(known)) + 5.0)).cumsum()
    texts = []
    for at in range(n):
        places = np.searchsorted(often, rng.random(rng.poisson(words)) * often[-1])
        if at % 50 == 0:
            theme = rng.random(len(places)) < 0.1
            places[theme] = 1_000 + rng.integers(200, size=int(theme.sum()))
        texts.append(" ".join(known[places]))
    return texts


def _spread(values: list[float]) -> str:
    """Return mean and range."""
    return f"{sum(values) / len(values):.4f} ({min(values):.4f}–{max(values):.4f})"
