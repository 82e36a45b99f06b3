"""The survey of examples/township-survey, made from a seed.

536 firms of 59 clusters and a questionnaire that 57 of them answered, so that 34 clusters remain,
as in Lu, Huang, Jia and Kai (2024), whose survey is not public. The means of the 34 are those of
the clusters of examples/township, as near as ten firms (and three items) can come.

Every draw is a uniform number of numpy's default generator, so that the bytes hang on no other
distribution of numpy. Write the files again, from the root of the repository, with
``PYTHONPATH=src:. python -m tests.observatory.survey.made_survey``.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

SEED = 3
N_FIRMS = 10
SHUFFLED = 0.15
ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "township-survey"
TOWNSHIP = ROOT / "examples" / "township" / "township.csv"
FIRM_COLUMNS = (
    *("firm", "cluster", "leader", "sales", "export_share"),
    *("certificates", "patents", "rd_centres"),
)
CLUSTER_COLUMNS = ("cluster", "information", "help", "fairness", "firms")
ITEMS = CLUSTER_COLUMNS[1:4]

TOO_FEW = 13
"""Clusters in which fewer than ten firms answered."""

NO_SHARE = 9
"""Clusters in which firms did not state their foreign sales."""

NO_OFFICIAL = 2
"""Clusters whose officials sent no questionnaire."""

MERGED = 1
"""Clusters that were merged with another."""


class Cluster(NamedTuple):
    """The means that the answers of a cluster shall have."""

    name: str
    fate: str
    export_share: float
    certificates: float
    patents: float
    rd_centres: float
    coordination: float
    firms: int


class Made(NamedTuple):
    """Rows of the two files."""

    firms: list[dict[str, Any]]
    clusters: list[dict[str, Any]]
    fates: dict[str, str]


def made_survey(seed: int = SEED) -> Made:
    """Make the rows of firms and of the questionnaire."""
    rng = np.random.default_rng(seed)
    planned = planned_clusters(rng)
    firms: list[dict[str, Any]] = []
    questionnaire = []
    for cluster in planned:
        firms += firms_of(cluster, rng, first=len(firms) + 1)
        if cluster.fate != "no official":
            answers = item_answers(cluster.coordination, rng)
            row = {"cluster": cluster.name, **dict(zip(ITEMS, answers, strict=True))}
            questionnaire.append({**row, "firms": cluster.firms})
    order = np.argsort(rng.random(len(firms)), kind="stable")
    shuffled = [firms[i] for i in order]
    return Made(shuffled, questionnaire, {one.name: one.fate for one in planned})


def planned_clusters(rng: np.random.Generator) -> list[Cluster]:
    """Return 59 clusters: the 34 of the paper's tables among 25 that do not remain."""
    with TOWNSHIP.open(encoding="utf-8", newline="") as file:
        known = list(csv.DictReader(file))
    fates = ["too few"] * TOO_FEW + ["no share"] * NO_SHARE
    fates += ["no official"] * NO_OFFICIAL + ["merged"] * MERGED
    rows = [("", row) for row in known]
    rows += [(fate, known[int(rng.random() * len(known))]) for fate in fates]
    order = np.argsort(rng.random(len(rows)), kind="stable")
    made = []
    for number, i in enumerate(order, start=1):
        fate, row = rows[i]
        values = [float(row[key]) for key in ("CI", "ISC", "Pat", "AK", "VC")]
        made.append(Cluster(f"Township {number:02d}", fate, *values, int(row["HC"])))
    return made


def firms_of(cluster: Cluster, rng: np.random.Generator, *, first: int) -> list[dict[str, Any]]:
    """Return the rows of the firms of a cluster: one or two leaders, then the others."""
    n = 5 + int(rng.random() * 5) if cluster.fate == "too few" else N_FIRMS
    leaders = 1 + int(rng.random() < 0.5)
    # export shares are tenths of a per cent, so that ten firms meet a mean of two decimals
    shares = spread(round(cluster.export_share * 10 * n), n, rng, most=1000)
    certificates = spread(round(cluster.certificates * n), n, rng, most=6)
    patents = spread(round(cluster.patents * n), n, rng, most=10_000)
    centres = spread(round(cluster.rd_centres * n), n, rng, most=10_000)
    silent = 1 + int(rng.random() * 3) if cluster.fate == "no share" else 0
    made = []
    for i in range(n):
        sales = (40 if i < leaders else 4) * (0.5 + 2.5 * rng.random() ** 2)
        made.append(
            {
                "firm": f"Firm {first + i:03d}",
                "cluster": cluster.name,
                "leader": "yes" if i < leaders else "no",
                "sales": f"{sales:.1f}",
                "export_share": "" if i >= n - silent else f"{shares[i] / 10:.1f}",
                "certificates": certificates[i],
                "patents": patents[i],
                "rd_centres": centres[i],
            }
        )
    return made


def spread(total: int, n: int, rng: np.random.Generator, *, most: int) -> list[int]:
    """Return n whole numbers from 0 to ``most`` with this sum, unevenly and the largest first."""
    shares = 0.2 + rng.random(n)
    values = np.minimum(most, np.floor(total * shares / shares.sum())).astype(int)
    while values.sum() < total:
        able = np.flatnonzero(values < most)
        values[able[int(rng.random() * len(able))]] += 1
    return sorted(values.tolist(), reverse=True)


def item_answers(mean: float, rng: np.random.Generator) -> list[int]:
    """Return three answers from 1 to 7 whose mean comes nearest.

    Sharing information mostly comes easier than helping, and helping easier than sharing gains.
    """
    total = round(3 * mean)
    low, rest = divmod(total, 3)
    answers = [low + (i < rest) for i in range(3)]
    if rng.random() < SHUFFLED:
        return [answers[i] for i in np.argsort(rng.random(3), kind="stable")]
    return answers


def csv_text(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> str:
    """Return rows as the text of a file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def files(seed: int = SEED) -> dict[str, str]:
    """Return the text of each file of the example by its name."""
    made = made_survey(seed)
    return {
        "firms.csv": csv_text(made.firms, FIRM_COLUMNS),
        "clusters.csv": csv_text(made.clusters, CLUSTER_COLUMNS),
    }


def merged_cluster(seed: int = SEED) -> str:
    """Return the cluster that was merged with another."""
    return next(name for name, fate in made_survey(seed).fates.items() if fate == "merged")


def settings(seed: int = SEED) -> dict[str, Any]:
    """Return the ``[survey]`` table of the example."""
    firm = {"rule": "mean", "missing": "refuse"}
    return {
        "firms": "firms.csv",
        "questionnaire": "clusters.csv",
        "questionnaire_id": "cluster",
        "keep": ["firms"],
        "columns": {
            **{"cluster": "cluster", "firm": "firm"},
            **{"leader": "leader", "weight": "sales"},
        },
        "sample": {"firms": N_FIRMS, "leaders": 2, "seed": 1, "population": "firms"},
        "aggregates": {
            "CI": {"column": "export_share", "rule": "mean", "missing": 1.0, "unit": "% of sales"},
            "CI_weighted": {
                "column": "export_share",
                "rule": "weighted mean",
                "missing": 1.0,
                "unit": "% of sales",
            },
            "ISC": {"column": "certificates", **firm},
            "Pat": {"column": "patents", **firm},
            "AK": {"column": "rd_centres", **firm},
        },
        "scales": {"VC": {"level": "cluster", "items": list(ITEMS)}},
        "screening": [
            {
                "rule": "exclude",
                "clusters": {merged_cluster(seed): "merged with its neighbour"},
            },
            {"rule": "cluster_not_in_questionnaire"},
            {"rule": "min_firms", "at_least": N_FIRMS},
            {"rule": "outcome_missing", "column": "CI"},
        ],
    }


def write(folder: Path = EXAMPLE) -> None:
    """Write the files of the example."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    write()
