"""What a title says beside its subject: part, edition, erratum, retraction, reply, language."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Markers", "edition_number", "split_markers"]

_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}
_WORDS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6},
    **{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5},
}
_END = r"(?=\s*(?:[:.,;)\]–—*-]|$))"
_ORDINALS = "first|second|third|fourth|fifth|sixth"
_PART = re.compile(
    r"[\s:.,;(\[–—-]*\b(?:"
    r"(?:part|pt|teil|partie|parte|del)\b\.?\s*"
    r"(?P<number>\d{1,2}\b|(?:viii|vii|vi|iv|ix|iii|ii|i|v|x)\b|one\b|two\b|three\b|four\b|five\b"
    rf"|[a-e]\b{_END})"
    rf"|(?:the\s+)?(?P<ordinal>{_ORDINALS}|[1-9](?:st|nd|rd|th))\s+(?:part|paper|report)\b{_END})"
    r"[)\]]?",
    re.IGNORECASE,
)
_LAST = re.compile(r"[\s:.,;(–—-]+(viii|vii|vi|iv|ix|iii|ii|i)[\W_]*$", re.IGNORECASE)
_EDITION = re.compile(
    r"[\s:.,;(\[]*\b(?:the\s+)?"
    r"(?P<number>\d{1,2}(?=(?:st|nd|rd|th)\b)|first|second|third|fourth|fifth|sixth|revised|new)"
    r"(?:st|nd|rd|th)?(?:\s+(?:revised|international|updated))?\s+ed(?:ition|n)?\b\.?[)\]]?",
    re.IGNORECASE,
)
_CORRECTED = (
    r"errat(?:um|a)|corrigend(?:um|a)|addend(?:um|a)|(?:publisher\s+|author\s+)?corrections?"
)
_WITHDRAWN = (
    r"retraction(?:\s+(?:notice|note))?|notice\s+of\s+retraction|withdrawal(?:\s+notice)?"
    r"|(?:editorial\s+)?expression\s+of\s+concern"
)
_ANSWER = (
    r"comments?|commentary|repl(?:y|ies)|responses?|rejoinder|discussion"
    r"|authors?['’]?s?\s+(?:reply|response)|letter"
)
_BEFORE = r"^\W*(?:{})\s*(?:[:.–—-]+\s*(?:to|of|on|for)?\b|\b(?:to|on|for)\b{})\s*(?=\S)"
_BEHIND = r"\s*[:.,;(\[–—-]+\s*(?:an?\s+|the\s+)?(?:{})[\W_]*$"
_NOTICES = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("retraction-notice", _BEFORE.format(_WITHDRAWN, r"|\bof\b")),
        ("retraction-notice", _BEHIND.format(_WITHDRAWN)),
        ("erratum", _BEFORE.format(_CORRECTED, "")),
        ("erratum", _BEHIND.format(_CORRECTED)),
        ("comment", _BEFORE.format(_ANSWER, "")),
        ("comment", _BEHIND.format(_ANSWER)),
        (
            "review",
            r"^\W*(?:book\s+)?reviews?\s*:\s*|^\W*book\s+review\s+of\b|\(book\s+review\)\W*$",
        ),
    )
)
_ONLY = re.compile(rf"\W*(?:{_WITHDRAWN}|{_CORRECTED}|{_ANSWER})\W*$", re.IGNORECASE)
_RETRACTED = re.compile(
    r"^\W*(?:retracted|withdrawn)(?:\s+article)?\s*[:.–—\])-]+\s*"
    r"|\s*[\[(](?:retracted|withdrawn)[^\])]*[\])]\W*$",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(
    r"\s*(?:[\[(](?:article\s+)?in\s+[a-zà-ÿ]+[\])]|(?<=[\].])\s*\[[a-zà-ÿ]+\])\W*$", re.IGNORECASE
)
_WHOLE = re.compile(r"^\s*\[(.+)\][\s.*]*$")
_TWO = re.compile(r"^(.{8,}?)\s*\[([^\[\]]{12,})\][\s.*]*$")


class Markers(NamedTuple):
    """What stands in a title beside its subject.

    Attributes
    ----------
    titles : tuple of str
        The title without the marks; two where the translation stands in brackets behind it.
    part, edition : int
        Their numbers, 0 where there is none; a revised or new edition is -1, the first 0.
    notice : str
        ``"erratum"``, ``"retraction-notice"``, ``"comment"``, ``"review"`` or empty.
    retracted : bool
        The article itself is marked as retracted.
    is_translated : bool
        The title stands in brackets, as databases write a translated one.
    """

    titles: tuple[str, ...]
    part: int
    edition: int
    notice: str
    retracted: bool
    is_translated: bool


def split_markers(title: str) -> Markers:
    """Part the subject of a cleaned title from what is said beside it.

    Parameters
    ----------
    title : str
        The title without tags and LaTeX.

    Returns
    -------
    Markers
        A title that is nothing but a mark, such as ``Erratum``, keeps it as its subject.

    Examples
    --------
    >>> split_markers("Corrigendum to “Export clusters, part II”")[:4]
    (('“Export clusters ”',), 2, 0, 'erratum')
    >>> split_markers("[Export clusters in Region X] [in German]").titles
    ('Export clusters in Region X',)
    >>> split_markers("Export clusters (2nd ed.)").edition
    2
    """
    text = _LANGUAGE.sub("", title)
    low = text.casefold()
    without = _RETRACTED.sub("", text) if "retract" in low or "withdraw" in low else text
    retracted, text = without != text, without
    whole = _WHOLE.match(text)
    two = _TWO.match(text) if "[" in text else None
    if whole and "[" not in whole[1]:
        pieces: tuple[str, ...] = (whole[1],)
    elif two and not _ONLY.match(two[2]):
        pieces = (two[1], two[2])
    else:
        pieces = (text,)
    titles, part, edition, notice = [], 0, 0, ""
    for piece in pieces:
        rest, its_notice = _without_notice(piece)
        rest, its_edition = _without_edition(rest)
        rest, its_part = _without_part(rest)
        titles.append(rest)
        part, edition, notice = part or its_part, edition or its_edition, notice or its_notice
    is_translated = len(pieces) > 1 or pieces != (text,)
    return Markers(tuple(titles), part, edition, notice, retracted, is_translated)


def edition_number(text: str) -> int:
    """Return the number of an edition as a field gives it: 0 for none or the first.

    Examples
    --------
    >>> edition_number("2nd ed."), edition_number("Second edition"), edition_number("1st")
    (2, 2, 0)
    >>> edition_number("Revised")
    -1
    """
    if not text:
        return 0
    low = text.casefold()
    digits = re.search(r"\d{1,2}", low)
    if digits:
        number = int(digits[0])
        return 0 if number == 1 else number
    for word, number in _WORDS.items():
        if len(word) > 1 and re.search(rf"\b{word}\b", low):
            return 0 if number == 1 else number
    return -1 if re.search(r"\b(revised|rev|new)\b", low) else 0


def _without_notice(text: str) -> tuple[str, str]:
    for kind, pattern in _NOTICES:
        found = pattern.search(text)
        if found:
            rest = (text[: found.start()] + text[found.end() :]).strip()
            if any(sign.isalnum() for sign in rest):
                return rest, kind
    return text, ""


def _without_edition(text: str) -> tuple[str, int]:
    if " ed" not in text and " Ed" not in text and " ED" not in text:
        return text, 0
    found = _EDITION.search(text)
    if not found or not found.start():
        return text, 0
    rest = text[: found.start()] + text[found.end() :]
    return rest.strip(), edition_number(found["number"])


def _without_part(text: str) -> tuple[str, int]:
    found = _PART.search(text)
    if found:
        rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
        return (rest, _part_number(found)) if len(rest) > 3 else (text, 0)
    last = _LAST.search(text)
    if last and last.start() > 3:
        return text[: last.start()], _ROMAN[last[1].lower()]
    return text, 0


def _part_number(found: re.Match[str]) -> int:
    said = (found["number"] or found["ordinal"]).lower()
    digits = re.match(r"\d+", said)
    if digits:
        return int(digits[0])
    return _ROMAN.get(said) or _WORDS[said]
