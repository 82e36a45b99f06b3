"""Single values as exports write them: years, names, keywords, numbers of journals and books."""

from __future__ import annotations

import ast
import re

__all__ = [
    "flat",
    "named_type",
    "split_items",
    "split_names",
    "split_numbers",
    "year_in",
]

_YEAR = re.compile(r"(?<!\d)([12]\d{3})(?!\d)")
_NUMBER = re.compile(r"[\dXx](?:[\dXx-]{6,16})[\dXx]")
_WORDS = re.compile(
    r"\(?\b(?:(?:e-?|p-?)?ISSN|ISBN(?:-1[03])?)\b\)?:?|\((?:print|electronic|linking)\)", re.I
)
_INITIALS = re.compile(r"\S.*\s(?:[^\W\d_]\.?[- ]?){1,4}$|(?:[^\W\d_]\.[- ]?)+\s*\S+.*")
_TYPE_WORDS = (  # words in the name of a type, the first that fits
    ("retraction of publication", "retraction"),
    ("retraction notice", "retraction"),
    ("retraction", "retraction"),
    ("erratum", "erratum"),
    ("corrig", "erratum"),
    ("correction", "erratum"),
    ("preprint", "preprint"),
    ("working paper", "working-paper"),
    ("discussion paper", "working-paper"),
    ("meeting abstract", "conference-abstract"),
    ("conference abstract", "conference-abstract"),
    ("proceedings", "conference-paper"),
    ("conference", "conference-paper"),
    ("chapter", "chapter"),
    ("book section", "chapter"),
    ("encyclopedia", "chapter"),
    ("book review", "journal-article"),
    ("thesis", "thesis"),
    ("dissertation", "thesis"),
    ("report", "report"),
    ("newspaper", "news"),
    ("news", "news"),
    ("magazine", "news"),
    ("web page", "web-page"),
    ("website", "web-page"),
    ("blog", "web-page"),
    ("dataset", "dataset"),
    ("data set", "dataset"),
    ("data paper", "journal-article"),
    ("book", "book"),
    ("article", "journal-article"),
    ("journal", "journal-article"),
    ("review", "journal-article"),
    ("letter", "journal-article"),
    ("editorial", "journal-article"),
    ("note", "journal-article"),
    ("short survey", "journal-article"),
)


def flat(value: str) -> str:
    r"""Return a value on one line: a line end and the blanks around it become one blank.

    Examples
    --------
    >>> flat(" Export clusters\n   in Region X ")
    'Export clusters in Region X'
    """
    if "\n" not in value:
        return value.strip()
    return " ".join(line for one in value.split("\n") if (line := one.strip()))


def year_in(text: str) -> int | None:
    """Return the first year in a text, None where there is none.

    Examples
    --------
    >>> year_in("2019//"), year_in("2021 Mar"), year_in("10 15")
    (2019, 2021, None)
    """
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def split_numbers(value: str) -> tuple[list[str], list[str], bool]:
    """Return the ISSN, the ISBN, and whether something else stands there too.

    Examples
    --------
    >>> split_numbers("03064530 (ISSN); 978-3-16-148410-0")
    (['03064530'], ['978-3-16-148410-0'], False)
    """
    bare = _WORDS.sub(" ", value)
    issn: list[str] = []
    isbn: list[str] = []
    rest = bare
    for found in _NUMBER.findall(bare):
        length = len(found.replace("-", ""))
        if length not in (8, 10, 13):
            continue
        (issn if length == 8 else isbn).append(found)
        rest = rest.replace(found, " ", 1)
    return list(dict.fromkeys(issn)), list(dict.fromkeys(isbn)), bool(rest.strip(" ,;\t\n"))


def split_items(value: str, separators: str = ";") -> list[str]:
    """Return the filled parts of a value between separators.

    Examples
    --------
    >>> split_items("clusters; SMEs;")
    ['clusters', 'SMEs']
    """
    listed = _literal(value)
    if listed is not None:
        return listed
    parts = re.split(f"[{re.escape(separators)}\n]", value) if separators else value.split("\n")
    return [part.strip() for part in parts if part.strip()]


def split_names(value: str) -> list[str]:
    """Return the names in one cell, whatever separates them.

    Semicolons separate, a list as Python prints it is one, commas separate only where each part
    has initials, since elsewhere they stand between family and given name.

    Examples
    --------
    >>> split_names("Doe, Ana; Roe, Bo"), split_names("Liu R., Adler D.G."), split_names("Doe, Ana")
    (['Doe, Ana', 'Roe, Bo'], ['Liu R.', 'Adler D.G.'], ['Doe, Ana'])
    """
    if ";" in value or "\n" in value or _literal(value) is not None:
        return split_items(value)
    if " and " in value:
        return [part.strip() for part in value.split(" and ") if part.strip()]
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if len(parts) > 1 and all(_INITIALS.fullmatch(part) for part in parts):
        return parts
    return [value.strip()] if value.strip() else []


def _literal(value: str) -> list[str] | None:
    """Return the texts of a list that Python printed, None if it is none."""
    text = value.strip()
    if not (text.startswith(("['", '["')) and text.endswith(("']", '"]'))):
        return None
    try:
        made = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    if not isinstance(made, list) or not all(isinstance(one, str) for one in made):
        return None
    return [one.strip() for one in made if one.strip()]


def named_type(text: str) -> str:
    """Return which of the types a database's own name for one means, empty if none is known.

    Examples
    --------
    >>> named_type("Conference Paper"), named_type("Erratum"), named_type("Sculpture")
    ('conference-paper', 'erratum', '')
    """
    folded = text.casefold()
    return next((kind for words, kind in _TYPE_WORDS if words in folded), "")
