"""A study of fifteen actors in which every part of ``[actors]`` and ``[partners]`` works.

It is written by hand and small, so that a test may break one thing in it and run it at once. The
breaks below are functions that change a folder.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from tests.study.small_study import files_of

from hanse.errors import InputError
from hanse.observatory.distance import default_parts
from hanse.study import run_study
from hanse.study.run import StudyRun

__all__ = [
    "ABOUT",
    "ACTORS",
    "EVENT",
    "FILES",
    "HOME",
    "MARKETS",
    "PARTNERS",
    "PLACES",
    "SEARCH",
    "Break",
    "again",
    "cell",
    "content",
    "cut_section",
    "each",
    "gone",
    "header",
    "more",
    "only",
    "parts_once",
    "refused",
    "row",
    "text",
    "toml",
    "without_column",
    "words",
    "write_regional",
]

Break = Callable[[Path], None]
parts_once = cache(default_parts)  # the files that come with hanse are read once for all cases
TOML = "hanse.toml"
SEPARATE = "\n"

ABOUT = """\
[study]
title = "Small region"
as_of = "2025-12-31"
"""
ACTORS = """\
[actors]
cluster = "Hav"
country = "Sweden"
organisation = "Hav Office"
file = "actors.csv"
[actors.episodes]
file = "episodes.csv"
[actors.relationships]
file = "relationships.csv"
[actors.atmosphere]
file = "atmosphere.csv"
[actors.activities]
file = "activities.csv"
[actors.answers]
file = "answers.csv"
[actors.ties]
half_life = 365
[actors.markets]
insider = 4
[actors.gaps]
proposals = 3
years = [2024]
audit = { asked = 20, found = 16 }
[actors.gaps.targets]
firms = 0.2
global = 0.1
"""
HOME = """\
[partners]
country = "Sweden"
cluster = "Hav"
"""
MARKETS = """\
[partners.markets]
own = "entries.csv"
attraction = "attraction.csv"
columns = { imports = 1.0, growth = 0.5 }
logs = ["imports"]
complements = "complements.csv"
blocked = "blocked.csv"
rings = 3
[partners.markets.weights]
distance = 1.0
"""
SEARCH = """\
[partners.search]
profiles = "profiles.csv"
most = 2
"""
PLACES = """\
[partners.places]
visitors = "visitors.csv"
hosts = "hosts.csv"
"""
EVENT = """\
[partners.event]
name = "Small fair"
zone = "Europe/Stockholm"
tables = 2
slots = "slots.csv"
participants = "participants.csv"
requests = "requests.csv"
cancelled = "cancelled.csv"
"""
PARTNERS = HOME + MARKETS + SEARCH + PLACES + EVENT

FILES = {
    "actors.csv": """\
actor,name,roles,cluster,country,employees,latitude,since,until,inward,contact,email
F1,Alder Marine,firm,Hav,SE,12,,,,no,,
F2,Birch Sensors,firm,Hav,SE,8,,,,no,,
F3,Cedar Boats,firm,Hav,SE,40,,,,yes,,
F4,Dogwood Data,firm,Hav,SE,3,,,,no,,
F5,Elder Energy,firm,Hav,SE,21,,,,no,,
F6,Fir Logistics,firm,Hav,SE,5,,,,no,,
ORG,Hav Office,cluster organisation,Hav,SE,4,,,,,,
R1,Institute of the Sea,research,,SE,,,,,,,
E1,Coastal College,education,,SE,,,,,,,
K1,Harbour Capital,capital,,SE,,,,,,,
P1,Region North,public body,,SE,,,,,,,
C1,Skog Cluster,other cluster,Skog,SE,,,,,,,
N1,Fjord Works,firm,,NO,,,,,,,
D1,Elbe Systems,firm,,DE,,,,,,,
J1,Kobe Robotics,firm,,JP,,,,,,,
""",
    "episodes.csv": """\
date,parties,kind,initiator,outcome,activity,note
2023-03-01,F1; F2,information,F1,,,
2023-04-02,F1; R1,information; social,R1,,,
2023-05-03,F2; F3,product,,,,
2023-06-04,ORG; F1,social,ORG,,,
2023-07-05,ORG; F4,social,ORG,,,
2023-09-06,ORG; N1,information,ORG,,,
2024-01-10,F1; N1,product,N1,,,
2024-03-11,F3; E1,social,,,,
2024-05-12,F1; N1,product,,,A1,
2024-05-12,F2; N1,information,,,A1,
2024-06-13,F2; D1,information,,,,
2024-08-14,F5; K1,financial,K1,,,
2024-10-15,F1; N1,product,,,,
2025-01-16,F2; F4; F5,information,,,,
2025-02-17,ORG; D1,social,ORG,,,
2025-04-18,F3; P1,information,,,,
2025-05-19,ORG; C1,social,,,,
2025-06-20,F1; N1,financial,,,,
2025-08-21,F4; C1,information,,,,
2025-09-22,F1; F3,product,F3,,,
2025-11-23,ORG; J1,social,ORG,,,
2025-12-24,F2; R1,information,,,,
""",
    "relationships.csv": """\
party_a,party_b,start,end,state,adaptations,institutions,market,dynamism,internationalisation,chain
F1,N1,2024-01-10,,active,process,agreement,Norway,4,5,customer
F2,F3,2023-05-03,2025-03-01,ended,,,,,,supplier
""",
    "atmosphere.csv": """\
date,rater,other,power,cooperation,conflict,closeness,trust,expectations
2025-01-15,F1,N1,3,6,2,5,6,5.5
2025-01-15,N1,F1,4,6,1,5,7,6
""",
    "activities.csv": """\
activity,name,start,end,gaps,participants
A1,Trip to Bergen,2024-05-10,2024-05-13,global,F1; F2; N1
""",
    "answers.csv": "respondent,wave,gap,importance,present\n"
    + "".join(
        f"Firm {who},2025,{gap},{importance},{2 + who % 2}\n"
        for who in range(1, 7)
        for gap, importance in (("firms", 4), ("research", 5), ("global", 6))
    ),
    "entries.csv": """\
market,wave,year,tie,ties,level
NOR,1,2020,,,
DNK,1,2020,,,
DEU,2,2022,,,
JPN,,,sister city Kobe,,
""",
    "attraction.csv": """\
market,imports,growth
NOR,310,4
DNK,280,3.5
FIN,260,3
DEU,900,2
JPN,700,5
CHN,950,6
RUS,400,1
""",
    "complements.csv": "market,value,hotspot\nJPN,0.8,robots of Kobe\nCHN,0.4,\n",
    "blocked.csv": "market,reason\nRUS,decision of the board\n",
    "profiles.csv": """\
profile,name,kind,cluster,country,offers,wants,languages,targets,excludes,readiness,since,updated
F1,Alder Marine,firm,Hav,SE,sensors; boats,robots,Swedish; English,,,75%,2020-01-01,2025-05-01
F2,Birch Sensors,firm,Hav,SE,data,wind data,Swedish; English,,,50%,2021-01-01,2025-05-01
N1,Fjord Works,firm,Fjord,NO,wind data,sensors,Norwegian; English,,,80%,2020-01-01,2025-05-01
D1,Elbe Systems,firm,Elbe,DE,robots,data,German; English,,,60%,2020-01-01,2025-05-01
J1,Kobe Robotics,firm,Kobe,JP,robots,boats,Japanese; English,,,90%,2020-01-01,2025-05-01
""",
    "visitors.csv": "visitor,choices\nF1,N1; D1\nF2,N1\nF3,D1; N1\n",
    "hosts.csv": "host,choices,places\nN1,F2; F1; F3,1\nD1,F1; F3,1\n",
    "slots.csv": """\
slot,start,end,zone,place,tables
S1,2026-03-10 09:00,2026-03-10 09:20,,Hall,
S2,2026-03-10 09:25,2026-03-10 09:45,,Hall,
S3,2026-03-10 09:50,2026-03-10 10:10,,Hall,
""",
    "participants.csv": """\
participant,name,side,available,most,zone,hours,breaks,email
F1,Alder Marine,home,S1; S2; S3,3,,,,
F2,Birch Sensors,home,all,,,,,
F3,Cedar Boats,home,all,,,,,
N1,Fjord Works,guest,all,,,,,
D1,Elbe Systems,guest,S1; S2,,,,,
""",
    "requests.csv": """\
from,to,value,state
F1,N1,5,accepted
F1,D1,3,accepted
F2,N1,4,accepted
N1,F3,2,accepted
F3,D1,6,accepted
D1,F2,1,refused
""",
    "cancelled.csv": "participant,slots,reason\nF3,S3,illness\n",
}


def write_regional(folder: Path, *parts: str) -> Path:
    """Write the study with the parts of hanse.toml that are given behind ``[study]``."""
    folder.mkdir(parents=True)
    for name, said in FILES.items():
        (folder / name).write_text(said, encoding="utf-8")
    (folder / TOML).write_text(ABOUT + SEPARATE.join(parts), encoding="utf-8")
    return folder


def _rows(path: Path) -> list[list[str]]:
    """Return the rows of a table, its header first."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def _save(path: Path, rows: Iterable[list[str]]) -> None:
    """Write the rows of a table."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def cell(name: str, line: int, column: str, value: str) -> Break:
    """Put another value into a cell; lines count from 1, the header's."""

    def broken(folder: Path) -> None:
        rows = _rows(folder / name)
        rows[line - 1][rows[0].index(column)] = value
        _save(folder / name, rows)

    return broken


def row(name: str, /, **cells: str) -> Break:
    """Add a row with the cells that are given; the others are empty."""

    def broken(folder: Path) -> None:
        rows = _rows(folder / name)
        assert set(cells) <= set(rows[0])
        _save(folder / name, [*rows, [cells.get(column, "") for column in rows[0]]])

    return broken


def again(name: str, line: int = 2) -> Break:
    """Add a row that is there already."""

    def broken(folder: Path) -> None:
        rows = _rows(folder / name)
        _save(folder / name, [*rows, rows[line - 1]])

    return broken


def only(name: str, column: str, kept: Iterable[str]) -> Break:
    """Keep the rows with one of the values."""

    def broken(folder: Path) -> None:
        head, *rows = _rows(folder / name)
        _save(folder / name, [head, *(one for one in rows if one[head.index(column)] in kept)])

    return broken


def without_column(name: str, column: str) -> Break:
    """Take a column out."""

    def broken(folder: Path) -> None:
        rows = _rows(folder / name)
        at = rows[0].index(column)
        _save(folder / name, [[*one[:at], *one[at + 1 :]] for one in rows])

    return broken


def header(name: str) -> Break:
    """Leave nothing but the header."""
    return lambda folder: _save(folder / name, _rows(folder / name)[:1])


def text(name: str, old: str, new: str) -> Break:
    """Replace a text that stands in the file."""

    def broken(folder: Path) -> None:
        found = (folder / name).read_text(encoding="utf-8")
        assert old in found, f"{old!r} does not stand in {name}"
        (folder / name).write_text(found.replace(old, new, 1), encoding="utf-8")

    return broken


def toml(old: str, new: str) -> Break:
    """Replace a text of hanse.toml."""
    return text(TOML, old, new)


def more(said: str) -> Break:
    """Add text at the end of hanse.toml."""

    def broken(folder: Path) -> None:
        with (folder / TOML).open("a", encoding="utf-8") as file:
            file.write(said + "\n")

    return broken


def cut_section(*heads: str) -> Break:
    """Take sections out of hanse.toml: each from its head to the next head."""

    def broken(folder: Path) -> None:
        kept, is_out, found = [], False, set()
        for line in (folder / TOML).read_text(encoding="utf-8").splitlines(keepends=True):
            if line.startswith("["):
                is_out = line.strip() in heads
                found |= {line.strip()} & set(heads)
            if not is_out:
                kept.append(line)
        assert found == set(heads)
        (folder / TOML).write_text("".join(kept), encoding="utf-8")

    return broken


def content(name: str, data: str) -> Break:
    """Write a file anew."""

    def broken(folder: Path) -> None:
        (folder / name).write_text(data, encoding="utf-8")

    return broken


def gone(name: str) -> Break:
    """Take a file away."""
    return lambda folder: (folder / name).unlink()


def each(*breaks: Break) -> Break:
    """Break several things."""

    def broken(folder: Path) -> None:
        for one in breaks:
            one(folder)

    return broken


def refused(folder: Path, out: Path, broken: Break) -> str:
    """Break a study, run it, and return what is told; nothing is written, nothing is left."""
    broken(folder)
    before = files_of(folder)
    beside = sorted(path.name for path in out.parent.iterdir())
    with pytest.raises(InputError) as caught:
        run_study(folder, out)
    assert sorted(path.name for path in out.parent.iterdir()) == beside
    assert files_of(folder) == before
    return str(caught.value)


def words(run: StudyRun) -> str:
    """Return the words of a report that shows no empty number as nan or None."""
    found = run.report.read_text(encoding="utf-8")
    found = re.sub(r"(?s)<(style|script|svg)\b.*?</\1>", " ", found)
    found = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found)))
    assert re.findall(r"\b(?:nan|NaN|None|inf)\b", found) == []
    return found
