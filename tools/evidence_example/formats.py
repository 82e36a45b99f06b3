"""Records as the databases of the example write them, each in its own format."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

from hanse.evidence.records import BibliographicRecord

SCOPUS_COLUMNS = (
    *("Authors", "Title", "Year", "Source title", "Volume", "Issue", "Page start", "Page end"),
    *("Cited by", "DOI", "Abstract", "Author Keywords", "Document Type", "Source", "EID"),
)
DOCUMENT = {
    "journal-article": "Article",
    "chapter": "Book chapter",
    "book": "Book",
    "conference-paper": "Conference paper",
}
RIS_TYPE = {
    "journal-article": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
    "working-paper": "UNPB",
    "conference-paper": "CPAPER",
}
BIB_TYPE = {
    "journal-article": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    "working-paper": "techreport",
    "conference-paper": "inproceedings",
}
ENDNOTE_TYPE = {
    "journal-article": ("Journal Article", 17),
    "book": ("Book", 6),
    "chapter": ("Book Section", 5),
    "report": ("Report", 27),
    "working-paper": ("Report", 27),
    "conference-paper": ("Conference Paper", 47),
}
Records = Sequence[BibliographicRecord]


def first_and_last(pages: str) -> tuple[str, str]:
    """Return the first and the last page."""
    first, _, last = pages.partition("-")
    return first, last


def scopus_csv(records: Records) -> str:
    """Return records as Scopus writes a CSV file; made-up ones carry a made-up EID."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(SCOPUS_COLUMNS)
    for one in records:
        first, last = first_and_last(one.pages)
        kind = dict(one.extra).get("document", DOCUMENT.get(one.type, "Article"))
        head = ["; ".join(joined_name(name) for name in one.authors), one.title, one.year or ""]
        place = [one.container, one.volume, one.issue, first, last]
        texts = [one.abstract, "; ".join(one.keywords), kind, "Scopus", one.accession]
        writer.writerow([*head, *place, "", one.doi, *texts])
    return "\ufeff" + stream.getvalue()


def joined_name(name: str) -> str:
    """Return a name as Scopus joins it: family and initials without a comma."""
    family, _, given = name.partition(", ")
    return f"{family} {given.replace(' ', '')}".strip()


def wos_text(records: Records, *, is_broken_off: bool) -> str:
    """Return records as plain text of Web of Science; a download that broke off ends in a head."""
    lines = ["FN Clarivate Analytics Web of Science", "VR 1.0"]
    for one in records:
        first, last = first_and_last(one.pages)
        lines += ["PT J", *tagged("AU", [name.replace(".", "") for name in one.authors])]
        lines += tagged("TI", [one.title]) + tagged("SO", [one.container.upper()])
        lines += ["LA English", "DT Article"]
        lines += tagged("DE", ["; ".join(one.keywords)]) + tagged("AB", [one.abstract])
        for tag, value in (
            *(("PY", str(one.year or "")), ("VL", one.volume), ("IS", one.issue)),
            *(("BP", first), ("EP", last), ("DI", one.doi), ("UT", one.accession)),
        ):
            lines += tagged(tag, [value])
        lines += ["ER", ""]
    return "\n".join([*lines, "PT J" if is_broken_off else "EF"]) + "\n"


def tagged(tag: str, values: Iterable[str]) -> list[str]:
    """Return a tag of Web of Science with its values, one a line; nothing for empty ones."""
    filled = [value for value in values if value]
    return [f"{tag if not at else '  '} {value}" for at, value in enumerate(filled)]


def ris(records: Records, *, title: str, journal: str) -> str:
    """Return records as RIS, with the tags of the platform for title and journal."""
    parts = []
    for one in records:
        first, last = first_and_last(one.pages)
        pairs = [("TY", RIS_TYPE.get(one.type, "GEN")), (title, one.title)]
        pairs += [("AU", name) for name in one.authors] + [("ED", name) for name in one.editors]
        pairs += [("PY", str(one.year or "")), (journal, one.container), ("VL", one.volume)]
        pairs += [("IS", one.issue), ("SP", first), ("EP", last), ("PB", one.publisher)]
        pairs += [("CY", one.place), ("DO", one.doi), ("UR", one.url), ("AB", one.abstract)]
        pairs += [("KW", word) for word in one.keywords] + [("N1", note) for note in one.notes]
        parts.append("".join(f"{tag}  - {value}\n" for tag, value in pairs if value))
    return "".join(f"{part}ER  - \n\n" for part in parts)


def bibtex(records: Records, keys: Callable[[BibliographicRecord], str]) -> str:
    """Return records as BibTeX, each under the key that a search engine gives it."""
    parts = []
    for one in records:
        kind = BIB_TYPE.get(one.type, "misc")
        where = "booktitle" if kind in ("incollection", "inproceedings") else "journal"
        pairs = [("title", one.title), ("author", " and ".join(map(braced, one.authors)))]
        pairs += [("editor", " and ".join(map(braced, one.editors))), (where, one.container)]
        pairs += [("volume", one.volume), ("number", one.issue)]
        pairs += [("pages", one.pages.replace("-", "--")), ("year", str(one.year or ""))]
        pairs += [("publisher", one.publisher), ("address", one.place), ("doi", one.doi)]
        pairs += [("url", one.url), ("abstract", one.abstract), ("note", "; ".join(one.notes))]
        body = ",\n".join(f"  {name}={{{latex(value)}}}" for name, value in pairs if value)
        parts.append(f"@{kind}{{{keys(one)},\n{body}\n}}\n")
    return "\n".join(parts)


def braced(name: str) -> str:
    """Return the name of an organisation in braces."""
    return name if "," in name or " " not in name else f"{{{name}}}"


def latex(text: str) -> str:
    """Return a text with the signs escaped that mean something to BibTeX."""
    return re.sub(r"([&%#$])", r"\\\1", text)


def scholar_key(record: BibliographicRecord) -> str:
    """Return family, year and first word of the title, as a search engine makes keys."""
    first = record.authors[0] if record.authors else ""
    family = re.sub("[^a-z]", "", plain(first.partition(",")[0]))
    words = [w for w in re.findall("[a-z]+", plain(record.title)) if w not in ("the", "a", "an")]
    return f"{family}{record.year or ''}{words[0]}"


def plain(text: str) -> str:
    """Return a text in lower case without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def nbib(records: Records) -> str:
    """Return records as PubMed writes them; all are made up, and so are their numbers."""
    parts = []
    for one in records:
        lines = [("PMID", one.pmid), ("OWN", "made up"), ("STAT", "MEDLINE")]
        lines += [("DP", str(one.year)), ("TI", f"{one.title}."), ("PG", one.pages)]
        lines += [("LID", f"{one.doi} [doi]"), ("AB", one.abstract)]
        lines += [("AU", joined_name(name).replace(".", "")) for name in one.authors]
        lines += [("LA", "eng"), ("PT", "Journal Article"), ("JT", one.container)]
        lines += [("VI", one.volume), ("IP", one.issue)]
        parts.append("".join(f"{tag:<4}- {value}\n" for tag, value in lines))
    return "\n".join(parts)


def endnote_xml(records: Records) -> str:
    """Return records as EndNote writes XML."""
    parts = ['<?xml version="1.0" encoding="UTF-8" ?>\n<xml><records>\n']
    for number, one in enumerate(records, start=1):
        name, code = ENDNOTE_TYPE.get(one.type, ("Generic", 13))
        inside = f'<rec-number>{number}</rec-number><ref-type name="{name}">{code}</ref-type>'
        people = "".join(element("author", who) for who in one.authors)
        editors = "".join(element("author", who) for who in one.editors)
        people = f"<authors>{people}</authors>" if people else ""
        people += f"<secondary-authors>{editors}</secondary-authors>" if editors else ""
        inside += f"<contributors>{people}</contributors>"
        titles = element("title", one.title) + element("secondary-title", one.container)
        inside += f"<titles>{titles}</titles>" + element("pages", one.pages)
        inside += element("volume", one.volume) + element("number", one.issue)
        inside += f"<dates>{element('year', str(one.year or ''))}</dates>"
        inside += element("pub-location", one.place) + element("publisher", one.publisher)
        inside += element("electronic-resource-num", one.doi) + element("abstract", one.abstract)
        inside += "".join(element("notes", note) for note in one.notes)
        if one.url:
            inside += f"<urls><related-urls>{element('url', one.url)}</related-urls></urls>"
        parts.append(f"<record>{inside}</record>\n")
    return "".join([*parts, "</records></xml>\n"])


def element(name: str, text: str) -> str:
    """Return an element of XML, nothing for an empty text."""
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def plain_csv(records: Records) -> str:
    """Return records as a table such as somebody types a reference list into."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    names = ("authors", "editors", "year", "title", "journal", "volume", "issue", "pages")
    writer.writerow([*names, "publisher", "place", "doi", "url", "type"])
    for one in records:
        people = ["; ".join(one.authors), "; ".join(one.editors)]
        place = [one.container, one.volume, one.issue, one.pages, one.publisher, one.place]
        writer.writerow([*people, one.year or "", one.title, *place, one.doi, one.url, one.type])
    return stream.getvalue()
