"""Work: meeting schedules of an event, a partner search, the path into all markets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

AS_OF = 739_000
LANDS = ("SWE", "DEU", "FRA", "ITA", "FIN", "POL", "EST", "CHL", "CHN", "USA", "GBR", "UKR", "NOR",
         "DNK", "AUT")  # fmt: skip
MOST_GAP = 1.0


@dataclass(frozen=True)
class MeetingWork:
    """From frames of slots, participants and requests to a schedule.

    Attributes
    ----------
    available : float
        Share of the slots in which a participant can meet.
    tables : int
        In each slot; 0 for no limit.
    skewed : bool
        Whether a few hosts and guests get most of the requests.
    """

    guests: int = 150
    hosts: int = 80
    requests: int = 3_000
    slots: int = 16
    available: float = 0.8
    tables: int = 0
    skewed: bool = False

    @property
    def sizes(self) -> str:
        more = [f"{self.tables} tables"] if self.tables else []
        more += ["skewed"] if self.skewed else []
        here = "all available" if self.available == 1 else f"{100 * self.available:.0f} % available"
        return ", ".join(
            [
                f"{self.guests} × {self.hosts}",
                f"{self.requests:,} requests",
                f"{self.slots} slots",
                here,
                *more,
            ]
        )

    def small(self) -> MeetingWork:
        return replace(self, guests=6, hosts=4, requests=12, slots=4)

    def prepare(self, seed: int) -> Any:
        """Return frames of slots, participants and requests of values 1 to 10."""
        import numpy as np
        import pandas as pd

        rng = np.random.default_rng(seed)
        power = 0.8 if self.skewed else 0.0
        popular = [np.arange(1, n + 1) ** -power for n in (self.guests, self.hosts)]
        share = np.outer(*popular).ravel()
        size = self.guests * self.hosts
        drawn = rng.choice(size, self.requests, replace=False, p=share / share.sum())
        here = rng.random((self.guests + self.hosts, self.slots)) < self.available
        half_hours = [f"2025-05-01 {9 + k // 2:02d}:{30 * (k % 2):02d}" for k in range(self.slots)]
        ends = [f"{one[:-2]}{int(one[-2:]) + 25:02d}" for one in half_hours]
        names = [f"S{k}" for k in range(self.slots)]
        slots = pd.DataFrame({"slot": names, "start": half_hours, "end": ends})
        if self.tables:
            slots["tables"] = self.tables
        ids = [f"P{i}" for i in range(len(here))]
        can = [";".join(name for name, one in zip(names, row, strict=True) if one) for row in here]
        people = pd.DataFrame({"participant": ids, "available": can})
        requests = pd.DataFrame(
            {
                "from": [ids[k // self.hosts] for k in drawn],
                "to": [ids[self.guests + k % self.hosts] for k in drawn],
                "value": rng.integers(1, 11, self.requests).astype(float),
            }
        )
        return slots, people, requests

    def answer(self, given: Any) -> Any:
        from hanse.partners.meetings import Event, schedule

        return schedule(Event.from_frames(*given, name="Fair", as_of="2025-04-01"))

    def fingerprint(self, answer: Any) -> str:
        """Give value, bound and gap, which must be small; all available, proof is wanted."""
        proven = ", proven optimum" if answer.is_optimal else ""
        if answer.floor_cost > 0:
            proven += f", {answer.floor_cost:,.0f} given up so that more have a meeting"
        alone = f", {len(answer.without)} without a meeting" if answer.without else ""
        held = answer.is_optimal if self.available == 1 else answer.gap <= MOST_GAP
        wrong = "" if held else f" WRONG: above {MOST_GAP:g} %, or not proven"
        return (
            f"{answer.value:,.0f} of {answer.bound:,.0f}, gap {answer.gap:.2f} %{wrong}{proven}"
            f"{alone}, verify() {'true' if answer.verify() else 'WRONG'}"
        )


@dataclass(frozen=True)
class SearchWork:
    """From a frame of profiles, and tables of distances and trust, to a list for each profile."""

    profiles: int = 5_000
    tags: int = 400

    @property
    def sizes(self) -> str:
        return f"{self.profiles:,} × {self.profiles:,} profiles, distances, trust"

    def small(self) -> SearchWork:
        return replace(self, profiles=40, tags=10)

    def prepare(self, seed: int) -> Any:
        """Return profiles with skewed tags, distances of fifteen countries, four ratings each."""
        import numpy as np
        import pandas as pd

        rng = np.random.default_rng(seed)
        distances = pd.DataFrame(
            [(a, b) for a in LANDS for b in LANDS if a != b], columns=["from", "to"]
        )
        distances["distance"] = rng.random(len(distances))
        n = self.profiles
        pairs = np.unique(rng.integers(0, n, (4 * n, 2)), axis=0)
        pairs = pairs[pairs[:, 0] != pairs[:, 1]]
        ids = np.array([f"P{at}" for at in range(n)], dtype=object)
        trust = pd.DataFrame({"from": ids[pairs[:, 0]], "to": ids[pairs[:, 1]]})
        trust["trust"] = rng.integers(1, 8, len(pairs)).astype(float)
        return profile_frame(n, self.tags, rng), distances, trust

    def answer(self, given: Any) -> Any:
        from hanse.partners.search import Profiles, search
        from hanse.tables.long_table import LongTable

        frame, far, rated = given
        profiles = Profiles.from_frame(frame, as_of=AS_OF)
        keys = ["from", "to"]
        distances = LongTable.from_frame(far, keys=keys, values=["distance"])
        trust = LongTable.from_frame(rated, keys=keys, values=["trust"])
        return search(profiles, distances=distances, trust=trust)

    def fingerprint(self, answer: Any) -> str:
        """Give pairs and places; every entry is scored again one by one."""
        right = "true" if answer.verify() else "WRONG"
        return (
            f"{answer.n_pairs:,} pairs, {len(answer):,} proposed, {answer.n_proposed[0]:,} "
            f"different, mean score {answer.score.mean():.6f}, verify() {right}"
        )


def profile_frame(n: int, n_tags: int, rng: Any) -> Any:
    """Return n profiles; a few tags, drawn by Zipf's law, are offered and wanted most."""
    import numpy as np
    import pandas as pd

    share = 1 / np.arange(1, n_tags + 1)
    share /= share.sum()

    def tags(most: int) -> list[str]:
        drawn = rng.choice(n_tags, (n, most), p=share).tolist()
        kept = rng.integers(1, most + 1, n).tolist()
        return [
            "; ".join(f"tag {tag}" for tag in sorted(set(row[:k])))
            for row, k in zip(drawn, kept, strict=True)
        ]

    def some(names: tuple[str, ...], least: int, most: int) -> list[str]:
        order = rng.random((n, len(names))).argsort(axis=1).tolist()
        kept = rng.integers(least, most + 1, n).tolist()
        return ["; ".join(names[at] for at in row[:k]) for row, k in zip(order, kept, strict=True)]

    spoken = ("en", "de", "fr", "it", "pl", "sv")
    return pd.DataFrame(
        {
            "profile": [f"P{at}" for at in range(n)],
            "cluster": [f"C{k}" for k in rng.integers(0, 40, n)],
            "country": rng.choice(np.array(LANDS, dtype=object), n),
            "offers": tags(8),
            "wants": tags(8),
            "technology": tags(5),
            "languages": some(spoken, 1, 2),
            "targets": some(LANDS, 0, 4),
            "markets": some(LANDS, 0, 3),
            "readiness": rng.random(n).round(2),
            "meetings": rng.integers(0, 10, n).astype(float),
            "updated": AS_OF - rng.integers(0, 1_200, n),
        }
    )


@dataclass(frozen=True)
class MarketWork:
    """From the distances of all countries, ties and attraction to rings, ranking and leaps."""

    @property
    def sizes(self) -> str:
        return "all markets of Sweden"

    def small(self) -> MarketWork:
        return self

    def prepare(self, seed: int) -> Any:
        """Return the distances between all countries, and made sizes of the markets."""
        import numpy as np

        from hanse.observatory.distance import default_parts, distance_index
        from hanse.partners.market_path import usual_markets

        rng = np.random.default_rng(seed)
        sizes = {code: float(rng.lognormal(10, 2)) for code in usual_markets() if code != "SWE"}
        return distance_index(default_parts()).to_long().to_frame(), {"size": sizes}

    def answer(self, given: Any) -> Any:
        from hanse.partners.market_path import OwnMarket, market_path, market_table

        distances, attraction = given
        own = [
            *(OwnMarket(code, wave=wave) for code, wave in (("NOR", 1), ("EST", 1), ("DEU", 2))),
            OwnMarket("CHN", tie="sister city"),
            OwnMarket("CHL", tie="a partner; a fair"),
        ]
        table = market_table(distances, home="SWE", own=own, attraction=attraction)
        return market_path(table, logs=["size"])

    def fingerprint(self, answer: Any) -> str:
        """Give rings and next step; ranks, rings and changes of weights are checked by loops."""
        leaps = ", ".join(one.market for one in answer.leaps)
        right = "true" if answer.verify() else "WRONG"
        return (
            f"{len(answer.markets)} markets, next {answer.next_in_ring}, leaps {leaps or 'none'}, "
            f"verify() {right}"
        )
