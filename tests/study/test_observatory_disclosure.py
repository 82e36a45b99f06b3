"""Nothing that must be hidden leaves a study of the observatory, by itself or by subtraction.

Three ways of looking: the outputs stay the same to the byte when hidden figures change; the true
hidden values, found by plain pandas, stand nowhere; what published numbers give by subtraction is
no hidden value of a table of industries, and is warned about among clusters.
"""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from hanse.study import run_study

EXAMPLE = Path(__file__).parents[2] / "examples" / "observatory-panel"
RATES = {2020: 0.0950, 2021: 0.0980, 2022: 0.0940, 2023: 0.0870, 2024: 0.0875}
PRICES = {2020: 86, 2021: 90, 2022: 97, 2023: 99, 2024: 100}
FEW = (("Sandhult Glass", 2023), ("Sandhult Glass", 2024), ("Kvarnlida Textile", 2020))
DOMINATED = "Stålfors Steel"
MONEY = ("omsättning_tkr", "utlandsförsäljning_tkr", "inköp_tkr", "import_tkr")


def read_firms(folder: Path = EXAMPLE) -> pd.DataFrame:
    return pd.read_csv(folder / "firms.csv", sep=";", decimal=",")


def write_firms(frame: pd.DataFrame, folder: Path) -> None:
    frame.to_csv(folder / "firms.csv", sep=";", decimal=",", index=False)


def outputs(out: Path) -> dict[str, str]:
    """Return the text of every file; the report without its versions and hashes of the input."""
    found = {}
    for path in sorted(out.rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            text = re.sub(r"\b[0-9a-f]{64}\b", "hash", text)
            found[path.relative_to(out).as_posix()] = text
    return found


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return run_study(EXAMPLE, tmp_path_factory.mktemp("disclosure") / "out")


@pytest.fixture(scope="module")
def published(run) -> dict[str, str]:
    return outputs(run.out)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Return a study of firms, markets, organisations, initiatives and jobs, and its outputs."""
    folder = tmp_path_factory.mktemp("small") / "study"
    shutil.copytree(EXAMPLE, folder)
    text = (folder / "hanse.toml").read_text(encoding="utf-8")
    text = text[: text.index("[observatory.trade]")]
    (folder / "hanse.toml").write_text(text, encoding="utf-8")
    write_firms(read_firms(), folder)  # as pandas writes it, so that only the change differs
    return folder, outputs(run_study(folder, folder.parent / "out").out)


def changed(small: Path, tmp_path: Path, *, firms=None, markets=None, jobs=None, study=None):
    """Return the outputs of the study after its tables are changed."""
    folder = tmp_path / "study"
    shutil.copytree(small, folder)
    for name, change in (("markets", markets), ("jobs", jobs)):
        if change is not None:
            path = folder / f"{name}.csv"
            text = {"industry": str, "country": str}
            frame = change(pd.read_csv(path, dtype=text, keep_default_na=False))
            frame.to_csv(path, index=False)
    if firms is not None:
        write_firms(firms(read_firms(folder)), folder)
    if study is not None:
        path = folder / "hanse.toml"
        path.write_text(study(path.read_text(encoding="utf-8")), encoding="utf-8")
    return outputs(run_study(folder, tmp_path / "out").out)


def differing(first: dict[str, str], second: dict[str, str]) -> list[str]:
    return sorted(n for n in first.keys() | second.keys() if first.get(n) != second.get(n))


def sandhult(frame: pd.DataFrame, key: str = "kluster", year: str = "år") -> pd.Series:
    return (frame[key] == "Sandhult Glass") & (frame[year] >= 2023)


def other_firms(frame: pd.DataFrame) -> pd.DataFrame:
    """Change everything that the two firms of Sandhult Glass say of 2023 and 2024."""
    at = sandhult(frame)
    assert at.sum() == 4
    frame.loc[at, "omsättning_tkr"] *= 1.31
    frame.loc[at, list(MONEY[1:])] *= 1.07
    frame.loc[at, "tillgångar_tkr"] *= 1.5
    frame.loc[at, "direktexport"] = frame.loc[at, "direktexport"].map({"ja": "nej", "nej": "ja"})
    frame.loc[at, "former"] = "franchise"
    frame.loc[at, "utländskt_ägande_procent"] = 77.0
    frame.loc[at, "utländska_investerare"] += 3
    frame.loc[at, ["egna_märken_procent", "nya_produkter_procent"]] = 91.0
    frame.loc[at, "förädlingsvärde_tkr"] *= 1.9
    frame.loc[at, "funktioner"] = "design;headquarters"
    frame.loc[at, "leverantörer"] += 9
    return frame


def other_markets(frame: pd.DataFrame) -> pd.DataFrame:
    """Scale the markets of these firms as their foreign sales, and send them elsewhere."""
    at = sandhult(frame, "cluster", "year")
    assert at.any()
    frame.loc[at, "sales"] = frame.loc[at, "sales"] * 1.07
    frame.loc[at, "country"] = frame.loc[at, "country"].replace({"NO": "AU", "DK": "JP"})
    return frame


def test_no_output_changes_with_the_figures_of_a_cluster_of_two_firms(small, tmp_path):
    folder, before = small
    after = changed(folder, tmp_path, firms=other_firms, markets=other_markets)
    assert differing(before, after) == []


def test_outputs_change_with_the_figures_of_a_cluster_that_is_shown(small, tmp_path):
    """What the tests beside it rest on: changes that may be seen are seen."""
    folder, before = small

    def other(frame):
        at = (frame["kluster"] == "Norrvik Wood") & (frame["år"] == 2024)
        frame.loc[at, "omsättning_tkr"] *= 1.001
        return frame

    found = differing(rounded(before), rounded(changed(folder, tmp_path, firms=other)))
    assert {"report.html", "tables/observatory_observations.csv"} <= set(found)


def test_nor_does_the_report_of_that_cluster_itself(small, tmp_path):
    folder, _ = small

    def about(text):
        return text.replace('cluster = "Visby Marine"', 'cluster = "Sandhult Glass"')

    before = changed(folder, tmp_path / "before", study=about)
    after = changed(
        folder, tmp_path / "after", study=about, firms=other_firms, markets=other_markets
    )
    assert differing(before, after) == []


def test_no_output_changes_with_the_size_of_a_firm_that_dominates(small, tmp_path):
    """A firm that is 3 % larger in every year and every sum gives the same bytes."""
    folder, before = small

    def larger(frame):
        own = frame[frame["kluster"] == DOMINATED]
        top = own.groupby("företag")["omsättning_tkr"].sum().idxmax()
        at = frame["företag"] == top
        assert at.sum() == 5
        frame.loc[at, [*MONEY, "förädlingsvärde_tkr", "tillgångar_tkr"]] *= 1.03
        frame.loc[at, "tillgångar_utomlands_tkr"] *= 1.03
        return frame

    def sold(frame):
        own = frame[frame["cluster"] == DOMINATED]
        top = own.groupby("firm")["sales"].sum().idxmax()
        frame.loc[frame["firm"] == top, "sales"] *= 1.03
        return frame

    after = changed(folder, tmp_path, firms=larger, markets=sold)
    # what one firm has of all is in no number but for the last digits of sums of floats
    assert differing(rounded(before), rounded(after)) == []


def rounded(texts: dict[str, str]) -> dict[str, str]:
    """Return texts with long numbers cut to ten digits."""
    return {
        name: re.sub(r"-?\d+\.\d{6,}(e-?\d+)?", lambda m: f"{float(m[0]):.10g}", text)
        for name, text in texts.items()
    }


def test_no_output_changes_with_what_two_firms_said_in_the_first_year(small, tmp_path):
    """Kvarnlida Textile of 2020; what upgrading starts from stays, as later years tell it."""
    folder, before = small

    def other(frame):
        at = (frame["kluster"] == "Kvarnlida Textile") & (frame["år"] == 2020)
        assert at.sum() == 2
        frame.loc[at, "omsättning_tkr"] *= 1.4
        frame.loc[at, ["inköp_tkr", "import_tkr"]] *= 1.2
        frame.loc[at, "tillgångar_tkr"] *= 1.5
        frame.loc[at, "former"] = "franchise"
        frame.loc[at, "utländskt_ägande_procent"] = 77.0
        frame.loc[at, "utländska_investerare"] += 2
        return frame

    def sold(frame):
        at = (frame["cluster"] == "Kvarnlida Textile") & (frame["year"] == 2020)
        frame.loc[at, "country"] = frame.loc[at, "country"].replace({"NO": "AU", "DK": "JP"})
        return frame

    after = changed(folder, tmp_path, firms=other, markets=sold)
    assert differing(before, after) == []


def hidden_values() -> dict[tuple[str, str], dict[str, float]]:
    """Return what is hidden of each cluster-year, in the money of the report, by plain pandas."""
    frame = read_firms()
    year = frame["år"].astype(int)
    euros = year.map(RATES) * 100 / year.map(PRICES) * 1000
    made: dict[tuple[str, str], dict[str, float]] = {}
    names = dict(zip(("sales", "foreign", "purchases", "imports"), MONEY, strict=True))
    for (cluster, when), rows in frame.groupby(["kluster", "år"]):
        if (cluster, when) not in FEW and cluster != DOMINATED:
            continue
        at = rows.index
        sums = {ours: float((rows[n] * euros[at]).sum()) for ours, n in names.items()}
        both = rows[["inköp_tkr", "import_tkr"]].dropna()
        shares = {
            "export_share_weighted": sums["foreign"] / sums["sales"],
            "import_share_weighted": both["import_tkr"].sum() / both["inköp_tkr"].sum(),
        }
        values = {**sums, **shares}
        if cluster != DOMINATED:
            share = rows["utlandsförsäljning_tkr"] / rows["omsättning_tkr"]
            values["export_share_mean"] = float(share.mean())
            values["import_share_mean"] = float((both["import_tkr"] / both["inköp_tkr"]).mean())
            suppliers = rows[["leverantörer", "utländska_leverantörer"]].dropna().sum()
            values["suppliers"] = float(suppliers.iloc[1] / suppliers.iloc[0])
        made[cluster, str(when)] = values
    return made


HIDDEN = hidden_values()


def spellings(value: float) -> set[str]:
    """Return a number as it may be printed: raw, rounded, per cent, thousands and millions."""
    made = set()
    for number in (value, 100 * value, value / 1e3, value / 1e6):
        made |= {f"{number:.{digits}g}" for digits in (3, 4, 5, 6)}
        made |= {f"{number:,.{decimals}f}" for decimals in (0, 1, 2, 3)}
    return {one for one in made if "e" not in one and digits_of(one) >= 3}


def digits_of(text: str) -> int:
    return len(text.replace(",", "").replace(".", "").lstrip("0"))


def numbers_of(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]|[.,]\d)", text))


def test_what_is_hidden_was_found_for_every_cluster_and_year_of_the_readme():
    assert set(HIDDEN) == {
        *((name, str(year)) for name, year in FEW),
        *((DOMINATED, str(year)) for year in RATES),
    }
    first = HIDDEN["Stålfors Steel", "2024"]
    assert first["foreign"] > 1e6
    assert 0 < first["export_share_weighted"] < 1


@pytest.mark.parametrize("whose", list(HIDDEN), ids=" ".join)
def test_no_hidden_value_stands_anywhere_with_five_digits_or_more(published, whose):
    for name, value in HIDDEN[whose].items():
        for file, text in published.items():
            for token in numbers_of(text):
                if digits_of(token) < 5:
                    continue
                found = float(token.replace(",", ""))
                for scale in (1, 100, 1e-3, 1e-6):
                    places = len(token.partition(".")[2])
                    near = abs(found - value * scale) <= 0.5 * 10.0**-places * 1.0001
                    assert not near, f"{name} of {whose} in {file}: {token}"


def told(published: dict[str, str], whose: str) -> list[tuple[str, str]]:
    """Return each row of a table, cell, title or sentence that names a cluster."""
    made = []
    for file, text in published.items():
        if file.endswith(".csv"):
            made += [(file, line) for line in text.splitlines() if whose in line]
        elif file.endswith(".json"):
            made += [(file, one) for one in re.findall(r"\{[^{}]*\}", text) if whose in one]
        else:
            pieces = re.findall(
                r"<(?:tr|li|p|text|title|g)\b.*?</(?:tr|li|p|text|title|g)>", text, flags=re.DOTALL
            )
            plain = [html.unescape(re.sub(r"<[^>]+>", " ", one)) for one in pieces]
            made += [(file, one) for one in plain if whose in one and len(one) < 2000]
    return made


@pytest.mark.parametrize("whose", list(HIDDEN), ids=" ".join)
def test_no_spelling_of_a_hidden_value_stands_where_its_cluster_is_named(published, whose):
    cluster, year = whose
    pieces = [one for one in told(published, cluster) if year in one[1] or year == "2024"]
    assert len({file for file, _ in pieces}) >= 3
    others = {(f, n) for f, text in pieces for n in numbers_of(text)}
    for name, value in HIDDEN[whose].items():
        for file, number in others:
            assert number not in spellings(value), f"{name} of {whose} in {file}: {number}"


def rows_of(run, name: str) -> pd.DataFrame:
    return pd.read_csv(run.out / "tables" / f"observatory_{name}.csv", encoding="utf-8-sig")


def test_every_number_of_a_cluster_of_two_firms_is_empty_in_every_table(run):
    for name in ("observations", "growth", "modes", "upgrading", "paths"):
        frame = rows_of(run, name)
        key = "unit" if name == "observations" else "cluster"
        counts = {"n", "of", "same_n", "stayed", "entered", "left"}
        for cluster, year in FEW:
            rows = frame[(frame[key] == cluster) & (frame["year"] == year)]
            numbers = rows.select_dtypes("number").drop(columns=["year"], errors="ignore")
            shown = numbers.drop(columns=[one for one in counts if one in numbers])
            if name == "upgrading" and year == 2020:
                assert not shown.fillna(0).to_numpy().any()  # nothing can have risen yet
                continue
            assert shown.isna().to_numpy().all(), (name, cluster, year)
            assert name == "paths" or len(rows), name


def test_the_sums_of_the_dominated_cluster_are_empty(run):
    frame = rows_of(run, "observations")
    own = frame[frame["unit"] == DOMINATED]
    for id in ("export_share_weighted", "import_share_weighted", "foreign_sales"):
        assert own[own["indicator"] == id]["value"].isna().all()
    growth = rows_of(run, "growth")
    own = growth[growth["cluster"] == DOMINATED]
    assert own[["all_firms", "same_firms"]].isna().to_numpy().all()


def jobs_hidden(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[(frame["firms"] > 0) & (frame["firms"] < 3)]


def test_jobs_of_cells_of_two_firms_are_in_no_table(run, published):
    jobs = pd.read_csv(EXAMPLE / "jobs.csv", dtype={"industry": str})
    hidden = jobs_hidden(jobs[jobs["year"].isin([2020, 2024])])
    assert set(zip(hidden["region"], hidden["industry"], strict=True)) == {("Gotland", "13")}
    for name in ("specialisation", "shift_share", "productivity"):
        frame = rows_of(run, name)
        (row,) = frame[(frame["region"] == "Gotland") & (frame["industry"] == "textiles")].to_dict(
            "records"
        )
        of_base = {"region", "industry", "establishments", "base_share", "base", "reason"}
        kept = {key: one for key, one in row.items() if key not in of_base}
        assert all(pd.isna(one) for one in kept.values()), (name, kept)
        assert row["reason"] == "fewer than 3 firms"
    added = {f"{one:,.0f}" for one in hidden["value_added"]} | set(
        hidden["value_added"].astype(str)
    )
    for file, text in published.items():
        assert not added & numbers_of(text), file


def textiles(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["industry"] == "textiles"].set_index("region")


def rest_of_textiles(frame: pd.DataFrame) -> list[float]:
    """Return what is left of all textiles jobs of 2024 without those shown, in every way there is.

    The total by the share in the base, and by the share and the quotient of each other region.
    """
    of_all = frame[frame["industry"] == "marine"].set_index("region")
    all_jobs = (of_all["count"] / of_all["share"]).sum()
    rows = textiles(frame)
    known = rows.dropna(subset=["count"])
    assert len(known) >= 12
    shares = [rows["base_share"].iloc[0], *(known["share"] / known["lq"])]
    return [share * all_jobs - known["count"].sum() for share in shares]


def true_jobs(what: str = "jobs") -> pd.Series:
    frame = pd.read_csv(EXAMPLE / "jobs.csv", dtype={"industry": str})
    return frame[frame["industry"] == "13"].set_index(["region", "year"])[what]


def test_the_jobs_of_a_hidden_cell_do_not_follow_from_what_is_published(run, published):
    """All that subtraction gives is the sum of two hidden cells."""
    frame = rows_of(run, "specialisation")
    reasons = textiles(frame)["reason"].dropna().to_dict()
    second = "hidden so that another cannot be found by difference"
    assert reasons == {"Gotland": "fewer than 3 firms", "Sandhult": second}
    jobs = true_jobs()
    gotland, sandhult = jobs["Gotland", 2024], jobs["Sandhult", 2024]
    assert (gotland, sandhult) == (72, 131)
    assert rest_of_textiles(frame) == pytest.approx([gotland + sandhult] * 13)
    said = html.unescape(re.sub(r"<[^>]+>", "", published["report.html"]))
    assert "Only one cell is hidden in column" not in said
    assert "1 cell hidden so that another cannot be found by difference." in said


def test_nor_do_they_follow_from_the_first_year_and_the_growth_between(run):
    """The growth of textiles everywhere gives the sum of both cells in 2020, and no more."""
    shift = textiles(rows_of(run, "shift_share"))
    hidden = shift.loc[["Gotland", "Sandhult"]].drop(columns=["industry", "reason"])
    assert hidden.isna().to_numpy().all()
    known = shift.dropna(subset=["first"])
    rate = ((known["last"] - known["regional"]) / known["first"]).iloc[0]  # 1 + growth of all
    total = rest_of_textiles(rows_of(run, "specialisation"))[0] + known["last"].sum()
    jobs = true_jobs()
    rest = total / rate - known["first"].sum()
    assert rest == pytest.approx(jobs["Gotland", 2020] + jobs["Sandhult", 2020])


def test_nor_does_the_value_added_of_that_cell(run):
    """The base of productivity gives the value added of all textiles: again two are left."""
    frame = textiles(rows_of(run, "productivity"))
    known = frame.dropna(subset=["per_job"])
    jobs = rest_of_textiles(rows_of(run, "specialisation"))[0] + known["employment"].sum()
    rest = known["base"].iloc[0] * jobs - (known["per_job"] * known["employment"]).sum()
    added = true_jobs("value_added")
    assert rest == pytest.approx(added["Gotland", 2024] + added["Sandhult", 2024])


def test_without_second_cells_what_subtraction_gives_away_is_warned_about(small, tmp_path):
    folder, _ = small

    def alone(text):
        return text.replace("largest_share = 0.85", "largest_share = 0.85\nsecond = false")

    after = changed(folder, tmp_path, study=alone)
    path = tmp_path / "out" / "tables" / "observatory_specialisation.csv"
    frame = pd.read_csv(path, encoding="utf-8-sig")
    assert rest_of_textiles(frame) == pytest.approx([true_jobs()["Gotland", 2024]] * 14)
    said = html.unescape(re.sub(r"<[^>]+>", "", after["report.html"]))
    for year in ("2020", "2024"):
        assert f"Industries, {year}: Only one cell is hidden in column textiles" in said


def test_sums_of_clusters_of_which_one_is_hidden_are_warned_about(run, published):
    frame = rows_of(run, "observations")
    said = html.unescape(re.sub(r"<[^>]+>", "", published["report.html"]))
    for id, words in (("foreign_sales", "foreign sales"), ("foreign_investors", "foreign inves")):
        rows = frame[(frame["indicator"] == id) & frame["value"].isna()]
        alone = [str(y) for y, n in rows.groupby("year").size().items() if n == 1]
        assert alone
        (found,) = re.findall(rf"Only one cluster is hidden in ([^(]*) \({words}", said)
        assert re.findall(r"\d{4}", found) == alone


def test_no_total_over_clusters_is_published(published):
    """With one, the cluster that alone is hidden would be its difference."""
    frame = read_firms()
    year = frame["år"].astype(int)
    euros = frame["utlandsförsäljning_tkr"] * 1000 * year.map(RATES) * 100 / year.map(PRICES)
    tokens = {n for text in published.values() for n in numbers_of(text) if digits_of(n) >= 3}
    for total in euros.groupby(year).sum():
        long = [float(n.replace(",", "")) for n in tokens if digits_of(n) >= 5]
        assert not np.isclose(long, total, rtol=1e-6).any()
        assert f"{total / 1e6:.1f} million" not in published["report.html"]


def test_no_firm_is_named_and_no_figure_of_one_firm_stands_in_a_table(run, published):
    names = set(read_firms()["företag"])
    assert len(names) == 140
    for file, text in published.items():
        assert not re.search(r"Firm \d{3}", text), file
    levels = rows_of(run, "levels")
    assert not {"firm"} & (set(levels["from_level"]) | set(levels["to_level"]))
    assert set(rows_of(run, "observations")["level"]) == {"cluster", "organisation", "initiative"}


def test_a_firm_that_moves_and_one_whose_markets_exceed_its_sales_are_not_named(small, tmp_path):
    folder, _ = small

    def moved(frame):
        at = (frame["företag"] == "Firm 015") & (frame["år"] == 2024)
        frame.loc[at, "kluster"] = "Visby Marine"
        return frame

    def sold(frame):
        at = (frame["firm"] == "Firm 015") & (frame["year"] == 2024)
        frame.loc[at, "cluster"] = "Visby Marine"
        frame.loc[frame.index[frame["firm"] == "Firm 003"][0], "sales"] *= 3
        return frame

    after = changed(folder, tmp_path, firms=moved, markets=sold)
    said = html.unescape(after["report.html"])
    assert "In several clusters over the years: 1 firm." in said
    assert "The markets sum to more than the foreign sales in 1 firm-year." in said
    for file, text in after.items():
        assert "Firm 0" not in text, file


def test_hidden_peers_are_not_drawn_and_not_counted(run):
    frame = rows_of(run, "observations").query("year == 2024 and level == 'cluster'")
    clusters = pd.read_csv(EXAMPLE / "clusters.csv", keep_default_na=False)
    swedish = set(clusters[clusters["country"] == "SE"]["cluster"]) - {"Visby Marine"}
    standings = rows_of(run, "benchmark").query("year == 2024").set_index("indicator")
    for id, rows in frame[frame["unit"].isin(swedish)].groupby("indicator"):
        if id in standings.index:
            assert standings.loc[id, "with_value"] == rows["value"].notna().sum(), id
    strips = (run.out / "figures" / "observatory-peers.svg").read_text(encoding="utf-8")
    assert "Sandhult" not in strips
    places = (run.out / "figures" / "observatory-clusters.svg").read_text(encoding="utf-8")
    for cluster in ("Sandhult Glass", DOMINATED):
        titles = [one for one in re.findall(r"<title>(.*?)</title>", places) if cluster in one]
        assert not any(re.search(r"\d", one) for one in titles), titles
