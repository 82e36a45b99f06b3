"""How many records begin in a stretch, counted without the readers.

Every reader is checked against these numbers when a file is read. Nothing here is shared with
the readers but the definition of where a record begins, so that a slip in one shows in the other.
"""

from __future__ import annotations

import re

__all__ = [
    "bibtex_starts",
    "endnote_starts",
    "medline_starts",
    "ris_starts",
    "table_starts",
    "wos_starts",
]


def ris_starts(text: str) -> int:
    r"""Count the records of RIS: TY lines, and titles that stand outside of any record.

    Examples
    --------
    >>> ris_starts("TY  - JOUR\nTI  - A\nER  -\nTI  - B\nER  -\n")
    2
    """
    odd_case = re.search(r"(?m)^[ \t]*(?:ty|tY|Ty)[ \t]*-[ \t]*[A-Za-z]{0,8}[ \t]*$", text)
    tight = re.search(r"(?mi)^[ \t]*ty-[a-z]{1,8}[ \t]*$", text)
    indented = re.search(r"(?mi)^[ \t]+ty[ \t]*-[ \t]*[a-z]{0,8}[ \t]*$", text)
    name = "(?:TI|T1|CT|ti|t1|ct|Ti|Ct|tI|cT)" if odd_case else "(?:TI|T1|CT)"
    behind = "" if tight else r"(?:[ \t]|$)"
    blank = "[ \t]*" if indented else ""
    title = rf"(?:TI|T1|CT)  -|{blank}{name}[ \t]{{0,4}}-{behind}"
    marks = re.compile(
        r"^(?:(?P<start>TY[ \t]+-|[ \t]*[Tt][Yy][ \t]*-[ \t]*[A-Za-z]{0,8}[ \t]*$)"
        r"|(?P<end>ER[ \t]+-|[ \t]*[Ee][Rr][ \t]*-[ \t]*$)"
        rf"|(?P<title>{title}))",
        re.MULTILINE,
    )
    count, inside = 0, False
    for found in marks.finditer(text):
        if found.lastgroup == "start" or (found.lastgroup == "title" and not inside):
            count, inside = count + 1, True
        elif found.lastgroup == "end":
            inside = False
    return count


def medline_starts(text: str) -> int:
    r"""Count the records of MEDLINE: PMID lines, and second titles behind a blank line.

    Examples
    --------
    >>> medline_starts("PMID- 1\nTI  - A\n\nPMID- 2\nTI  - B\n")
    2
    """
    upper = re.search("(?m)^PMID", text) is not None
    count, inside, titled, blank = 0, False, False, False
    for line in text.split("\n"):
        if not line.strip():
            blank = True
            continue
        found = re.match(r"(pmid|ti)[ \t]{0,3}-", line[:12], re.IGNORECASE)
        rest = line[found.end() : found.end() + 1] if found else ""
        fits = found and (found[1].isupper() or not upper) and (not rest or rest in " \t")
        is_number = found and found[1].upper() == "PMID" and rest.isdigit()
        if found and (fits or (is_number and (found[1].isupper() or not upper))):
            if found[1].upper() == "PMID":
                count, inside, titled = count + 1, True, False
            else:
                count += not inside or (blank and titled)
                inside = titled = True
        blank = False
    return count


def wos_starts(text: str) -> int:
    r"""Count the records of Web of Science: PT lines, and titles that stand outside of any record.

    Examples
    --------
    >>> wos_starts("FN X\nPT J\nTI A\nER\n\nPT J\nTI B\nER\nEF\n")
    2
    """
    lower = re.search(r"(?m)^pt[ \t]+[A-Za-z][ \t]*$", text)
    count, inside = 0, False
    flags = re.MULTILINE | (re.IGNORECASE if lower else 0)
    for found in re.finditer(r"^(?:(PT)(?:[ \t]|$)|(ER)[ \t]*$|(TI)(?:[ \t]|$))", text, flags):
        if found[1] or (found[3] and not inside):
            count, inside = count + 1, True
        elif found[2]:
            inside = False
    return count


def bibtex_starts(text: str) -> int:
    r"""Count the entries of BibTeX: ``@word{`` at the beginning of a line, or behind an entry.

    Examples
    --------
    >>> bibtex_starts("@string{a = 1}\n@article{b, x = 1} @book{c, x = 1}\n")
    2
    """
    count = 0
    for found in re.finditer(r"@[ \t]*(\w+)[ \t]*[{(]", text):
        before = text[max(0, found.start() - 200) : found.start()].rstrip(" \t")
        first = not before or before.endswith("\n")
        behind = before.endswith(("}", ")")) and re.match(
            r"[^{}\n=,]*,\s*[A-Za-z][\w:.-]*\s*=", text[found.end() : found.end() + 2000]
        )
        if (first or behind) and found[1].lower() not in ("comment", "string", "preamble"):
            count += 1
    return count


def endnote_starts(text: str) -> int:
    """Count the records of EndNote XML.

    Examples
    --------
    >>> endnote_starts("<records><record><a/></record><record></records>")
    2
    """
    return len(re.findall(r"<record(?:>|/>|\s[^>]*>)", text))


def table_starts(text: str, delimiter: str, *, header_line: int, is_quoted: bool) -> int:
    r"""Count the rows behind the header that have a filled cell.

    Parameters
    ----------
    text : str
        The table.
    delimiter : str
        One sign.
    header_line : int
        Line of the header, counted from 1.
    is_quoted : bool
        Whether quotes mean anything.

    Examples
    --------
    >>> table_starts('a,b\n1,"x\ny"\n,\n2,\n', ",", header_line=1, is_quoted=True)
    2
    """
    if not is_quoted:
        return sum(bool(line.strip()) for line in text.split("\n")[header_line:])
    sign = re.escape(delimiter)
    quoted = rf'"[^"]*(?:""[^"]*)*" *(?=[{sign}\n]|\Z)'
    cell = rf"(?:{quoted}|[^{sign}\n]*)"
    row = re.compile(rf"{cell}(?:{sign}{cell})*(?:\n|\Z)")
    empty = r'(?:[^\S\n]*|"\s*" *)'
    hollow = re.compile(rf"{empty}(?:{sign}{empty})*\n?")
    count, line = 0, 1
    for found in row.finditer(text):
        if line > header_line and not hollow.fullmatch(found[0]):
            count += 1
        line += found[0].count("\n")
    return count
