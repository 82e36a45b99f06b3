"""The files of examples/cluster-review are what the seed makes; README says what the log holds."""

from __future__ import annotations

import csv
import re
import shutil
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest
from tools.cluster_review import build

from hanse.evidence import review as rv
from hanse.evidence.coefficients import agreement_of
from hanse.evidence.library import ClusterProfile, cluster_library, most_alike
from hanse.evidence.log import replay
from hanse.evidence.prisma import prisma_flow
from hanse.evidence.sheets import read_filled, sheet

EXAMPLE = Path(__file__).parents[2] / "examples" / "cluster-review"
TITLE, FULL = "title-abstract", "full-text"


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    """Return the review of a copy, since a ranking keeps its index in the folder."""
    copy = tmp_path_factory.mktemp("copied") / "review"
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns(".index"))
    return rv.open_review(copy)


@pytest.fixture(scope="module")
def said():
    return " ".join((EXAMPLE / "README.md").read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cluster-review") / "review"
    return folder, build(folder)


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".index" not in path.parts and path.name != "hanse.toml"
    }


def first_decisions(review):
    """Return for each record what ann and ben said first, and the number of ann's event."""
    table = defaultdict(dict)
    for event in review.log.events:
        if event.event == "decided" and event.stage == TITLE:
            table[event.record].setdefault(event.person, event)
    return table


def test_the_files_of_the_example_are_what_the_seed_makes(made):
    folder, _ = made
    found, kept = files_of(folder), files_of(EXAMPLE)
    assert sorted(found) == sorted(kept)
    for name, content in found.items():
        assert kept[name] == content, name


def test_the_log_replays_and_its_diagram_adds_up(review, said):
    assert f"its {len(review.log.events):,} lines" in said
    assert str(replay(review.log)) == str(review.state)
    for since in (None, "2025"):
        assert not prisma_flow(review.log, since=since).faults()
    assert not review.state.conflicts(TITLE)
    assert not review.state.conflicts(FULL)


def test_every_import_is_in_the_table(review, said):
    counts = Counter(review.state.identification(one).import_id for one in review.state.records)
    for name in (*[f"I{n:02d}" for n in range(1, 8)], "I13"):
        assert re.search(rf"\| {name} \| [^|]+ \| [^|]+ \| {counts[name]} \|", said), name
    assert sum(counts[f"I{n:02d}"] for n in range(8, 13)) == 351


def test_a_file_broke_off_and_a_hit_is_missing(review, said):
    state = review.state
    (damaged,) = state.rejected
    search = next(one for one in state.searches if one.source == "wos")
    kept = sum(state.identification(one).source == "wos" for one in state.records)
    assert search.hits - kept - len(state.rejected) == 1
    file = f"its file has {kept} records and a damaged one ({damaged.place})"
    assert f"showed {search.hits} hits; {file}" in said


def test_duplicates_are_merged_by_rules_and_by_hand(review, said, made):
    state, (_, story) = review.state, made
    first = [one for one in state.records if state.identification(one).import_id != "I13"]
    merges = [one for one in state.merges if one.rule != "seen before"]
    by_hand = [one for one in merges if one.rule == "by hand"]
    left = len(first) - len(merges)
    assert (
        f"Of {len(first):,} records of the first search {len(merges) - len(by_hand)} are merged by "
        f"rules and {len(by_hand)} by hand, {left} are left" in said
    )
    assert f"cai looked at {len(by_hand) + 1} doubtful pairs" in said
    assert by_hand
    assert [one.person for one in state.distinct] == ["cai", "ann"]
    assert [one.link for one in state.links] == ["part", "version", "same-study"]
    assert [e.event for e in review.log.events].count("parted") == 1
    assert all(story.key(one.record) == story.key(one.kept) for one in state.merges)
    works = {story.key(one) for one in first}
    twice = said.partition("still stand twice: ")[2].partition(".")[0]
    assert left - len(works) == twice.count(";") + bool(twice != "none")


def test_one_criterion_is_behind_most_conflicts(review, said):
    found = rv.conflicts_of(review, TITLE)
    assert f"behind {found.criteria[0][1]} of {found.settled} conflicts" in said
    assert f"{found.criteria[0][2]} of the {found.criteria[0][1]} went on to full text" in said
    assert found.criteria[0][0] == "E3"


def test_agreement_is_better_after_the_criterion_is_sharper(review, said):
    second = review.state.amendments[1].number
    table = list(first_decisions(review).values())
    kappas = []
    for is_later in (False, True):
        rows = [
            [one["ann"].value, one["ben"].value]
            for one in table
            if (one["ann"].number > second) is is_later
        ]
        same = sum(a == b for a, b in rows)
        found = agreement_of(
            rows,
            raters=("ann", "ben"),
            units=tuple(map(str, range(len(rows)))),
            categories=("exclude", "unsure", "include"),
            rng=np.random.default_rng(0),
        )
        frame = found.to_frame()
        row = frame[frame.apply(lambda r: "Cohen" in " ".join(map(str, r)), axis=1)].iloc[0]
        kappas.append(float(row["value"]))
        share = f"{100 * same / len(rows):.0f} %, kappa {kappas[-1]:.2f}"
        assert f"on {same} of {len(rows)} records ({share})" in said
    assert kappas[0] < kappas[1]


def test_the_screening_stopped_where_the_rule_says(review, said, made):
    state, (_, story) = review.state, made
    check = rv.stop_check(review)
    (sample,) = rv.stage_history(review, TITLE).samples
    ranked = check.n_records - sample.pool
    assert check.stop
    assert f"After {ranked} of {check.n_records} records, the first few at random" in said
    assert f"the {sample.pool} left were put into random order" in said
    shown = sample.relevant or "none"
    assert f"{sample.screened} of them were screened, {shown} relevant" in said
    assert f"({check.found} records); {len(state.removed)} were not screened" in said
    assert check.screened + len(state.removed) == check.n_records
    lost = sum(story.paper(one).title == "include" for one in state.removed)
    assert f"{lost or 'none'} of these were relevant" in said


def test_the_studies_of_the_chapter_are_included_and_nothing_made_up(review, said, made):
    state, (_, story) = review.state, made
    last = state.versions[0].number
    flow = prisma_flow(rv.open_review(EXAMPLE).log)
    sought = [one for one in state.sought if state.identification(one).import_id != "I13"]
    gone = state.not_retrieved
    made_up = [one for one in gone if story.paper(one).is_made_up]
    out = [one for one in state.records if state.position(one) == "excluded at assessment"]
    assert f"From {len(sought)} to {flow.total_studies}." in said
    assert f"{len(gone)} of the {len(sought)} reports were not retrieved, {len(made_up)} of" in said
    assert f"{len(out)} were left out for a criterion" in said
    assert rv.conflicts_of(review, FULL).settled == 1
    assert state.versions[0].included == state.included
    assert last < max(e.number for e in review.log.events)
    titles = {story.paper(one).record.title.casefold()[:40] for one in state.included}
    assert titles == {one.title.casefold()[:40] for one in cluster_library().studies}
    assert not any(story.paper(one).is_made_up for one in state.included)


def test_the_coding_is_valid_and_has_the_gaps_that_are_told(review, said):
    included = review.state.included
    for name in ("cluster-internationalisation", "appraisal-case-study"):
        path = EXAMPLE / "coding" / f"{name}.ann.csv"
        filled = read_filled(sheet(name), path, person="ann", records=included)
        assert {row.record for row in filled.rows} == set(included)
    with (EXAMPLE / "coding" / "cluster-internationalisation.ann.csv").open(encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    assert f"{len(rows)} rows: the 15 included studies" in said
    known = {
        name: {row["country"] for row in rows if row[name] != "unknown"}
        for name in ("public_agencies", "collaboration")
    }
    every = {row["country"] for row in rows}
    names = "Ghana|Kenya|South Africa|Indonesia|Brazil|Mexico|Pakistan|Romania"
    silent = set(names.split("|"))
    assert every - known["public_agencies"] == silent
    helps = {row["country"] for row in rows if row["public_agencies.direction"] == "favours"}
    assert helps == {"Chile", "Malaysia", "Peru"}
    effects = [name for name in rows[0] if name.endswith(".direction")]
    told = {row["record"] for row in rows for name in effects if row[name] not in ("", "not-said")}
    places = {
        (row["country"], name)
        for row in rows
        for name in effects
        if row[name] not in ("", "not-said")
    }
    size = len(every) * len(effects)
    assert f"{len(told)} of the 15 studies are coded" in said
    assert f"of the {size} cells of mechanism by country {size - len(places)} are empty" in said
    little = {row["country"] for row in rows if row["collaboration"] == "no"}
    assert little == {"Ghana", "Kenya"}
    asked = [one.id for one in sheet("cluster-internationalisation").fields if not one.beside]
    for country in ("Brazil", "Indonesia"):
        own = [row for row in rows if row["country"] == country]
        told = {one for row in own for one in asked if row[one] not in ("", "unknown")}
        told -= {"product", "country", "region", "industry", "lead", "stage", "note"}
        assert told == {"abroad"}


def test_the_appraisal_says_in_every_remark_that_it_is_made_up():
    with (EXAMPLE / "coding" / "appraisal-case-study.ann.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    remarks = [row[name] for row in rows for name in row if name.endswith(".remark")]
    assert set(remarks) == {"made up, to show the form"}


def test_the_update_shows_new_changed_and_retracted_records(review, said, made):
    found = rv.changes_of(review)
    state, (_, story) = review.state, made
    own = [one for one in state.records if state.identification(one).import_id == found.id]
    new = len(own) - found.known
    assert f"Of {len(own)} records of the second Scopus export {found.known} were seen" in said
    assert (new, len(found.new), len(found.changed), len(found.retracted)) == (12, 10, 3, 1)
    assert found.is_ranked
    assert "software cluster" in found.titles[found.new[0]]
    (gone,) = found.retracted
    assert f"{gone.record}, included at title and abstract and not retrieved, is now" in said
    assert gone.position == "not retrieved"
    assert all(story.paper(one.record).is_made_up for one in found.changed)
    assert story.paper(gone.record).is_made_up
    assert sum(state.outcome(one, TITLE) == "include" for one in own) == 2 + 1


def test_the_most_alike_cluster_is_the_mangoes_of_piura(said):
    with (EXAMPLE / "hanse.toml").open("rb") as stream:
        profile = tomllib.load(stream)["evidence"]["like"]
    first = most_alike(ClusterProfile(**profile), cluster_library()).shown[0]
    assert (first.cluster, first.rank_best, first.rank_worst) == ("PE-MAN", 1, 1)
    assert f"Peru ({first.score:.2f})" in said


def test_nothing_real_has_another_author_title_or_year(made):
    _, story = made
    for record, own in story.review.records.items():
        paper = story.paper(record)
        if paper.is_made_up:
            label = f"{own.container} {own.publisher} {' '.join(own.notes)}".casefold()
            assert "made-up" in label or "made up" in label, record
            continue
        group = [one.record for key, one in story.found.cited if key == story.key(record)]
        real = [one for one in group if one.year == own.year]
        assert real, record
        families = {name.partition(",")[0] for one in real for name in one.authors}
        assert all(name.startswith(tuple(families)) for name in own.authors), record
        text = own.title.casefold().removesuffix(" …")
        assert any(one.title.casefold().startswith(text) for one in real), record


def test_the_truth_of_made_up_records_is_not_exported(review):
    for record in review.records.values():
        assert not {"topic", "kind", "truth"} & {name for name, _ in record.extra}
