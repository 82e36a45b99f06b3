"""Small events for the tests."""

from __future__ import annotations

import numpy as np

from hanse.partners.meetings import Event


def event_of(pairs, values, available, most=None, tables=None, fixed=None) -> Event:
    """Return an event of participants P0, P1, ... and slots S0, S1, ... half an hour apart."""
    available = np.array(available, dtype=bool)
    n, s = available.shape
    starts = 1_746_082_800 + 1800 * np.arange(s)  # 2025-05-01 07:00 UTC
    names = tuple(f"P{i}" for i in range(n))
    most = [-1] * n if most is None else most
    left_out = {}
    for name, row, limit in zip(names, available, most, strict=True):
        if not row.any():
            left_out[name] = "available in no slot"
        elif limit == 0:
            left_out[name] = "wants no meeting (most is 0)"
    return Event(
        "Fair",
        739_000,
        "Europe/Stockholm",
        tuple(f"S{k}" for k in range(s)),
        ("Hall",) * s,
        starts,
        starts + 1500,
        np.array([-1] * s if tables is None else tables),
        names,
        tuple(f"Name {i}" for i in range(n)),
        tuple(f"Firm {i}" for i in range(n)),
        ("",) * n,
        ("Europe/Stockholm",) * n,
        tuple(f"p{i}@example.org" for i in range(n)),
        available,
        np.array(most),
        left_out,
        np.array([i for i, _ in pairs], dtype=np.int64),
        np.array([j for _, j in pairs], dtype=np.int64),
        np.array(values, dtype=float),
        np.array([-1] * len(pairs) if fixed is None else fixed),
        np.zeros(len(pairs), dtype=np.int64),
    )


def fair_frames(seed, *, skewed=False, tables=None, availability=0.8):
    """Return the frames of 150 guests, 80 hosts, 3,000 weighted requests and 16 slots.

    Where requests are skewed, a few guests and hosts get most of them. The bench uses these.
    """
    import pandas as pd

    rng = np.random.default_rng(seed)
    n_guests, n_hosts, n_requests, n_slots = 150, 80, 3_000, 16
    power = 0.8 if skewed else 0.0
    popular = [np.arange(1, n + 1) ** -power for n in (n_guests, n_hosts)]
    share = np.outer(*popular).ravel()
    drawn = rng.choice(n_guests * n_hosts, n_requests, replace=False, p=share / share.sum())
    value = rng.integers(1, 11, n_requests).astype(float)
    here = rng.random((n_guests + n_hosts, n_slots)) < availability
    times = [f"2025-05-01 {9 + k // 2:02d}:{30 * (k % 2):02d}" for k in range(n_slots)]
    ends = [f"2025-05-01 {9 + k // 2:02d}:{30 * (k % 2) + 25:02d}" for k in range(n_slots)]
    names = [f"S{k}" for k in range(n_slots)]
    slots = pd.DataFrame({"slot": names, "start": times, "end": ends})
    if tables is not None:
        slots["tables"] = tables
    available = [
        ";".join(name for name, can in zip(names, row, strict=True) if can) for row in here
    ]
    ids = [f"P{i}" for i in range(len(here))]
    people = pd.DataFrame({"participant": ids, "available": available})
    ends_of = {
        "from": [ids[k // n_hosts] for k in drawn],
        "to": [ids[n_guests + k % n_hosts] for k in drawn],
    }
    return slots, people, pd.DataFrame(ends_of | {"value": value})
