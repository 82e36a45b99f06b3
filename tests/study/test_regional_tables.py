"""Whole rows of the tables of examples/regional-cluster, as an independent count has them.

The numbers were counted again from the files with other code (loops, pandas, networkx) before they
were written here.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hanse.study.actor_run import run_actors
from hanse.study.actor_section import ActorsSection
from hanse.study.actor_settings import read_actor_settings
from hanse.study.bridging_words import activities_said, clear_effects
from hanse.study.gap_words import gap_blocks, gaps_said
from hanse.study.meeting_words import calendar_files, meeting_blocks
from hanse.study.partner_run import run_partners
from hanse.study.partner_settings import read_partner_settings
from hanse.study.run import open_study
from hanse.study.settings import read_toml

EXAMPLE = Path(__file__).parents[2] / "examples" / "regional-cluster"
AS_OF = "2025-12-31"


def quiet(step, done, of):
    pass


@pytest.fixture(scope="module")
def toml():
    return read_toml(EXAMPLE / "hanse.toml")


@pytest.fixture(scope="module")
def actors(toml):
    settings = read_actor_settings(toml["actors"])
    return run_actors(EXAMPLE, settings, as_of=AS_OF, progress=quiet)


@pytest.fixture(scope="module")
def partners(toml, actors):
    return run_partners(
        EXAMPLE,
        read_partner_settings(toml["partners"]),
        actors=actors.settings,
        as_of=AS_OF,
        progress=quiet,
    )


def all_tables(blocks):
    for block in blocks:
        if type(block).__name__ == "Table":
            yield block
        yield from all_tables(getattr(block, "blocks", ()))


@pytest.fixture(scope="module")
def tables():
    part = ActorsSection().run(open_study(EXAMPLE), progress=quiet)
    return {one.title: one for one in all_tables(part.blocks)}


def row(tables, title, at):
    return tuple(
        round(cell, 2) if isinstance(cell, float) else cell for cell in tables[title].rows[at]
    )


@pytest.mark.parametrize(
    ("title", "at", "cells"),
    [
        (
            "The seven gaps from the log",
            0,
            ("1 firm to firm", "endogenous", 200, 250, 1.28, "1.26–1.32", 2.0, "36 % (34–37)"),
        ),
        (
            "The seven gaps from the log",
            6,
            ("7 firm to global", "exogenous", 51, 124, 1.22, "1.22–1.25", 2.0, "39 % (37–39)"),
        ),
        (
            "How many firms reach across",
            3,
            ("4 firm to capital", 0.14, 13.17, "13–14", 85.71, -0.8, -0.85, 0.1),
        ),
        (
            "Density of ties across each gap",
            2,
            ("3 firm to education", 3.64, 7.11, 10.8, 14.67, 16.52, 15.56, "+11.92*"),
        ),
        (
            "Two measures of each gap",
            3,
            ("4 firm to capital", 64.53, 2, 3.32, "2.91 to 3.73", 1, "agree open"),
        ),
        (
            "What firms say of each gap",
            0,
            ("firm to firm", "2022", 46, 5.61, 4.48, 1.13, "0.65 to 1.61"),
        ),
        (
            "Missing ties, firm to capital",
            1,
            (2, "Reed Software", "Savings Bank of Norrhamn", "Position Norrhamn", 0.72, 1.88, 14.0),
        ),
        (
            "What changed after bridging activities",
            1,
            ("Investor days 2023", "firm to capital", "yes", 84, 0, 14, 16.53, "−1.1 to +2.7", 0.0),
        ),
        (
            "What changed after bridging activities",
            2,
            ("Study trip to Milan", "firm to firm", "", 91, 5, 5, -0.2, "−1.3 to +1.0", 1.0),
        ),
        (
            "Who stands between others",
            2,
            ("Norrhamn University", "research", 59, 1800.64, 0.06, 58.24, 6, 1464, 106, 66),
        ),
        (
            "How far firms reach abroad through the cluster organisation",
            5,
            ("2025-12-31", "Position Norrhamn", 86.65, 9600.0, 124.0, 2.37),
        ),
        ("What breaks if an actor leaves", 0, ("Iris Games", 14, "Chile", 1042, 11.7, 24, 25)),
        (
            "The cluster in each market",
            0,
            ("Norway", "insider", 64, 48, 8, 8, 58, 17.19, "Lofoten Charts", 39),
        ),
    ],
)
def test_rows_are_what_an_independent_count_gives(tables, title, at, cells):
    assert row(tables, title, at) == cells


def test_the_widest_gap_comes_first_in_words_and_in_proposals(actors):
    first = next(iter(gaps_said(actors)))
    names = ["other clusters 78", "capital 65", "global 39", "firm to firm 36"]
    places = [first.index(one) for one in names]
    assert places == sorted(places)
    assert [one.gap for one in actors.missing] == ["clusters", "capital", "global", "firms"]


def test_what_moved_and_what_fell_back_is_said_with_what_the_early_years_lack(actors):
    said = "\n".join(gaps_said(actors))
    assert "denser across 7 of 7 gaps" in said
    assert "sparser" not in said
    assert "The log begins on 1 January 2020" in said
    assert (
        "Since 31 December 2024 density fell across firm to firm, firm to research, firm to "
        "education and firm to public bodies." in said
    )
    days = actors.over_time.days
    turned = replace(actors, over_time=replace(actors.over_time, days=days[::-1]))
    assert "The log begins" not in "\n".join(gaps_said(turned))


def test_the_note_of_the_survey_names_what_moved(actors):
    notes = [
        one.note for one in all_tables(gap_blocks(actors)) if one.title.startswith("What firms")
    ]
    assert notes == [
        "Moved from wave to wave beyond their interval: firm to global −1.45 (−2.15 to −0.76)."
    ]


def test_the_window_after_an_activity_is_that_of_the_study(toml):
    short = {**toml["actors"], "gaps": {**toml["actors"]["gaps"], "window": 30, "years": [2024]}}
    found = run_actors(EXAMPLE, read_actor_settings(short), as_of=AS_OF, progress=quiet)
    assert found.effects.window == 30
    assert all(one.judged == one.end + 30 for one in found.effects.effects)
    assert [one.state for one in found.effects.of("A5")] == ["judged", "judged"]


def test_an_effect_is_clear_only_after_holms_correction(actors):
    meant = [one for one in actors.effects.judged if one.is_meant]
    assert [one.activity for one in meant] == ["A1", "A2", "A3", "A4"]
    assert [one.activity for one in clear_effects(meant)] == ["A1", "A3"]
    alone = [one for one in meant if one.activity == "A4"]
    assert clear_effects(alone) == alone
    assert clear_effects([]) == []
    said = "\n".join(activities_said(actors))
    turned = [replace(one, difference=-abs(one.difference)) for one in actors.effects.effects]
    worse = replace(actors, effects=replace(actors.effects, effects=tuple(turned)))
    assert "**After Investor days 2023**" in said
    assert "**After" not in "\n".join(activities_said(worse))


def test_a_market_hangs_on_one_actor_by_the_share_of_the_study(toml):
    strict = {**toml["actors"], "markets": {"insider": 4, "largest_share": 0.9}}
    found = run_actors(EXAMPLE, read_actor_settings(strict), as_of=AS_OF, progress=quiet)
    from hanse.study.actor_words import insiders_said

    (hangs,) = [one for one in insiders_said(found) if one.startswith("**Hangs on one actor**")]
    assert "Chile" in hangs
    assert "China" not in hangs


def test_ties_of_the_log_are_the_ties_in_markets(partners):
    china, chile = partners.path.market("CHN"), partners.path.market("CHL")
    assert (china.ties, china.level) == (5.0, "connected")
    assert (chile.ties, chile.level) == (2.0, "contact")
    assert partners.path.market("LVA").level == "outsider"


def test_trust_comes_from_ties_that_are_alive(partners):
    trust = partners.scores.trust
    assert trust.means == "ties"
    ids = partners.scores.profiles.ids
    pairs = {(ids[a], ids[b]) for a, b in zip(trust.source, trust.target, strict=True)}
    assert all((b, a) in pairs for a, b in pairs)


def test_the_plan_that_stands_is_the_one_after_cancellations(partners):
    assert partners.final is partners.mended.after
    names = {one.first for one in partners.final.meetings}
    names |= {one.second for one in partners.final.meetings}
    assert "DEU1" not in names
    assert "calendars/deu1.ics" in calendar_files(partners.final)  # told that all is called off
    assert "STATUS:CANCELLED" in calendar_files(partners.final)["calendars/deu1.ics"]


def test_changes_say_slots_before_and_now_and_whether_fewest_is_proven(partners):
    (table,) = [one for one in all_tables(meeting_blocks(partners)) if "cancellations" in one.title]
    assert table.rows[0] == (
        "Harbour Systems",
        "Bremen Space Services",
        "Wed 11:30",
        "falls: Bremen Space Services: cancelled",
    )
    assert table.rows[-1][2] == "–"
    assert table.rows[-1][3].startswith("new: ")
    assert "nor fewer move, is proven." in table.note
    doubted = replace(partners, mended=replace(partners.mended, is_fewest=False))
    (table,) = [one for one in all_tables(meeting_blocks(doubted)) if "cancellations" in one.title]
    assert "is not proven." in table.note


def test_everybody_has_a_plan_in_the_report(partners):
    titles = {one.title for one in all_tables(meeting_blocks(partners))}
    event = partners.final.event
    assert titles >= {
        name or one for one, name in zip(event.participants, event.names, strict=True)
    }
