"""The small log with every cell filled that may name a person, each with its own text."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import numpy as np
from tests.actors.made_log import AS_OF, CLUSTER, small_log

from hanse.actors import read_log
from hanse.actors.tables import ActorLog, GapAnswers
from hanse.actors.ties import TieRule, Ties

SECRETS = ("SecretContact", "secret-mail@", "SecretNote", "SecretRespondent")


def filled_log() -> ActorLog:
    """Return the small log with personal data, a part of each known by a planted word."""
    log = small_log(with_all=True)
    n, m = len(log.actors), len(log.episodes)
    since = np.zeros(n, dtype=np.int64)
    since[0] = datetime.date(2020, 1, 1).toordinal()
    actors = dataclasses.replace(
        log.actors,
        contacts=tuple(f"SecretContact {i}, Å" for i in range(n)),
        emails=tuple(f"secret-mail@{i}.example" for i in range(n)),
        technologies=tuple(("fibre", "lasers") if i % 2 else () for i in range(n)),
        inward=np.array([i % 3 - 1 if i % 3 else np.nan for i in range(n)]),
        since=since,
    )
    episodes = dataclasses.replace(
        log.episodes,
        notes=tuple(f'SecretNote {i}; "so", = {i}' for i in range(m)),
        outcomes=tuple("an order" if i % 2 else "" for i in range(m)),
    )
    old = log.answers
    assert old is not None
    names = tuple(f"SecretRespondent {one}" for one in old.respondents)
    answers = GapAnswers(names, old.waves, old.gaps, old.importance, old.present)
    return dataclasses.replace(log, actors=actors, episodes=episodes, answers=answers)


def read_back(folder: Path) -> ActorLog:
    """Return the log that the files of a folder hold."""
    names = ("actors", "episodes", "relationships", "atmosphere", "activities", "answers")
    files = {one: f"{one}.csv" for one in names if (folder / f"{one}.csv").exists()}
    return read_log(folder, files, cluster=CLUSTER, home="SWE", as_of=AS_OF)


def without_notes(log: ActorLog) -> dict:
    """Return what a log says, without what the readers recognised."""
    return {key: value for key, value in log.to_dict().items() if key != "notes"}


def hand_ties(n: int) -> Ties:
    """Return three pairs among n actors, made by hand."""
    first = datetime.date(2022, 2, 1).toordinal()
    last = datetime.date(2024, 5, 2).toordinal()
    return Ties(
        rule=TieRule(),
        n=n,
        day=datetime.date(2024, 12, 31).toordinal(),
        a=np.array([0, 0, 5]),
        b=np.array([1, 11, 12]),
        strength=np.array([1.25, 0.0, 0.1]),
        episodes=np.array([4, 0, 1]),
        first=np.array([first, 0, last]),
        last=np.array([last, 0, last]),
        kinds=np.array([3, 0, 10]),
        is_tie=np.array([True, True, False]),
        is_relationship=np.array([True, False, False]),
        is_stated=np.array([False, True, False]),
    )
