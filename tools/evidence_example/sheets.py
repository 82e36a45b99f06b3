"""The filled sheets of the example: the coding of the library, and an appraisal that is made up."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import numpy as np
from tools.evidence_example.pool import FOLDER, SEED, rows_of

from hanse.evidence.library import ClusterLibrary, ReviewedCluster, cluster_library
from hanse.evidence.sheets import read_filled, sheet
from hanse.tables.countries import country_name

if TYPE_CHECKING:
    from tools.evidence_example.story import Story

CODING, APPRAISAL = "cluster-internationalisation", "appraisal-case-study"
PERSON = "ann"
FIELDS = {
    "activity": "abroad",
    "multinationals": "multinationals",
    "public_support": "public_agencies",
    "collaboration": "collaboration",
    "procedural": "barrier_procedural",
    "institutional": "barrier_institutional",
    "environmental": "barrier_environmental",
    "external_market": "barrier_market",
    "knowledge": "knowledge_objective",
    "ties_abroad": "network_abroad",
    "upgrading": "upgrading",
    "performance": "performance",
}
"""Column of the library → field of the sheet."""
UNASKED = (
    *("knowledge_experiential", "knowledge_institutional", "knowledge_business"),
    "network_local",
)
"""Fields of which the library says nothing."""
WORDS = {"exporting": "exporting", "not exporting": "not", "strong": "better", "weak": "same"}
AT_HOME = ("GH-VEH", "GH-MET", "KE-MET", "ZA-VAR", "PE-CLO")
"""Clusters that for the most part stay at home, by the chapter."""
LEADS = {"government": "state", "multinationals": "multinational"}
INDUSTRY = {
    **dict.fromkeys(("GH-AGR", "ID-AGR", "CL-SAL", "PE-MAN", "CL-TOM", "AR-WIN"), "agro"),
    **dict.fromkeys(("BR-LEA", "PE-CLO", "CN-WKN", "RO-TEX", "MX-FTW"), "textile"),
    **dict.fromkeys(("GH-VEH", "AR-AUT", "ZA-AUT"), "vehicles"),
    **dict.fromkeys(("GH-MET", "KE-MET", "CN-CTW"), "metal"),
    **dict.fromkeys(("PK-SUR", "MY-ELE"), "electronics"),
    **{"RO-FUR": "wood", "RO-SOF": "software", "CN-BUT": "other", "ZA-VAR": "several"},
}
SAID = "made up, to show the form"
ANSWERS = ("yes", "partly", "unclear", "no")
CHANCES = (0.6, 0.2, 0.15, 0.05)


def write_sheets(story: Story) -> None:
    """Write both tables into the folder of the review and read them back."""
    included = story.review.state.included
    titles = {one: story.review.merged(one).record.title for one in included}
    folder = story.folder / "coding"
    folder.mkdir()
    for name, rows in ((CODING, coding_rows(titles)), (APPRAISAL, appraisal_rows(titles))):
        path = folder / f"{name}.{PERSON}.csv"
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, sheet(name).columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(stream.getvalue(), encoding="utf-8", newline="")
        read_filled(sheet(name), path, person=PERSON, records=included)


def coding_rows(titles: dict[str, str]) -> list[dict[str, str]]:
    """Return a row for each included report and cluster that the library knows of it."""
    library = cluster_library()
    planned = rows_of(FOLDER / "coded.csv")
    rows = []
    for record, title in titles.items():
        study = _study(library, title)
        for cluster in library.clusters:
            if study in cluster.studies:
                rows.append(_row(library, cluster, study, record, planned))
    return rows


def _study(library: ClusterLibrary, title: str) -> str:
    """Return the study of the library that has a title."""
    return next(one.study for one in library.studies if _same(one.title, title))


def _same(one: str, two: str) -> bool:
    """Whether two titles are the same but for case."""
    return one.casefold()[:40] == two.casefold()[:40]


def _row(
    library: ClusterLibrary,
    cluster: ReviewedCluster,
    study: str,
    record: str,
    planned: list[dict[str, str]],
) -> dict[str, str]:
    """Return the row of a cluster as one of its studies tells it."""
    row = {
        "sheet": CODING,
        "version": sheet(CODING).version,
        "person": PERSON,
        "record": record,
        "cluster": cluster.cluster,
        "about": cluster.name,
        "product": cluster.product or "not named",
        "country": country_name(cluster.country),
        "region": cluster.place,
        "industry": INDUSTRY[cluster.cluster],
        "lead": LEADS.get(cluster.led_by, "not-reported"),
        "note": "coded from the chapter of Ayakwah et al. (2020), not from the report",
    }
    row |= dict.fromkeys((*UNASKED, *FIELDS.values()), "unknown")
    row["stage"] = "survival" if cluster.nature == "survival" else "not-reported"
    said = {one.column: one for one in library.statements if one.cluster == cluster.cluster}
    plans = {one["column"]: one for one in planned if one["cluster"] == cluster.cluster}
    if row["lead"] != "not-reported":
        row["lead.place"] = said["led_by"].passage
    for column, field in FIELDS.items():
        plan = plans.get(column, {"study": cluster.studies[0], "direction": ""})
        if column not in said or (column != "activity" and plan["study"] != study):
            continue
        value = WORDS.get(said[column].value, said[column].value)
        if field == "abroad" and cluster.cluster in AT_HOME:
            value = "mostly-not"
        row |= {field: value, f"{field}.place": said[column].passage}
        row[f"{field}.paraphrase"] = said[column].paraphrase
        if column not in ("activity", "performance"):
            row[f"{field}.direction"] = plan["direction"] or "not-said"
    return row


def appraisal_rows(titles: dict[str, str]) -> list[dict[str, str]]:
    """Return answers drawn from a seed; every remark says that they are made up."""
    rng = np.random.default_rng([SEED, 3])
    asked = [one.id for one in sheet(APPRAISAL).fields if not one.beside]
    rows = []
    for record, title in titles.items():
        row = {"sheet": APPRAISAL, "version": sheet(APPRAISAL).version, "person": PERSON}
        row |= {"record": record, "about": title}
        for one in asked:
            at = int(np.searchsorted(np.cumsum(CHANCES), rng.random()))
            row |= {one: ANSWERS[min(at, 3)], f"{one}.place": "none", f"{one}.remark": SAID}
        rows.append(row)
    return rows
