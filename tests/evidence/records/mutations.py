"""Ways in which exports arrive damaged: each makes other bytes of a sample.

``SAME`` leaves the content as it is, so that the records must be equal. ``DAMAGE`` does not, so
that every record must be kept or reported.
"""

import re

import numpy as np

_TABLES = ("scopus-csv", "wos-tab", "csv")
_START = {
    "ris": r"^TY  -.*\n",
    "medline": r"^PMID-.*\n",
    "wos-text": r"^PT .*\n",
    "bibtex": r"^@(?!string|comment).*\n",
    "endnote-xml": r"<record>",
}
_END = {"ris": r"^ER  - \n", "wos-text": r"^ER\n", "bibtex": r"^\}\n", "endnote-xml": r"</record>"}


def lines_of(text):
    return text.split("\n")


def _encoded(codec):
    return lambda text, kind: text.encode(codec)


def _changed(change):
    return lambda text, kind: change(text).encode("utf-8")


def _between_records(text, kind, stray):
    if kind in _TABLES:
        return text
    return re.sub(f"(?m)(?={_START[kind]})", stray, text)


def _doubled(text, kind):
    return _between_records(text, kind, "\n\n\n").encode()


def _mixed(text):
    ends = ("\n", "\r\n", "\r")
    parts = text.split("\n")
    return "".join(part + ends[at % 3] for at, part in enumerate(parts[:-1])) + parts[-1]


SAME = {
    "a byte order mark": _encoded("utf-8-sig"),
    "UTF-16 with a mark": _encoded("utf-16"),
    "UTF-16 big-endian with a mark": lambda text, kind: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 without a mark": _encoded("utf-16-le"),
    "cp1252": _encoded("cp1252"),
    "CRLF": _changed(lambda text: text.replace("\n", "\r\n")),
    "CR only": _changed(lambda text: text.replace("\n", "\r")),
    "a mark and CRLF": lambda text, kind: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "cp1252 and CR only": lambda text, kind: text.replace("\n", "\r").encode("cp1252"),
    "line ends of three kinds": _changed(_mixed),
    "no line end at the end": _changed(lambda text: text.rstrip("\n")),
    "many line ends at the end": _changed(lambda text: text + "\n" * 9),
    "blank lines at the start": _changed(lambda text: "\n \n\n" + text),
    "blanks at line ends": _changed(lambda text: text.replace("\n", "  \n")),
    "doubled blank lines": _doubled,
    "NUL at the end": lambda text, kind: text.encode() + b"\x00\x00",
    "end-of-file sign of DOS": lambda text, kind: text.encode() + b"\x1a",
    "a NUL in every line": _changed(lambda text: text.replace("\n", "\x00\n")),
}

SAME_OF = {
    "ris": {
        "one blank": lambda text: text.replace("  - ", " - "),
        "a tab before the dash": lambda text: text.replace("  - ", "\t- "),
        "a tab after the dash": lambda text: text.replace("  - ", "  -\t"),
        "no blank at all": lambda text: re.sub(r"(?m)^(..)  - ", r"\1-", text),
        "no blank behind the dash": lambda text: re.sub(r"(?m)^(..)  - ", r"\1  -", text),
        "many blanks": lambda text: text.replace("  - ", "   -   "),
        "ER without trailing blank": lambda text: text.replace("ER  - ", "ER  -"),
        "no ER": lambda text: text.replace("ER  - \n", ""),
        "lower-case tags": lambda text: re.sub(
            r"(?m)^[A-Z][A-Z0-9](?=  -)", lambda found: found[0].lower(), text
        ),
        "indented": lambda text: re.sub(r"(?m)^(?=.)", "    ", text),
        "Ovid headers": lambda text: re.sub(r"(?m)^(?=TY)", "<1>\n\n", text),
        "Cochrane headers": lambda text: re.sub(r"(?m)^(?=TY)", "Record #1 of 5\n", text),
        "a provider's header": lambda text: "Provider: Example\nContent: text/plain\n\n" + text,
        "ER twice": lambda text: text.replace("ER  - \n", "ER  - \nER  - \n"),
    },
    "bibtex": {
        "lower-case types": lambda text: re.sub(r"@[A-Z]+", lambda found: found[0].lower(), text),
        "no header lines": lambda text: text.split("\n", 2)[2],
        "blanks before the brace": lambda text: re.sub(r"(?m)^@([A-Z]+)\{", r"@\1 {", text),
        "fields on one line": lambda text: re.sub(r",\n  ", ", ", text),
        "indented entries": lambda text: re.sub(r"(?m)^@", "   @", text),
        "no blank line between": lambda text: text.replace("}\n\n@", "}\n@"),
        "entries on one line": lambda text: text.replace("}\n\n@", "} @"),
        "upper-case fields": lambda text: re.sub(
            r"(?m)^  (\w+)(?= ?=)", lambda found: found[0].upper(), text
        ),
        "stray commas": lambda text: text.replace("}\n\n@", "},\n\n@"),
    },
    "medline": {
        "one blank": lambda text: re.sub(r"(?m)^([A-Z]+) *- ", r"\1 - ", text),
        "lower-case tags": lambda text: re.sub(
            r"(?m)^[A-Z]+(?= *- )", lambda found: found[0].lower(), text
        ),
        "no blank lines": lambda text: text.replace("\n\n", "\n"),
        "continued by a tab": lambda text: text.replace("\n      ", "\n\t"),
        "numbered records": lambda text: re.sub(r"(?m)^(?=PMID)", "\n1. \n", text),
    },
    "wos-text": {
        "no ER": lambda text: text.replace("ER\n\n", "\n"),
        "no EF": lambda text: text.replace("EF\n", ""),
        "no head": lambda text: text.split("\n", 2)[2],
        "lower-case tags": lambda text: re.sub(
            r"(?m)^[A-Z][A-Z0-9](?= |$)", lambda found: found[0].lower(), text
        ),
        "a tab behind the tag": lambda text: re.sub(r"(?m)^([A-Z][A-Z0-9]) ", r"\1" + "\t", text),
        "continued by a tab": lambda text: text.replace("\n   ", "\n\t"),
        "no blank lines": lambda text: text.replace("\n\n", "\n"),
    },
    "endnote-xml": {
        "no declaration": lambda text: text.split("\n", 1)[1],
        "no xml element": lambda text: text.replace("<xml>", "").replace("</xml>", ""),
        "all on one line": lambda text: text.replace("\n", ""),
        "one quote": lambda text: text.replace('"', "'"),
        "attributes of a record": lambda text: text.replace("<record>", '<record database="x">'),
        "a document type": lambda text: text.replace("<xml>", "<!DOCTYPE xml>\n<xml>"),
        "a comment": lambda text: text.replace("<titles>", "<!-- made --><titles>"),
    },
    "scopus-csv": {
        "CSV of Excel": lambda text: "sep=,\n" + text,
        "a line above the header": lambda text: "Export of 1 March 2026\n" + text,
        "empty rows": lambda text: text + ",,,,,,,,,,,,,,\n",
        "blanks behind quotes": lambda text: text.replace('","', '" ,"'),
    },
    "csv": {
        "a line above the header": lambda text: "Export of 1 March 2026\n" + text,
        "empty rows": lambda text: text + ",,,,,,,\n",
        "CSV of Excel": lambda text: "sep=,\n" + text,
        "a delimiter at line ends": lambda text: re.sub(r"(A\d)\n", r"\1,\n", text),
        "header in capitals": lambda text: text.replace("title,authors,year", "TITLE,AUTHORS,YEAR"),
    },
    "wos-tab": {
        "a tab at line ends": lambda text: text.replace("\n", "\t\n"),
        "empty rows": lambda text: text + "\t\t\t\n",
    },
}


def _cut(share):
    return lambda text, kind: text.encode()[: int(len(text.encode()) * share)]


def _without(which, pattern_of, count):
    def change(text, kind):
        pattern = pattern_of.get(kind)
        if pattern is None:
            rows = lines_of(text)
            del rows[which % (len(rows) - 1)]
            return "\n".join(rows).encode()
        found = list(re.finditer(pattern, text, re.MULTILINE))[which : which + count]
        for one in reversed(found):
            text = text[: one.start()] + text[one.end() :]
        return text.encode()

    return change


def _noisy(seed, what):
    def change(text, kind):
        rng = np.random.default_rng(seed)
        data = bytearray(text.encode())
        for at in rng.integers(0, len(data), 12):
            what(data, int(at) % len(data), rng)
        return bytes(data)

    return change


def _drop(data, at, rng):
    del data[at]


def _spoil(data, at, rng):
    data[at] = 0xFF


def _swap(data, at, rng):
    data[at] = int(rng.integers(32, 127))


def _lines(seed, what):
    def change(text, kind):
        rng = np.random.default_rng(seed)
        found = lines_of(text)
        if what == "shuffled":
            found = [found[at] for at in rng.permutation(len(found))]
        else:
            for at in sorted(
                rng.choice(len(found), min(6, len(found) // 2), replace=False), reverse=True
            ):
                found[at : at + 1] = [found[at]] * (2 if what == "doubled" else 0)
        return "\n".join(found).encode()

    return change


def _twice(text, kind):
    return (text + text).encode()


def _huge(text, kind):
    return text.replace("Alphaword", "Alphaword " + "long " * 400_000, 1).encode()


def _many_lines(text, kind):
    more = {"medline": "\n      more", "wos-text": "\n   more"}.get(kind, "\nmore")
    if kind == "wos-tab":
        more = " more"
    return text.replace("two lines.", "two lines." + more * 20_000, 1).encode()


def _empty_values(text, kind):
    filled = {
        "ris": (r"(?m)^(AU|KW|VL|PY)  - .*$", r"\1  - "),
        "bibtex": (r"(author ?= ?)[{\"].*[}\"]", r"\1{}"),
        "medline": (r"(?m)^(FAU|DP ) ?- .*$", r"\1 - "),
        "wos-text": (r"(?m)^(AU|PY) .*$", r"\1 "),
        "endnote-xml": (r"<year>.*?</year>", "<year></year>"),
    }.get(kind, (r"(?<=[,\t])\"?\d{4}\"?(?=[,\t])", ""))
    return re.sub(*filled, text).encode()


DAMAGE = {
    **{f"cut off at {share:.0%}": _cut(share) for share in np.linspace(0.12, 0.99, 14).round(3)},
    "cut off by one byte": lambda text, kind: text.encode()[:-1],
    "cut off by nine bytes": lambda text, kind: text.encode()[:-9],
    "the first start is missing": _without(0, _START, 1),
    "the third start is missing": _without(2, _START, 1),
    "two starts are missing": _without(1, _START, 2),
    "the first end is missing": _without(0, _END, 1),
    "the third end is missing": _without(2, _END, 1),
    "the last end is missing": _without(4, _END, 1),
    "all ends are missing": _without(0, _END, 9),
    "the file twice": _twice,
    "a huge field": _huge,
    "a field of many lines": _many_lines,
    "empty values": _empty_values,
    "a quote that is not closed": _changed(lambda text: text.replace("Gammaword", '"Gammaword')),
    "a brace that is not closed": _changed(lambda text: text.replace("Gammaword", "{Gammaword")),
    "a brace too many": _changed(lambda text: text.replace("Gammaword", "}Gammaword")),
    "an angle bracket": _changed(lambda text: text.replace("Gammaword", "<Gammaword")),
    "a NUL in a title": _changed(lambda text: text.replace("Gamma", "\x00Gamma")),
    "one line in another encoding": lambda text, kind: text.encode().replace(
        "Röe".encode(), "Röe".encode("cp1252"), 1
    ),
    "stray lines": lambda text, kind: _between_records(
        text, kind, "Link to the full text: https://example.org\n"
    ).encode(),
    "a line that looks like a start": _changed(
        lambda text: text.replace("in two lines", "\nTY  - JOUR\n@article{x,\nPMID- 1\nPT J\n")
    ),
    **{f"bytes dropped, {seed}": _noisy(seed, _drop) for seed in range(4)},
    **{f"bytes spoiled, {seed}": _noisy(seed, _spoil) for seed in range(3)},
    **{f"signs swapped, {seed}": _noisy(seed, _swap) for seed in range(4)},
    **{f"lines shuffled, {seed}": _lines(seed, "shuffled") for seed in range(3)},
    **{f"lines dropped, {seed}": _lines(seed, "dropped") for seed in range(3)},
    **{f"lines doubled, {seed}": _lines(seed, "doubled") for seed in range(3)},
}
