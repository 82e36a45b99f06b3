"""One thing broken in the observatory's example: a clear error, and nothing half-written.

Each case breaks a small copy of ``examples/observatory-panel`` (six clusters, three years) and
names the pieces that the error's text must hold: file, row, column, value, what to do.
"""

from __future__ import annotations

import csv
import html
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.study.small_study import files_of

from hanse.errors import InputError
from hanse.study import run_study

EXAMPLE = Path(__file__).parents[2] / "examples" / "observatory-panel"
FIRMS, MARKETS, ORGS = "firms.csv", "markets.csv", "organisations.csv"
INITIATIVES, CLUSTERS, JOBS = "initiatives.csv", "clusters.csv", "jobs.csv"
TRADE, PERCEIVED, TOML, MAP = "trade.csv", "perceived.csv", "hanse.toml", "firms-map.toml"
TABLES = (FIRMS, MARKETS, ORGS, INITIATIVES, CLUSTERS, JOBS, TRADE, PERCEIVED)
MAPS = (MAP, "markets-map.toml", "initiatives-map.toml")
NAMES = {
    "Visby Marine": "Gotland",
    "Norrvik Wood": "Norrvik",
    "Sandhult Glass": "Sandhult",
    "Ljusdala Sensors": "Ljusdala",
    "Västerskär Offshore": "Västerskär",
    "Saarilahti Maritime": "Saarilahti",
}
YEARS = ("2022", "2023", "2024")
CORRECT = "Correct the cells, or leave them empty"
NO_COUNTRY = "Give an English name or a code of ISO 3166-1"

Break = Callable[[Path], None]


def rows_of(path: Path) -> list[list[str]]:
    """Return the rows of a table of the example, its header first."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file, delimiter=";" if path.name == FIRMS else ","))


def save(path: Path, rows: Iterable[list[str]]) -> None:
    """Write the rows of a table."""
    with path.open("w", newline="", encoding="utf-8") as file:
        sign = ";" if path.name == FIRMS else ","
        csv.writer(file, delimiter=sign, lineterminator="\n").writerows(rows)


def cell(name: str, line: int, column: str, value: str) -> Break:
    """Put another value into a cell; lines count from 1, the header's."""

    def broken(folder: Path) -> None:
        rows = rows_of(folder / name)
        rows[line - 1][rows[0].index(column)] = value
        save(folder / name, rows)

    return broken


def only(name: str, column: str, kept: Iterable[str]) -> Break:
    """Keep the rows with one of the values."""

    def broken(folder: Path) -> None:
        head, *rows = rows_of(folder / name)
        save(folder / name, [head, *(row for row in rows if row[head.index(column)] in kept)])

    return broken


def again(name: str, line: int = 2) -> Break:
    """Add a row that is there already."""

    def broken(folder: Path) -> None:
        rows = rows_of(folder / name)
        save(folder / name, [*rows, rows[line - 1]])

    return broken


def without_column(name: str, column: str) -> Break:
    """Take a column out."""

    def broken(folder: Path) -> None:
        rows = rows_of(folder / name)
        at = rows[0].index(column)
        save(folder / name, [[*row[:at], *row[at + 1 :]] for row in rows])

    return broken


def text(name: str, old: str, new: str) -> Break:
    """Replace a text that stands in the file."""

    def broken(folder: Path) -> None:
        found = (folder / name).read_text(encoding="utf-8")
        assert old in found
        (folder / name).write_text(found.replace(old, new, 1), encoding="utf-8")

    return broken


def toml(old: str, new: str) -> Break:
    """Replace a text of hanse.toml."""
    return text(TOML, old, new)


def cut(name: str, start: str) -> Break:
    """Cut a file off where a text begins."""

    def broken(folder: Path) -> None:
        head, found, _ = (folder / name).read_text(encoding="utf-8").partition(start)
        assert found
        (folder / name).write_text(head, encoding="utf-8")

    return broken


def content(name: str, data: bytes) -> Break:
    """Write a file anew."""

    def broken(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return broken


def gone(name: str) -> Break:
    """Take a file away."""

    def broken(folder: Path) -> None:
        (folder / name).unlink()

    return broken


def header(name: str) -> Break:
    """Leave nothing but the header."""

    def broken(folder: Path) -> None:
        save(folder / name, rows_of(folder / name)[:1])

    return broken


def each(*breaks: Break) -> Break:
    """Break several things."""

    def broken(folder: Path) -> None:
        for one in breaks:
            one(folder)

    return broken


def not_table(name: str, value: str) -> Break:
    """Write a value where a table of settings belongs."""

    def broken(folder: Path) -> None:
        found = (folder / TOML).read_text(encoding="utf-8")
        found = re.sub(rf"(?ms)^\[observatory\.{name}[].].*?(?=^\[|\Z)", "", found)
        found = found.replace("[observatory]\n", f"[observatory]\n{name} = {value}\n")
        (folder / TOML).write_text(found, encoding="utf-8")

    return broken


def weights(said: str) -> Break:
    """Give weights to parts of the distance."""
    return toml(
        'perceived = "perceived.csv"',
        f'perceived = "perceived.csv"\n[observatory.distances.weights]\n{said}',
    )


def negative_cases() -> dict[str, tuple[Break, list[str]]]:
    """Return a negative number in every column that has none."""
    found = {}
    for column in (
        "omsättning_tkr",
        "utlandsförsäljning_tkr",
        "tillgångar_tkr",
        "anställda",
        "utländska_investerare",
        "inköp_tkr",
        "import_tkr",
        "leverantörer",
        "sålda_enheter_utomlands",
    ):
        parts = [f"firms.csv, row 2, column {column}: -5 is negative. {CORRECT}"]
        found[f"negative {column}"] = (cell(FIRMS, 2, column, "-5"), parts)
    for name, line, column in (
        (MARKETS, 2, "sales"),
        (ORGS, 2, "number"),
        (INITIATIVES, 2, "firms"),
        (INITIATIVES, 2, "budget"),
    ):
        parts = [f"{name}, row 2, column {column}: -5 is negative. {CORRECT}"]
        found[f"negative {name} {column}"] = (cell(name, line, column, "-5"), parts)
    for what, name, line, column in (
        ("employment", JOBS, 2, "jobs"),
        ("total employment", JOBS, 23, "jobs"),
        ("employment of a year between", JOBS, 30, "jobs"),
        ("establishments", JOBS, 2, "firms"),
        ("exports of another year", TRADE, 3, "exports"),
        ("exports", TRADE, 40, "exports"),
        ("perceived distance", PERCEIVED, 2, "perceived"),
    ):
        parts = [f"{name}, column {column}", f"row {line}: -5", "negative", CORRECT]
        found[f"negative {what}"] = (cell(name, line, column, "-5"), parts)
    return found


def number_cases() -> dict[str, tuple[Break, list[str]]]:
    """Return shares above the whole, and texts and infinities among numbers."""
    found = {}
    for column in ("utländskt_ägande_procent", "egna_märken_procent", "nya_produkter_procent"):
        parts = [f"firms.csv, row 2, column {column}: 170 is above 100. {CORRECT}"]
        found[f"percentage {column}"] = (cell(FIRMS, 2, column, "170"), parts)
    unit = 'column = "egna_märken_procent"\nunit = "%"'
    found["a share without a unit"] = (
        text(MAP, unit, 'column = "egna_märken_procent"'),
        ["firms.csv, row 2, column egna_märken_procent: 27.9 is above 1", 'Write unit = "%"'],
    )
    for part, whole, ours in (
        ("utlandsförsäljning_tkr", "omsättning_tkr", "foreign_sales is above sales"),
        ("tillgångar_utomlands_tkr", "tillgångar_tkr", "foreign_assets is above assets"),
        ("anställda_utomlands", "anställda", "foreign_employees is above employees"),
        ("import_tkr", "inköp_tkr", "imports is above purchases"),
        ("utländska_leverantörer", "leverantörer", "foreign_suppliers is above suppliers"),
    ):
        parts = [f"firms.csv, columns {part} and {whole}: {ours} in 1 row: row 2 (", "Correct"]
        found[ours] = (cell(FIRMS, 2, part, "9999999"), parts)
    for name, column in ((FIRMS, "anställda"), (JOBS, "jobs"), (TRADE, "exports")):
        for value in ("many", "inf"):
            parts = [f"{name}, row 2, column {column}: '{value}' is no"]
            found[f"{value} in {name}"] = (cell(name, 2, column, value), parts)
    found["perceived above 100"] = (
        cell(PERCEIVED, 2, "perceived", "120"),
        ["perceived.csv, column perceived", "not between 0 and 100", "row 2: 120", CORRECT],
    )
    found["a flag that is neither yes nor no"] = (
        cell(FIRMS, 2, "direktexport", "kanske"),
        ["firms.csv, row 2, column direktexport: 'kanske' is neither yes nor no"],
    )
    found["missing jobs"] = (
        cell(JOBS, 2, "jobs", ""),
        ["jobs.csv, row 2, column jobs: no jobs", "Fill the cells"],
    )
    found["missing exports"] = (
        cell(TRADE, 40, "exports", ""),
        ["trade.csv", "exports is missing in 1 row: 40", "Write 0 where there is nothing"],
    )
    found["industries above the total"] = (
        cell(JOBS, 23, "jobs", "3"),
        ["jobs.csv", "exceed the total in 1 region: Gotland", "counted twice"],
    )
    found["off the globe"] = (
        cell(CLUSTERS, 2, "latitude", "157.6"),
        ["clusters.csv, row 2, column latitude: latitude is 157.6. Give degrees from -90 to 90."],
    )
    found["latitude in words"] = (
        cell(CLUSTERS, 2, "latitude", "north"),
        ["clusters.csv, row 2, column latitude: 'north' is no number"],
    )
    return found


def country_cases() -> dict[str, tuple[Break, list[str]]]:
    """Return unknown countries wherever a country is read."""
    found = {}
    for name in (MARKETS, ORGS, INITIATIVES, CLUSTERS):
        place = f"{name}, row 2, column country: there is no country"
        found[f"code in {name}"] = (cell(name, 2, "country", "XQ"), [f"{place} 'XQ'", NO_COUNTRY])
        parts = [f"{place} 'Norwey'. Did you mean Norway (NOR)?", NO_COUNTRY]
        found[f"misspelt in {name}"] = (cell(name, 2, "country", "Norwey"), parts)
    place, mend = "perceived.csv: 1 label of 'country' is no country: ", "Give English names"
    found["code perceived"] = (cell(PERCEIVED, 2, "country", "XQ"), [f"{place}'XQ' (row 2", mend])
    found["misspelt perceived"] = (
        cell(PERCEIVED, 2, "country", "Norwey"),
        [f"{place}'Norwey' (row 2; perhaps Norway (NOR))", mend],
    )
    for name in (MARKETS, PERCEIVED):
        parts = [name, "column country", "no country", "fill the cells or take the rows out"]
        found[f"no country in {name}"] = (cell(name, 2, "country", ""), parts)
        parts = [f"{name}, row 2, column country: SWE is home. Take the home country out"]
        found[f"home in {name}"] = (cell(name, 2, "country", "SE"), parts)
    found["home"] = (
        toml('country = "Sweden"', 'country = "Sweeden"'),
        ["[observatory] country: there is no country 'Sweeden'. Did you mean Sweden (SWE)?"],
    )
    found["no home"] = (
        toml('country = "Sweden"\n', ""),
        ["[observatory]: distances need a country", 'Write country = "Sweden"'],
    )
    place = "[observatory.distances] markets: "
    found["market"] = (
        toml('"DNK"', '"Danmarck"'),
        [f"{place}there is no country 'Danmarck'. Did you mean Denmark (DNK)?"],
    )
    found["market code"] = (toml('"DNK"', '"DNX"'), [f"{place}there is no country 'DNX'"])
    found["home among the markets"] = (
        toml('"DNK"', '"Sweden"'),
        [f"{place}SWE is the home country. Leave it out."],
    )
    return found


def industry_cases() -> dict[str, tuple[Break, list[str]]]:
    """Return what can be wrong with codes, levels, regions and stars."""
    jobs = "[observatory.jobs]"
    region = "Did you mean 'Gotland'? There are: Gotland, Ljusdala"
    return {
        "code": (
            toml('"30", "33"', '"30", "39"'),
            [jobs, "jobs.csv", "marine", "no code of the data is '39'. The nearest is '35'."],
        ),
        "code as a number": (
            toml('"30", "33"', "30, 33"),
            ["[observatory.jobs.clusters] marine: codes is [30, 33]. Write codes as text"],
        ),
        "total": (
            toml('"TOTAL"', '"TOTL"'),
            [f"{jobs} total, jobs.csv: there is no code 'TOTL'. Did you mean 'TOTAL'?"],
        ),
        "no total": (
            toml('total = "TOTAL"\n', ""),
            [jobs, "jobs.csv", "'TOTAL' looks like a total of all industries", "Name it"],
        ),
        "level": (
            toml('level = "2"', 'level = "4"'),
            [f"{jobs}, jobs.csv: there is no level '4'. There are: 1, 2."],
        ),
        "level in words": (
            toml('level = "2"', "level = [2]"),
            [f"{jobs}: level is [2]. Write level = 2."],
        ),
        "no level": (
            toml('level = "2"\n', ""),
            [f"{jobs}, jobs.csv: code 'C' holds code '08'", "Choose one level"],
        ),
        "focus": (
            toml('focus = "marine"', 'focus = "marin"'),
            [f"{jobs} focus: there is no cluster 'marin'. Did you mean 'marine'?"],
        ),
        "region of jobs": (
            toml('region = "Gotland"\nfocus', 'region = "Gotlnd"\nfocus'),
            [f"{jobs} jobs.csv: there is no region 'Gotlnd'. {region}"],
        ),
        "region of trade": (
            toml('region = "Gotland"\ncut', 'region = "Gotlnd"\ncut'),
            [f"[observatory.trade] trade.csv: there is no region 'Gotlnd'. {region}"],
        ),
        "stars": (
            toml("observatory-first", "observatory-frst"),
            [f"{jobs} stars", "'observatory-frst'. Did you mean 'observatory-first'?"],
        ),
        "column": (
            toml('measure = "jobs"', 'measure = "job"'),
            ["jobs.csv: there is no column 'job'. Did you mean 'jobs'?"],
        ),
        "k": (toml("k = 500", "k = -1"), [f"{jobs}: k is -1.0. Give a number from 0."]),
        "cut": (
            toml("cut = 1.0", "cut = -1"),
            ["[observatory.trade]", "cut is -1.0. Give a number above 0."],
        ),
        "diagonal": (
            toml("cut = 1.0", 'diagonal = "zer"'),
            ["[observatory.trade]", "no diagonal 'zer'. Did you mean 'zero'?"],
        ),
    }


def year_cases() -> dict[str, tuple[Break, list[str]]]:
    """Return years that are mixed, not there, or no years."""
    chosen = 'file = "trade.csv"\nyear = "2024"'
    other = toml("year = 2024\n", "year = 2023\n")
    mixed = "[observatory.trade] trade.csv: the table mixes 2 years: 2020 and 2024. Choose one: "
    found = {
        "mixed trade": (each(other, toml(chosen, 'file = "trade.csv"')), [f'{mixed}year = "2024"']),
        "mixed trade, column named": (
            each(other, toml(chosen, 'file = "trade.csv"\ncolumns.year = "year"')),
            [f'{mixed}year = "2024"'],
        ),
        "mixed trade, no years": (
            each(toml(chosen, 'file = "trade.csv"'), without_column(TRADE, "year")),
            ["trade.csv: the same region and product twice: rows", "name the key"],
        ),
        "mixed jobs": (
            toml('measure = "jobs"', 'measure = "jobs"\nyear = ""'),
            ["jobs.csv: the same region and industry twice: rows 2 and 24", "name the key"],
        ),
        "jobs without years": (
            without_column(JOBS, "year"),
            ["[observatory.jobs] jobs.csv: there is no column 'year'", "Write columns.year"],
        ),
        "year": (
            toml("year = 2024\n", "year = 2029\n"),
            ["[observatory] year: there is no year '2029'. Did you mean '2024'?"],
        ),
        "half a year": (
            toml("year = 2024\n", "year = 2019.5\n"),
            ["[observatory]: year is 2019.5. Write year = 2024."],
        ),
        "half a year in quotes": (
            toml("year = 2024\n", 'year = "2019.5"\n'),
            ["[observatory] year: there is no year '2019.5'. There are: 2022, 2023, 2024."],
        ),
        "year of trade": (
            toml(chosen, 'file = "trade.csv"\nyear = 2027'),
            ["trade.csv: there is no year '2027'. Did you mean '2024'?"],
        ),
        "growth": (
            toml("k = 500", "growth_from = 2001"),
            ["[observatory.jobs] growth_from: there is no year '2001'"],
        ),
        "growth from the last year": (
            toml("k = 500", "growth_from = 2024"),
            ["[observatory.jobs]: growth_from is 2024", "Choose an earlier year"],
        ),
        "the cluster has no firms in it": (
            each(
                cell(CLUSTERS, 2, "cluster", "Visby Marine"),
                toml("year = 2024\n", "year = 2022\n"),
                lambda folder: save(
                    folder / FIRMS,
                    [r for r in rows_of(folder / FIRMS) if r[:3:2] != ["Visby Marine", "2022"]],
                ),
            ),
            ["[observatory] year, firms.csv: 'Visby Marine' has no firms in 2022", "2023, 2024"],
        ),
    }
    for value in ("2019.5", "last year"):
        for name, column in ((FIRMS, "år"), *((n, "year") for n in (MARKETS, ORGS, INITIATIVES))):
            parts = [f"{name}, row 2, column {column}: '{value}' is no year. Write a whole number"]
            found[f"{value} in {name}"] = (cell(name, 2, column, value), parts)
        for name in (JOBS, TRADE):
            parts = [f"{name}, column year: '{value}' (row 2): no year. Write a whole number"]
            found[f"{value} in {name}"] = (cell(name, 2, "year", value), parts)
    return found


def row_cases() -> dict[str, tuple[Break, list[str]]]:
    """Return rows that stand twice, and files that are missing, empty or not readable."""
    leave = "Leave one row for each"
    twice = {
        FIRMS: "cluster, firm and year twice: rows 2 and 166 (Visby Marine, Firm 001, 2022)",
        MARKETS: "firm, year and country twice: rows 2 and 703 (Firm 001, 2022, NOR)",
        ORGS: "organisation, cluster, year, country and kind twice: rows 2 and 64",
        INITIATIVES: "initiative, year, cluster and country twice: rows 2 and 22",
        JOBS: "region, industry and year twice: rows 2 and 398 (Gotland, 08, 2022)",
        TRADE: "region, product and year twice: rows 2 and 340 (Gotland, hulls, 2020)",
        PERCEIVED: "respondent and country twice: rows 2 and 173 (Manager 01, NOR)",
    }
    found = {
        f"twice in {name}": (again(name), [f"{name}: the same {said}", leave])
        for name, said in twice.items()
    }
    found["twice in a year between"] = (
        again(JOBS, 30),
        ["jobs.csv: the same region, industry and year twice: rows 30 and 398", leave],
    )
    found["two names of a country"] = (
        each(again(MARKETS), cell(MARKETS, 703, "country", "Norway")),
        ["markets.csv: the same firm, year and country twice: rows 2 and 703", leave],
    )
    found["twice in clusters"] = (
        again(CLUSTERS),
        ["clusters.csv, column cluster: the id 'Visby Marine' stands in rows 2 and 8"],
    )
    for name in TABLES:
        key = "distances] perceived" if name == PERCEIVED else f"{name.removesuffix('.csv')}]"
        parts = [f"[observatory.{key}", f"there is no file {name}. Put it into the folder."]
        found[f"missing {name}"] = (gone(name), parts)
        found[f"empty {name}"] = (content(name, b""), [f"{name}: the file is empty"])
        parts = [f"{name}: there is a header but no row below it"]
        found[f"only a header in {name}"] = (header(name), parts)
        binary = content(name, bytes(range(256)) * 4)
        found[f"no text in {name}"] = (binary, [name])
    for name in MAPS:
        parts = [f"there is no file {name}. Put it into the folder."]
        found[f"missing {name}"] = (gone(name), parts)
        latin = content(name, "[file]\nencoding = 'für'".encode("latin-1"))
        found[f"not UTF-8 {name}"] = (latin, [f"{name}: not TOML", "UTF-8"])
        parts = [f"{name}: not TOML", "line 1", "Mend that line."]
        found[f"not TOML {name}"] = (content(name, b"[file\n"), parts)
    return found


def mapping_cases() -> dict[str, tuple[Break, list[str]]]:
    """Return what can be wrong with a mapping and its money."""
    markets, there = "markets-map.toml", "There are: 2020, 2021, 2022, 2024."
    found = {
        "column": (
            text(MAP, '"anställda"', '"anstallda"'),
            [MAP, "[columns.employees]: firms.csv has no column 'anstallda'", "'anställda'?"],
        ),
        "field": (
            text(MAP, "[columns.employees]", "[columns.employes]"),
            [f"{MAP}, [columns.employes]: there is no field 'employes'", "'employees'?"],
        ),
        "no unit": (
            text(MAP, 'tkr"\nunit = "thousand SEK"', 'tkr"'),
            [f"{MAP}: the currency of sales is not stated", 'Write it in the mapping: unit = "'],
        ),
        "another currency": (
            text(MAP, "thousand SEK", "thousand USD"),
            [f"{MAP}, [currency]: there is no rate for currency 'USD'. There are: SEK."],
        ),
        "base": (
            text(MAP, 'base = "2024"', 'base = "2019"'),
            [f"{MAP}, [deflator]: the index has no year 2019, the base"],
        ),
        "no map": (
            toml('map = "firms-map.toml"\n', ""),
            [
                "firms.csv: there is no column for cluster",
                "Did you mean 'kluster'?",
                "firm",
                "year",
            ],
        ),
        "no currency of firms": (
            cut(MAP, "[currency]"),
            [
                "[observatory.markets] markets.csv: sales are in EUR",
                "firms.csv in SEK",
                "[currency]",
            ],
        ),
        "no currency of markets": (
            cut(markets, "[currency]"),
            [
                "[observatory.markets] markets.csv: sales are in SEK",
                "firms.csv in EUR",
                "[currency]",
            ],
        ),
        "no deflator of markets": (
            cut(markets, "[deflator]"),
            ["markets.csv: sales are in EUR at prices of each year", "2024", "[deflator]"],
        ),
    }
    for name, file, row in ((MAP, FIRMS, 12), (markets, MARKETS, 38)):
        parts = [f"{file}, [currency]: there is no rate for SEK for 2023", f"row {row}", there]
        found[f"rate in {name}"] = (text(name, "2023 = 0.0870, ", ""), parts)
        parts = [f"{file}, [deflator]: there is no price index for 2023", f"row {row}", there]
        found[f"index in {name}"] = (text(name, "2023 = 99, ", ""), parts)
    return found


def name_cases() -> dict[str, tuple[Break, list[str]]]:
    """Return unknown clusters, firms, peers and columns."""
    near, peers = "Did you mean 'Visby Marine'?", "[observatory.peers]"
    same = 'same = ["country"]'
    no_clusters = toml('[observatory.clusters]\nfile = "clusters.csv"\n', "")
    wrong = toml('cluster = "Visby Marine"', 'cluster = "Visby Marin"')
    said = f"[observatory] cluster: there is no cluster 'Visby Marin'. {near}"
    found = {
        "cluster": (wrong, [said]),
        "cluster, no table": (each(wrong, no_clusters, toml(same, "")), [said]),
        "no cluster": (
            toml('cluster = "Visby Marine"\n', ""),
            ["[observatory]: there is no cluster. Say which one", 'cluster = "..."'],
        ),
        "firm of a market": (
            cell(MARKETS, 2, "firm", "Firm 0011"),
            [
                "markets.csv, row 2, column firm: there is no firm 'Firm 0011'",
                "Did you mean 'Firm 0",
            ],
        ),
        "cluster of a market": (
            cell(MARKETS, 2, "cluster", "Norrvik Wood"),
            ["markets.csv, row 2, column cluster: 'Norrvik Wood'", "Firm 001 is in 'Visby Marine'"],
        ),
        "cluster of firms": (
            only(CLUSTERS, "cluster", [name for name in NAMES if name != "Norrvik Wood"]),
            ["firms.csv, row 32, column cluster: there is no cluster 'Norrvik Wood'"],
        ),
        "kind": (
            cell(ORGS, 2, "kind", "ofice"),
            [f"{ORGS}, row 2, column kind: there is no kind 'ofice'. Did you mean 'office'?"],
        ),
        "peer": (
            toml(same, 'clusters = ["Norvik Wood"]'),
            [peers, "no unit 'Norvik Wood'. Did you mean 'Norrvik Wood'?"],
        ),
        "excluded peer": (
            toml(same, 'exclude = ["Norvik Wood"]'),
            [peers, "no unit 'Norvik Wood'. Did you mean 'Norrvik Wood'?"],
        ),
        "same": (
            toml(same, 'same = ["contry"]'),
            [peers, "no column 'contry'. Did you mean 'country'?"],
        ),
        "by": (
            toml(same, 'nearest = 2\nby = ["fonded"]'),
            [peers, "no column 'fonded'. Did you mean 'founded'?"],
        ),
        "by words": (
            toml(same, 'nearest = 2\nby = ["industry"]'),
            [peers, "industry of Visby Marine is 'marine technology', which is no number"],
        ),
        "nearest alone": (toml(same, "nearest = 2"), [peers, "nearest is given and by is not"]),
        "same without clusters": (
            no_clusters,
            ["[observatory.peers]: peers are chosen by country", "[observatory.clusters]"],
        ),
        "id": (
            toml('"clusters.csv"', '"clusters.csv"\nid = "clster"'),
            ["clusters.csv: there is no column 'clster'. Did you mean 'cluster'?"],
        ),
        "part": (weights("borderr = 1"), ["weights", "no part 'borderr'. Did you mean 'border'?"]),
        "negative weight": (
            weights("border = -1"),
            ["weights", "the weight of border is -1. Give 0 or more."],
        ),
        "no weight": (weights("border = 0"), ["weights", "no weight is above 0. Give"]),
        "weight in words": (
            weights('border = "much"'),
            ["[observatory.distances.weights]: border is 'much'. Write a number"],
        ),
    }
    for name in (ORGS, INITIATIVES):
        parts = [f"{name}, row 2, column cluster: there is no cluster 'Visby Marin'. {near}"]
        found[f"cluster in {name}"] = (cell(name, 2, "cluster", "Visby Marin"), parts)
    return found


def settings_cases() -> dict[str, tuple[Break, list[str]]]:
    """Return unknown keys and values of the wrong kind in every table of the section."""
    found = {}
    for table, key, near in (
        ("firms", "fle", "file"),
        ("markets", "mp", "map"),
        ("organisations", "fle", "file"),
        ("initiatives", "mp", "map"),
        ("clusters", "idd", "id"),
        ("suppression", "minimum_firm", "minimum_firms"),
        ("peers", "leest", "least"),
        ("jobs", "lvel", "level"),
        ("jobs.columns", "mesure", "measure"),
        ("trade", "ct", "cut"),
        ("distances", "perceved", "perceived"),
    ):
        head = f"[observatory.{table}]"
        parts = [f"{head}: there is no key '{key}'. Did you mean '{near}'?"]
        found[f"key of {table}"] = (toml(f"{head}\n", f"{head}\n{key} = 1\n"), parts)
    found["key of a definition"] = (
        toml("classification", "clasification"),
        ["[observatory.jobs.clusters] marine: there is no key", "'classification'?"],
    )
    found["key of trade.columns"] = (
        toml("cut = 1.0", 'columns.prodct = "x"'),
        ["[observatory.trade.columns]: there is no key 'prodct'. Did you mean 'product'?"],
    )
    found["key"] = (
        toml("year = 2024\n", 'year = 2024\ncontry = "Sweden"\n'),
        ["[observatory]: there is no key 'contry'. Did you mean 'country'?"],
    )
    found["table"] = (
        toml("[observatory.firms]", "[observatory.frms]"),
        ["[observatory]: there is no key 'frms'. Did you mean 'firms'?"],
    )
    for table in ("firms", "jobs", "trade", "distances", "suppression", "peers", "indicators"):
        parts = [f"[observatory.{table}]: not a table of settings. Write [observatory.{table}]"]
        found[f"{table} is a text"] = (not_table(table, '"x.csv"'), parts)
    for old, new, said in (
        ('cluster = "Visby Marine"', "cluster = 3", "[observatory]: cluster is 3. Write it in"),
        ('country = "Sweden"', "country = 3", "[observatory]: country is 3. Write it in quotes"),
        ("year = 2024\n", "year = true\n", "[observatory]: year is True. Write year = 2024."),
        ('"firms.csv"', "3", "[observatory.firms]: file is 3. Write it in quotes."),
        ('"jobs.csv"', '""', '[observatory.jobs]: there is no file. Write file = "..."'),
        ("k = 500", 'k = "500"', "[observatory.jobs]: k is '500'. Write a number without quotes"),
        ('"observatory-first"', "1", "[observatory.jobs]: stars is 1. Write it in quotes."),
        ('measure = "jobs"', "measure = 3", "[observatory.jobs.columns]: measure is 3. Write"),
        ("cut = 1.0", 'cut = "1"', "[observatory.trade]: cut is '1'. Write a number"),
        ("cut = 1.0", "candidates = 1.5", "[observatory.trade]: candidates is 1.5. Give a whole"),
        (
            'markets = ["DNK"',
            'markets = [3, "DNK"',
            "[observatory.distances]: markets is [3, 'DNK'",
        ),
        ('"perceived.csv"', "3", "[observatory.distances]: perceived is 3. Write it in quotes."),
        ("minimum_firms = 3", "minimum_firms = 0", "[observatory.suppression]: minimum_firms is 0"),
        ("0.85", "0.85\nsecond = 1", "[observatory.suppression]: second is 1. Write true or false"),
        ("0.85", "85", "[observatory.suppression]: largest_share is 85.0. Give a share above 0"),
        ('same = ["country"]', 'same = "country"', "[observatory.peers]: same is 'country'. Write"),
        ("least = 3", 'least = "3"', "[observatory.peers]: least is '3'. Write a number"),
    ):
        found[f"{old} as {new}"] = (toml(old, new), [said])
    return found


CASES = {
    f"{group}: {name}": case
    for group, made in (
        ("negative", negative_cases()),
        ("number", number_cases()),
        ("country", country_cases()),
        ("industry", industry_cases()),
        ("year", year_cases()),
        ("row", row_cases()),
        ("mapping", mapping_cases()),
        ("name", name_cases()),
        ("settings", settings_cases()),
    )
    for name, case in made.items()
}


@pytest.fixture(scope="module")
def panel(tmp_path_factory) -> Path:
    """Return the example with six clusters and three years."""
    folder = tmp_path_factory.mktemp("panel") / "study"
    shutil.copytree(EXAMPLE, folder)
    for name in (CLUSTERS, FIRMS, MARKETS, ORGS, INITIATIVES):
        only(name, "kluster" if name == FIRMS else "cluster", list(NAMES))(folder)
    for name in (JOBS, TRADE):
        only(name, "region", list(NAMES.values()))(folder)
    for name in (MARKETS, ORGS, INITIATIVES, JOBS):
        only(name, "year", YEARS)(folder)
    only(FIRMS, "år", YEARS)(folder)
    toml("least = 8", "least = 3")(folder)
    return folder


@pytest.fixture(scope="module")
def earlier(panel, tmp_path_factory) -> Path:
    """Return the complete results of a run."""
    return run_study(panel, tmp_path_factory.mktemp("earlier") / "out").out


@pytest.fixture
def study(panel, tmp_path) -> Path:
    """Return a copy that a test may break."""
    return shutil.copytree(panel, tmp_path / "study")


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_told_with_its_place_and_nothing_is_written(study, tmp_path, name):
    broken, parts = CASES[name]
    broken(study)
    before = files_of(study)
    with pytest.raises(InputError) as caught:
        run_study(study, tmp_path / "out")
    said = str(caught.value)
    assert [part for part in parts if part not in said] == [], said
    assert [path.name for path in tmp_path.iterdir()] == ["study"]
    assert files_of(study) == before


@pytest.mark.parametrize(
    "name",
    [
        "negative: negative employment",
        "country: misspelt in markets.csv",
        "industry: region of trade",
        "row: empty perceived.csv",
        "settings: table",
    ],
)
def test_earlier_results_stay_byte_for_byte(study, earlier, tmp_path, name):
    out = shutil.copytree(earlier, tmp_path / "out")
    before = files_of(out)
    assert len(before) > 20
    CASES[name][0](study)
    with pytest.raises(InputError):
        run_study(study, out)
    assert files_of(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "study"]


@pytest.mark.parametrize(
    "broken",
    [
        cell(MARKETS, 2, "country", "NA"),
        cell(ORGS, 2, "country", "NA"),
        cell(INITIATIVES, 2, "country", "NA"),
        cell(CLUSTERS, 3, "country", "NA"),
        toml('"DNK"', '"NA"'),
    ],
)
def test_the_code_na_is_namibia_wherever_a_country_is_read(study, tmp_path, broken):
    broken(study)
    run_study(study, tmp_path / "out")


def test_namibia_is_a_market_that_is_counted_measured_and_felt(study, tmp_path):
    cell(MARKETS, 2, "country", "NA")(study)
    toml('"DNK"', '"NA"')(study)
    only(PERCEIVED, "country", ["NA", "NO", "DK", "LV", "US"])(study)
    run = run_study(study, tmp_path / "out")
    found = run.result["observatory"]
    assert "NAM" in [one["market"] for one in found["distances"]["markets"]]
    felt = rows_of(run.out / "tables" / "observatory_perceived.csv")
    row = dict(zip(felt[0], next(row for row in felt if "NAM" in row), strict=True))
    assert (float(row["n"]), row["mean"] != "") == (15, True)
    assert "Namibia" in words(run)


def test_namibia_may_be_home(study, tmp_path):
    toml('country = "Sweden"', 'country = "NA"')(study)
    only(PERCEIVED, "country", ["NO", "DK", "LV", "US"])(study)
    run = run_study(study, tmp_path / "out")
    assert run.result["observatory"]["distances"]["home"] == "NAM"


def words(run) -> str:
    """Return the words of a report, without pictures and tags."""
    found = run.report.read_text(encoding="utf-8")
    found = re.sub(r"(?s)<(style|script|svg)\b.*?</\1>", " ", found)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found)))


def clear(run) -> str:
    """Return the words of a report that shows no empty number as nan or None."""
    said = words(run)
    assert re.findall(r"\b(?:nan|NaN|None|inf)\b", said) == []
    return said


def test_trade_of_two_regions_gives_a_report(study, tmp_path):
    only(TRADE, "region", ["Gotland", "Norrvik"])(study)
    assert "What it could become" in clear(run_study(study, tmp_path / "out"))


def test_one_year_gives_a_report_without_movement(study, tmp_path):
    only(FIRMS, "år", ["2024"])(study)
    for name in (MARKETS, ORGS, INITIATIVES, JOBS, TRADE):
        only(name, "year", ["2024"])(study)
    said = clear(run_study(study, tmp_path / "out"))
    assert "growth: the first year of the cluster" in said
    assert "from 2024 to 2024" not in said


def test_one_cluster_has_no_peers_and_the_report_says_so(study, tmp_path):
    for name in (MARKETS, ORGS, INITIATIVES, CLUSTERS):
        only(name, "cluster", ["Visby Marine"])(study)
    only(FIRMS, "kluster", ["Visby Marine"])(study)
    run = run_study(study, tmp_path / "out")
    assert run.result["observatory"]["peers"] == []
    assert "Visby Marine has no peers" in clear(run)


@pytest.mark.parametrize("years", [YEARS, ("2023", "2024")])
def test_a_cluster_of_two_firms_is_hidden_and_the_report_says_why(study, tmp_path, years):
    toml('cluster = "Visby Marine"', 'cluster = "Sandhult Glass"')(study)
    only(FIRMS, "år", years)(study)
    only(MARKETS, "year", years)(study)
    run = run_study(study, tmp_path / "out")
    said = clear(run)
    assert "fewer than 3 firms" in said
    assert "Hidden in 2024" in said
    rows = rows_of(run.out / "tables" / "observatory_observations.csv")
    own = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    own = [
        one
        for one in own
        if (one["level"], one["unit"], one["year"]) == ("cluster", "Sandhult Glass", "2024")
    ]
    assert own
    assert {one["value"] for one in own} == {""}
    assert all(one["reason"] for one in own)
