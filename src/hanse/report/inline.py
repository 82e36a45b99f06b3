r"""Running text: a tiny safe subset of Markdown inside sentences.

``**bold**``, ``*italic*`` and ``` `code` ``` only, and only around whole words: a star inside an
expression such as ``ISC*Pat*~HC`` stays a star. A backslash before ``*``, `````` ` `````` or ``\``
takes the sign as it is. Renderers get styles and plain pieces, and escape every piece themselves.
"""

from __future__ import annotations

import re

__all__ = ["literal", "pieces", "plain"]

_BEFORE, _AFTER = r"(?<![\w*\\)\]}~])", r"(?![\w*(\[{~])"
_SIGN = r"(?:\\[\\*`]|[^\\]|\\(?![\\*`]))"  # an escaped sign counts as one
_STYLED = re.compile(
    r"\\(?P<literal>[\\*`])"
    r"|`(?P<code>[^`\n]+)`"
    rf"|{_BEFORE}\*\*(?=\S)(?P<bold>{_SIGN}+?)(?<=\S)\*\*{_AFTER}"
    rf"|{_BEFORE}\*(?=[^\s*])(?P<italic>{_SIGN}+?)(?:(?<=[^\s*])|(?<=\\\*))\*{_AFTER}",
    re.DOTALL,
)


def pieces(text: str) -> list[tuple[str, str]]:
    """Return running text as (style, text) with style ``""``, ``bold``, ``italic`` or ``code``.

    Examples
    --------
    >>> pieces("Path **ISC*Pat** is *strong*, see `CI`; A*B*C is not.")
    [('', 'Path '), ('bold', 'ISC*Pat'), ('', ' is '), ('italic', 'strong'), ('', ', see '),
    ('code', 'CI'), ('', '; A*B*C is not.')]
    """
    found: list[tuple[str, str]] = []
    start = 0
    for match in _STYLED.finditer(text):
        _add(found, "", text[start : match.start()])
        style = str(match.lastgroup)
        inside = match.group(style)
        if style in {"bold", "italic"}:
            inside = re.sub(r"\\([\\*`])", r"\1", inside)
        _add(found, "" if style == "literal" else style, inside)
        start = match.end()
    _add(found, "", text[start:])
    return found


def _add(found: list[tuple[str, str]], style: str, text: str) -> None:
    """Add a piece, joined to the one before where both are plain."""
    if not text:
        return
    if found and style == "" and found[-1][0] == "":
        found[-1] = ("", found[-1][1] + text)
    else:
        found.append((style, text))


def literal(text: str) -> str:
    r"""Return text so that running text shows it as it is; for names that users chose.

    Examples
    --------
    >>> print(literal("*new* cluster"))
    \*new\* cluster
    """
    return re.sub(r"([\\*`])", r"\\\1", text)


def plain(text: str) -> str:
    """Return running text without its styles.

    Examples
    --------
    >>> plain("a **bold** word")
    'a bold word'
    """
    return "".join(words for _, words in pieces(text))
