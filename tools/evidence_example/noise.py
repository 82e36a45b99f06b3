"""Write the made-up records of the example review from the grammar in noise.toml.

Run from the project's root::

    python tools/evidence_example/noise.py

Everything is invented: titles, names, journals, findings. The same seed gives the same bytes.
"""

from __future__ import annotations

import csv
import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SEED = 6
COLUMNS = (
    *("reference", "paper", "number", "authors", "editors", "year", "title", "container"),
    *("volume", "issue", "pages", "publisher", "place", "type", "doi", "url", "keywords"),
    *("note", "abstract", "topic", "kind"),
)
HEADS = ("Fabul", "Invent", "Mock", "Sham", "Pretend", "Feign", "Dumm", "Quasi", "Nemo", "Figment")
TAILS = ("er", "son", "ski", "ez", "ova", "ini", "sen", "ito", "wala", "mann", "eanu", "adze")
SLOT = re.compile(r"\{(\w+)\}")
STOP = frozenset(
    (
        *("the", "and", "for", "with", "from", "what", "why", "how", "who", "does", "not", "into"),
        *("under", "over", "near", "one", "its", "all", "our", "without"),
    )
)
TRIES = 500


def filled(
    text: str, lists: Mapping[str, Sequence[str]], chosen: dict[str, str], rng: random.Random
) -> str:
    """Return a text with each slot filled, the same word for the same slot of a record."""

    def word(found: re.Match[str]) -> str:
        name = found[1]
        return chosen.setdefault(name, rng.choice(lists[name]))

    made = SLOT.sub(word, text)
    return made[0].upper() + made[1:]


def author(rng: random.Random) -> str:
    """Return a name that nobody has."""
    given = rng.choice("ABCDEFGHIJKLMNOPRSTUVWYZ")
    second = f" {rng.choice('ABCDEFGHJKLMNPRST')}." if rng.random() < 0.4 else ""
    return f"{rng.choice(HEADS)}{rng.choice(TAILS)}, {given}.{second}"


def keywords(title: str) -> str:
    """Return up to five words of a title."""
    words = [w for w in re.findall(r"[a-z]{3,}", title.casefold()) if w not in STOP]
    return "; ".join(list(dict.fromkeys(words))[:5])


def abstract(
    topic: Mapping[str, Any],
    lists: Mapping[str, Any],
    chosen: dict[str, str],
    rng: random.Random,
) -> str:
    """Return two or three sentences."""
    parts = [rng.choice(topic[name]) for name in ("aim", "method", "finding")]
    if rng.random() < 0.25:
        parts.pop(rng.randrange(3))
    return " ".join(filled(part, lists, chosen, rng) for part in parts)


def records(grammar: Mapping[str, Any], rng: random.Random) -> list[dict[str, str]]:
    """Return the records in a mixed order, every title different."""
    made: list[dict[str, str]] = []
    titles: set[str] = set()
    for topic in grammar["topics"]:
        lists = {**grammar["words"], **topic}
        for _ in range(topic["count"]):
            title = ""
            for _ in range(TRIES):
                chosen: dict[str, str] = {}
                title = filled(rng.choice(topic["titles"]), lists, chosen, rng)
                if title not in titles:
                    break
            else:
                raise SystemExit(f"{topic['name']}: the grammar has too few titles")
            titles.add(title)
            made.append(_record(topic, lists, title, chosen, rng))
    rng.shuffle(made)
    for number, row in enumerate(made, 1):
        row |= {"reference": f"MU-{number:03d}", "number": str(number)}
    return made


def _record(
    topic: Mapping[str, Any],
    lists: Mapping[str, Any],
    title: str,
    chosen: dict[str, str],
    rng: random.Random,
) -> dict[str, str]:
    """Return one record without its number."""
    first = rng.randrange(1, 900)
    names = [author(rng) for _ in range(rng.choice((1, 2, 2, 3, 4)))]
    row = dict.fromkeys(COLUMNS, "")
    return row | {
        "paper": "made-up",
        "authors": "; ".join(dict.fromkeys(names)),
        "year": str(rng.randrange(1996, 2025)),
        "title": title,
        "container": rng.choice(topic["container"]),
        "volume": str(rng.randrange(1, 60)),
        "issue": str(rng.randrange(1, 7)),
        "pages": f"{first}-{first + rng.randrange(4, 30)}",
        "type": "journal-article",
        "keywords": keywords(title),
        "note": "made up",
        "abstract": abstract(topic, lists, chosen, rng),
        "topic": topic["name"],
        "kind": topic["kind"],
    }


def main() -> None:
    """Write noise.csv."""
    grammar = tomllib.loads((FOLDER / "noise.toml").read_text(encoding="utf-8"))
    rows = records(grammar, random.Random(SEED))
    with (FOLDER / "noise.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
