"""Made-up bibliographic records with known duplicates, hard on purpose.

Written before the rules and not changed to suit them. A *work* is one publication; every record is
a copy of one work as some database might have exported it. Works that only look alike (parts,
errata, editions, working paper and article, abstract and article, one title for two places,
chapters with the DOI of the book, editorials) are works of their own.
"""

from __future__ import annotations

import random
import re
import string
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from benchmarks import evidence_words as words
from hanse.evidence.records import BibliographicRecord

ASIDE = 0.16  # share of works that are made to look like another one
HOW = (
    ["near"] * 6
    + ["part", "part", "erratum", "comment", "edition", "version", "version", "abstract"]
    + ["chapters", "retraction", "same-title"]
)


@dataclass(frozen=True)
class MadeRecords:
    """Records with the work each belongs to.

    Attributes
    ----------
    records : tuple of BibliographicRecord
    work : tuple of int
        The work of each record; equal numbers are duplicates.
    kin : dict of (int, int) to str
        Works made to look like another one, smaller number first, and how.
    """

    records: tuple[BibliographicRecord, ...]
    work: tuple[int, ...]
    kin: dict[tuple[int, int], str]


@dataclass(frozen=True)
class Scores:
    """How well groups agree with the truth."""

    precision: float
    recall: float
    b_precision: float
    b_recall: float
    wrong: dict[str, int]
    """False pairs by how the two works were made alike, ``"unrelated"`` else."""


def made_records(n: int, seed: int, *, duplicates: float = 0.3) -> MadeRecords:
    """Make `n` records, that share of which are further copies of a work that is there already."""
    rng = random.Random(seed)
    n_works = n - round(n * duplicates)
    works: list[BibliographicRecord] = []
    kin: dict[tuple[int, int], str] = {}
    first: list[int] = []  # works that were not made to look like another one
    ways: dict[int, set[str]] = {}
    while len(works) < n_works:
        at = len(works)
        source = rng.choice(first) if first and rng.random() < 0.5 else first[-1] if first else 0
        how = rng.choice(HOW)
        if first and rng.random() < ASIDE and how not in ways.setdefault(source, set()):
            if how == "part" and not ways[source] and rng.random() < 0.5:
                works[source] = replace(works[source], title=f"{works[source].title}: Part I")
            ways[source].add(how)
            kin.update({(one, at): "kin" for one, other in kin if other == source})
            kin.update({(other, at): "kin" for one, other in kin if one == source})
            kin[(source, at)] = how
            works.append(_alike(rng, how, works[source]))
        else:
            first.append(at)
            works.append(_work(rng))
    held = list(range(n_works))
    while len(held) < n:
        one = rng.randrange(n_works)
        held += [one] * min(rng.choice([1, 1, 1, 1, 2, 2, 3, 5]), n - len(held))
    rng.shuffle(held)
    seen: set[int] = set()
    records = []
    for number, one in enumerate(held, 1):
        lost = rng.random() < (0.0 if one not in seen else 0.25)
        seen.add(one)
        made = _copied(rng, works[one], lost_doi=lost)
        records.append(replace(made, id=f"R{number:06d}"))
    return MadeRecords(tuple(records), tuple(held), kin)


def scores(made: MadeRecords, groups: Sequence[Sequence[str]]) -> Scores:
    """Compare groups of ids (records alone may be left out) with the truth, pair by pair."""
    work = {record.id: one for record, one in zip(made.records, made.work, strict=True)}
    size: dict[int, int] = {}
    for one in made.work:
        size[one] = size.get(one, 0) + 1
    true_pairs = sum(k * (k - 1) // 2 for k in size.values())
    found, right = 0, 0
    wrong: dict[str, int] = {}
    grouped: set[str] = set()
    b_precision, b_recall = 0.0, 0.0
    for group in groups:
        grouped.update(group)
        found += len(group) * (len(group) - 1) // 2
        inside: dict[int, int] = {}
        for one in group:
            inside[work[one]] = inside.get(work[one], 0) + 1
        right += sum(k * (k - 1) // 2 for k in inside.values())
        b_precision += sum(k * k for k in inside.values()) / len(group)
        b_recall += sum(k * k / size[one] for one, k in inside.items())
        for (one, n_one), (other, n_other) in combinations(sorted(inside.items()), 2):
            how = made.kin.get((one, other), "unrelated")
            wrong[how] = wrong.get(how, 0) + n_one * n_other
    alone = [work[one] for one in work if one not in grouped]
    b_precision += len(alone)
    b_recall += sum(1 / size[one] for one in alone)
    return Scores(
        right / found if found else 1.0,
        right / true_pairs if true_pairs else 1.0,
        b_precision / len(work),
        b_recall / len(work),
        wrong,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _title(rng: random.Random) -> str:
    o = rng.sample(words.OTHERS, 3)
    p = rng.sample(words.PLACES, 2)
    y = rng.randint(1980, 2012)
    text = rng.choice(words.PATTERNS)
    parts = {
        "T": rng.choice(words.TOPICS),
        "o": o[0],
        "o2": o[1],
        "o3": o[2],
        "p": p[0],
        "p2": p[1],
        "m": rng.choice(words.METHODS),
        "y": y,
        "z": y + rng.randint(3, 15),
    }
    return _capital(text.format(**parts))


def _person(rng: random.Random) -> str:
    # heavy-tailed, as real names are: few families hold many people
    at = min(int(rng.expovariate(1 / 30)), len(words.FAMILIES) - 1)
    family = words.FAMILIES[at]
    if rng.random() < 0.6:
        family = _capital(
            "".join(
                rng.choice("bcdfghklmnprstvw") + rng.choice("aeiou")
                for _ in range(rng.randint(2, 4))
            )
            + rng.choice(["", "n", "r", "s", "ski", "sen"])
        )
    return f"{family}, {rng.choice(words.GIVEN)}"


def _people(rng: random.Random) -> tuple[str, ...]:
    return tuple(_person(rng) for _ in range(rng.choice([1, 1, 2, 2, 2, 3, 3, 4, 5, 7])))


def _journal(rng: random.Random) -> str:
    return f"{rng.choice(words.JOURNAL_HEADS)} {rng.choice(words.JOURNAL_TOPICS)}"


def _doi(rng: random.Random) -> str:
    if rng.random() < 0.3:
        return ""
    tail = "".join(rng.choice(string.ascii_lowercase + string.digits) for _ in range(8))
    return f"10.{rng.randint(1000, 9999)}/{tail}"


def _placed(rng: random.Random, record: BibliographicRecord) -> BibliographicRecord:
    """Give a journal article its year, journal, volume, issue, pages and DOI."""
    year = record.year or rng.randint(1985, 2024)
    first = rng.randint(1, 1400)
    pages = f"{first}-{first + rng.randint(3, 28)}"
    if rng.random() < 0.08:
        pages = f"e{rng.randint(1000, 99999)}"
    return replace(
        record,
        type="journal-article",
        year=year,
        container=record.container or _journal(rng),
        volume=str(max(1, year - rng.randint(1950, 1984))),
        issue=str(rng.randint(1, 6)),
        pages=pages,
        doi=_doi(rng),
    )


def _work(rng: random.Random) -> BibliographicRecord:
    abstract = " ".join(_title(rng) + "." for _ in range(3))
    base = BibliographicRecord(title=_title(rng), authors=_people(rng), abstract=abstract)
    kind = rng.random()
    if kind < 0.8:
        return _placed(rng, base)
    year = rng.randint(1985, 2024)
    if kind < 0.87:
        first = rng.randint(1, 900)
        return replace(
            base,
            type="conference-paper",
            year=year,
            container=f"Proceedings of the {year} Conference on {rng.choice(words.JOURNAL_TOPICS)}",
            pages=f"{first}-{first + rng.randint(4, 12)}",
            doi=_doi(rng),
        )
    if kind < 0.92:
        return replace(
            base,
            type="book",
            year=year,
            publisher="Example Press",
            isbn=(_isbn(rng),),
            doi=_doi(rng),
        )
    if kind < 0.96:
        first = rng.randint(1, 300)
        return replace(
            base,
            type="chapter",
            year=year,
            container=f"Handbook of {rng.choice(words.TOPICS)} and {rng.choice(words.OTHERS)}",
            pages=f"{first}-{first + rng.randint(8, 25)}",
            doi=_doi(rng),
        )
    if kind < 0.98:
        title = rng.choice(words.GENERIC)
        return _placed(rng, replace(base, title=title, authors=_people(rng)[:1]))
    return replace(
        base,
        type="working-paper",
        year=year,
        container="Example Working Paper Series",
        issue=str(rng.randint(1, 900)),
        doi=_doi(rng),
    )


def _isbn(rng: random.Random) -> str:
    return "978" + "".join(rng.choice(string.digits) for _ in range(10))


def _alike(rng: random.Random, how: str, work: BibliographicRecord) -> BibliographicRecord:
    """Make another work that looks like this one."""
    bare = re.sub(": Part I$", "", work.title)
    fresh = replace(work, doi="", volume="", issue="", pages="", isbn=(), edition="")
    if how == "near":
        return _near(rng, work)
    if how == "part":
        mark = rng.choice(["Part II", "part 2", "II", "second part", "Part B", "Part two"])
        made = replace(fresh, title=f"{bare}{rng.choice([': ', '. ', ', '])}{mark}")
        return _placed(rng, made)
    if how == "erratum":
        mark = rng.choice(["Erratum: {}", "Corrigendum to “{}”", "{} (Erratum)", "Correction: {}"])
        return replace(_placed(rng, replace(fresh, title=mark.format(work.title))), type="")
    if how == "retraction":
        mark = rng.choice(["Retraction: {}", "Retraction notice to “{}”", "Retraction of: {}"])
        return _placed(rng, replace(fresh, title=mark.format(work.title)))
    if how == "comment":
        mark = rng.choice(["Comment on “{}”", "{}: a reply", "Response to: {}", "{}: Reply"])
        writers = work.authors if rng.random() < 0.5 else _people(rng)
        year = (work.year or 2000) + 1
        return _placed(
            rng, replace(fresh, title=mark.format(work.title), authors=writers, year=year)
        )
    if how == "edition":
        book = replace(
            fresh, type="book", container="", publisher="Example Press", isbn=(_isbn(rng),)
        )
        later = replace(book, year=(work.year or 2000) + rng.randint(1, 6))
        if rng.random() < 0.5:
            return replace(later, edition=rng.choice(["2nd ed.", "2", "Second edition"]))
        return replace(later, title=f"{work.title} (2nd edition)")
    return _other_form(rng, how, work, fresh)


def _other_form(
    rng: random.Random, how: str, work: BibliographicRecord, fresh: BibliographicRecord
) -> BibliographicRecord:
    """Make the working paper, the abstract, the chapter or the namesake of a work."""
    year = work.year or 2000
    if how == "version":
        series = rng.choice(["SSRN Electronic Journal", "Example Working Paper Series", "arXiv"])
        doi = f"10.2139/ssrn.{rng.randint(10**6, 10**7)}" if rng.random() < 0.4 else ""
        kind = rng.choice(["working-paper", "preprint"])
        if work.type in ("working-paper", "preprint"):
            return _placed(rng, replace(fresh, year=year + 1, container=""))
        earlier = year - rng.choice([0, 1, 1, 2, 3])
        return replace(fresh, type=kind, container=series, doi=doi, year=earlier)
    if how == "abstract":
        first = rng.randint(1, 400)
        return replace(
            fresh,
            type=rng.choice(["conference-abstract", "journal-article"]),
            container=f"{_journal(rng)}",
            year=year - rng.choice([0, 1]),
            volume=str(rng.randint(1, 60)),
            issue="Suppl 1",
            pages=f"S{first}",
        )
    if how == "chapters":
        doi = work.doi or _doi(rng)
        return replace(_work(rng), doi=doi, year=year, container=work.container or "Handbook")
    return _placed(rng, replace(fresh, authors=_people(rng), year=None, container=""))


def _near(rng: random.Random, work: BibliographicRecord) -> BibliographicRecord:
    """Make a distinct work whose title differs in a word or two."""
    title = work.title
    choice = rng.random()
    place = next((p for p in words.PLACES if p in title), None)
    number = re.search(r"\d{4}", title)
    if place and choice < 0.5:
        title = title.replace(place, rng.choice([p for p in words.PLACES if p != place]))
    elif number:
        title = title.replace(number[0], str(int(number[0]) + 2))
    elif choice < 0.75:
        other = next((o for o in words.OTHERS if o in title.lower()), None)
        if other:
            title = re.sub(other, rng.choice(words.OTHERS), title, flags=re.IGNORECASE)
        else:
            title = f"{title} revisited"
    elif choice < 0.85:
        title = f"{title}: {rng.choice(words.METHODS)}"
    elif choice < 0.95:
        title = f"{title} revisited"
    else:
        title = f"New {title[:1].lower()}{title[1:]}"
    if title == work.title:
        title = f"{title} reconsidered"
    kept = rng.random()
    base = replace(work, title=title, doi="", volume="", issue="", pages="", isbn=())
    if kept < 0.35:  # the same people, journal and year: a pair of companion papers
        made = replace(_placed(rng, base), volume=work.volume, issue=work.issue)
        return replace(made, container=work.container or made.container)
    if kept < 0.7:  # the same people elsewhere
        return _placed(
            rng, replace(base, container="", year=(work.year or 2000) + rng.choice([0, 1, 2]))
        )
    return _placed(rng, replace(base, authors=_people(rng), container="", year=None))


# ---- copies as databases export them


def _copied(
    rng: random.Random, work: BibliographicRecord, *, lost_doi: bool
) -> BibliographicRecord:
    """Return the work as one database shows it, with its habits and its faults."""
    title = _worn_title(rng, work)
    translated = ""
    if rng.random() < 0.015 and work.title not in words.GENERIC:
        title, translated = _foreign(rng, title)
    year = work.year
    chance = rng.random()
    if year and chance < 0.05:
        year += rng.choice([-1, 1])
    elif chance < 0.07:
        year = None
    doi = "" if lost_doi else work.doi
    if doi and rng.random() < 0.004:
        doi = doi[:-1] + rng.choice("xyz123")
    return replace(
        work,
        title=title,
        translated_title=translated,
        authors=_worn_people(rng, work.authors),
        year=year,
        container=_worn_container(rng, work.container),
        volume="" if rng.random() < 0.1 else work.volume,
        issue="" if rng.random() < 0.3 else work.issue,
        pages=_worn_pages(rng, work.pages),
        doi=doi,
        type=work.type if rng.random() < 0.8 else "",
        abstract=work.abstract[: rng.randint(0, 400)] if rng.random() < 0.4 else work.abstract,
        database=rng.choice(["Scopus", "Web of Science", "PubMed", "EconLit"]),
        isbn=work.isbn if rng.random() < 0.7 else (),
        keywords=tuple(rng.sample(words.TOPICS, 2)),
    )


def _worn_title(rng: random.Random, work: BibliographicRecord) -> str:
    title = work.title
    chance = rng.random()
    if chance < 0.10:
        for _ in range(rng.choice([1, 1, 2])):
            title = _typo(rng, title)
    elif chance < 0.13 and len(title) > 60:
        title = title[: rng.randint(45, len(title) - 5)].rstrip()
    elif chance < 0.16 and ": " in title[20:] and "art" not in title.rsplit(": ", 1)[1]:
        head, tail = title.rsplit(": ", 1)
        if tail.lower() not in ("ii", "a reply", "reply") and len(head) > 25:
            title = head
    elif chance < 0.20:
        title = re.sub(r"^(The|A) ", "", title)
    elif chance < 0.24:
        title = title.replace("-", " ")
    elif chance < 0.27:
        title = title.replace(" in ", " <i>in</i> ").replace("&", "&amp;")
    elif chance < 0.30:
        title = title.replace("ö", r"{\"o}").replace("ü", r"{\"u}").replace(" and ", r" \& ", 1)
    return _styled(rng, title) + rng.choice(["", "", "", ".", " ", "*"])


def _styled(rng: random.Random, title: str) -> str:
    style = rng.random()
    if style < 0.1:
        title = title.upper()
    elif style < 0.3:
        title = title.title()
    elif style < 0.4:
        title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    elif style < 0.5:
        title = title.replace("isation", "ization").replace("our ", "or ")
    return title


def _typo(rng: random.Random, text: str) -> str:
    places = [i for i, sign in enumerate(text) if sign.isalpha()]
    if not places:
        return text
    at = rng.choice(places)
    kind = rng.randrange(4)
    letter = rng.choice(string.ascii_lowercase)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + letter + text[at:]
    if kind == 2:
        return text[:at] + letter + text[at + 1 :]
    return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def _foreign(rng: random.Random, title: str) -> tuple[str, str]:
    """Return the title as PubMed brackets it, or in its own language with the English beside it."""
    own = " ".join(
        words.FOREIGN.get(word.lower().strip(":,?"), word[::-1].lower() + "en")
        for word in title.split()
    )
    kind = rng.randrange(4)
    if kind == 0:
        return f"[{title.rstrip('. *')}]", ""
    if kind == 1:
        return f"{_capital(own)} [{title.rstrip('. *')}]", ""
    if kind == 2:
        return _capital(own), title
    return f"[{title.rstrip('. *')}] [in German]", ""


def _worn_people(rng: random.Random, people: tuple[str, ...]) -> tuple[str, ...]:
    style = rng.randrange(7)
    chance = rng.random()
    if chance < 0.02:
        return ()
    kept = list(people)
    if chance < 0.08 and len(kept) > 2:
        kept = kept[: rng.choice([1, 3])]
    elif chance < 0.10 and len(kept) > 1:
        kept[0], kept[1] = kept[1], kept[0]
    made = [_written(style, one) for one in kept]
    if rng.random() < 0.04:
        at = rng.randrange(len(made))
        made[at] = _typo(rng, made[at])
    if rng.random() < 0.1:
        made = [unicodedata.normalize("NFKD", m).encode("ascii", "ignore").decode() for m in made]
    if len(kept) < len(people) and rng.random() < 0.5:
        made.append("et al.")
    return tuple(made)


def _written(style: int, name: str) -> str:
    family, given = name.split(", ")
    initials = [part[0] for part in re.split(r"[ \-]", given)]
    if style == 0:
        return f"{family} {''.join(initials)}"
    if style == 1:
        return f"{family}, {'. '.join(initials)}."
    if style == 2:
        return f"{given} {family}"
    if style == 3:
        return f"{initials[0]}. {family}"
    if style == 4:
        return f"{family.upper()}, {initials[0]}"
    return name


def _worn_container(rng: random.Random, name: str) -> str:
    chance = rng.random()
    if chance < 0.05:
        return ""
    if chance < 0.35:
        short = [
            words.SHORT.get(word, word)
            for word in name.split()
            if word not in ("of", "in", "and", "the")
        ]
        return " ".join(f"{word}." if rng.random() < 0.3 else word for word in short)
    if chance < 0.45:
        return name.upper()
    if chance < 0.5:
        return name.replace(" and ", " & ")
    return name


def _worn_pages(rng: random.Random, pages: str) -> str:
    chance = rng.random()
    first, dash, last = pages.partition("-")
    if chance < 0.15:
        return ""
    if chance < 0.25:
        return first
    if chance < 0.5 and dash and len(first) == len(last):
        same = 0
        while same < len(first) - 1 and first[same] == last[same]:
            same += 1
        return f"{first}-{last[same:]}"
    if chance < 0.55:
        return f"pp. {first}–{last}" if dash else f"p. {first}"
    return pages
