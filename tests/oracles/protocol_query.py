"""Search strings read and evaluated by a slow reader that knows nothing of how they are written.

It reads plain Boolean, Scopus, Web of Science, PubMed, ScienceDirect and Google Scholar: the tests
compare what it finds with what `hanse.evidence.protocol` says of the same texts.
"""

import re
import unicodedata

TOKEN = re.compile(
    r"""\s*(?:
    (?P<field>(?:TITLE-ABS-KEY|TITLE-ABS|TITLE|ABS|KEY)(?=\()|(?:TS|TI|AB|AK)=(?=\())
    |(?P<open>\()|(?P<close>\))
    |(?P<leaf>-?"[^"]*"(?:\[\w+\])?|\{[^}]*\}|[^\s()]+)
    )""",
    re.VERBOSE,
)
FIELDS = {
    "TITLE-ABS-KEY": ("title", "abstract", "keywords"),
    "TITLE-ABS": ("title", "abstract"),
    "TITLE": ("title",),
    "ABS": ("abstract",),
    "KEY": ("keywords",),
    "TS=": ("title", "abstract", "keywords"),
    "TI=": ("title",),
    "AB=": ("abstract",),
    "AK=": ("keywords",),
    "[tiab]": ("title", "abstract", "keywords"),
    "[ti]": ("title",),
    "[ot]": ("keywords",),
}
EVERYWHERE = ("title", "abstract", "keywords")


def holds(string: str, record: dict[str, list[str]], *, implied: bool = False) -> bool:
    """Return whether a string finds a record; ``implied`` reads words side by side as AND."""
    tokens = [(m.lastgroup, m[m.lastgroup]) for m in TOKEN.finditer(string)]
    value, at = level(tokens, 0, EVERYWHERE, record, implied)
    assert at == len(tokens), string
    return value


def level(tokens, at, fields, record, implied):
    """Evaluate one level; all its operators have to be the same."""
    value, at = part(tokens, at, fields, record, implied)
    operators = set()
    while at < len(tokens) and tokens[at][0] != "close":
        kind, text = tokens[at]
        operator = text if kind == "leaf" else ""
        if operator == "AND" and at + 1 < len(tokens) and tokens[at + 1][1] == "NOT":
            operator, at = "NOT", at + 1
        if operator in ("AND", "OR", "NOT"):
            at += 1
        else:
            assert implied, tokens[at:]
            operator = "AND"
        negated = implied and tokens[at][1].startswith("-")
        other, at = part(tokens, at, fields, record, implied)
        operators.add(operator)
        assert len(operators) == 1 or negated, operators
        if operator == "NOT":
            value = value and not other
        else:
            value = (value and other) if operator == "AND" else (value or other)
    return value, at


def part(tokens, at, fields, record, implied):
    """Evaluate one form or one pair of parentheses."""
    kind, text = tokens[at]
    if kind == "field":
        return part(tokens, at + 1, FIELDS[text], record, implied)
    if kind == "open":
        value, at = level(tokens, at + 1, fields, record, implied)
        assert tokens[at][0] == "close"
        return value, at + 1
    assert kind == "leaf", tokens[at:]
    assert text not in ("AND", "OR", "NOT")
    if implied and text.startswith("-"):
        return not leaf(text[1:], fields, record), at + 1
    return leaf(text, fields, record), at + 1


def leaf(text, fields, record):
    """Return whether a form stands in the fields of a record."""
    tag = re.search(r"\[\w+\]$", text)
    if tag:
        fields, text = FIELDS[tag[0]], text[: tag.start()]
    texts = [one for field in fields for one in record[field]]
    if text.startswith("{"):
        wanted = re.escape(text[1:-1].casefold())
        return any(
            re.search(rf"(?<![a-z0-9]){wanted}(?![a-z0-9])", one.casefold()) for one in texts
        )
    inner = text.strip('"')
    if '"' not in text:
        assert re.fullmatch(r"[^\W_]+\*?", inner), text
    wanted = words(inner.removesuffix("*"))
    end = "" if inner.endswith("*") else " "
    return any(f" {wanted}{end}" in f" {words(one)} " for one in texts)


def words(text):
    """Return a text as its words, one blank apart, without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", plain))
