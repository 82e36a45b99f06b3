"""A query in the syntax of a platform."""

from __future__ import annotations

import re
from urllib.parse import quote

from hanse.evidence.protocol.expression import AllOf, AnyOf, But, Node
from hanse.evidence.protocol.platforms import Platform
from hanse.evidence.protocol.query import Form, Leaf, leaves

__all__ = [
    "Limit",
    "can_truncate",
    "connectors",
    "field_codes",
    "length",
    "written",
    "written_form",
]

_WORD = re.compile(r"[^\W_]+")
_RESERVED = frozenset(("and", "or", "not", "near", "same", "pre", "w", "n", "adj", "to"))


class Limit(str):
    """A limit that stands in the string as it is, such as years."""


def written(node: Node, to: Platform) -> str:
    """Return a query as the platform reads it.

    Every group stands in parentheses, so that nothing hangs on which operator binds first.

    Examples
    --------
    >>> from hanse.evidence.protocol.platforms import platform
    >>> a, b = (Leaf(Form(text), ("title",)) for text in ("cluster", "industrial district"))
    >>> written(AnyOf((a, b)), platform("scopus"))
    'TITLE(cluster OR "industrial district")'
    >>> written(AnyOf((a, b)), platform("pubmed"))
    'cluster[ti] OR "industrial district"[ti]'
    """
    return _text(node, to)[0]


def _text(node: Node, to: Platform) -> tuple[str, bool]:
    """Return a node and whether it stands as one piece in a larger one."""
    fields = {leaf.fields for leaf in leaves(node)}
    is_group = isinstance(node, AnyOf) and all(isinstance(one, Leaf) for one in node.parts)
    if (is_group or isinstance(node, Leaf)) and len(fields) == 1:
        return _group(node, next(iter(fields)), to)
    if isinstance(node, (AllOf, AnyOf)):
        operator = to.both if isinstance(node, AllOf) else to.either
        return _join(operator, [_nested(part, to) for part in node.parts])
    if isinstance(node, But):
        return _but(node, to), False
    return str(node), True


def _but(node: But, to: Platform) -> str:
    """Return what is kept without what is dropped."""
    if to.nesting:
        return _join(to.without, [_nested(node.kept, to), _nested(node.dropped, to)])[0]
    kept = written(node.kept, to) if isinstance(node.kept, AllOf) else _nested(node.kept, to)
    dropped = node.dropped.parts if isinstance(node.dropped, AnyOf) else (node.dropped,)
    return " ".join([kept, *(to.without + _nested(one, to) for one in dropped)])


def _nested(node: Node, to: Platform) -> str:
    """Return a node so that it stands as one piece in a larger one."""
    text, is_piece = _text(node, to)
    return text if is_piece else f"({text})"


def _group(node: Node, fields: tuple[str, ...], to: Platform) -> tuple[str, bool]:
    """Return forms of the same fields with the codes around them."""
    forms = [written_form(leaf.form, to) for leaf in leaves(node)]
    codes = field_codes(fields, to)
    if not codes:
        return _join(to.either, forms)
    inner = forms if to.tag_each else [_join(to.either, forms)[0]]
    return _join(
        to.either,
        [
            to.template.replace("{query}", one).replace("{code}", code)
            for one in inner
            for code in codes
        ],
    )


def field_codes(fields: tuple[str, ...], to: Platform) -> list[str]:
    """Return the codes for a set of fields, empty where the platform has none for them."""
    known = dict(to.codes)
    ordered = [field for field in ("title", "abstract", "keywords") if field in fields]
    whole = known.get(",".join(ordered))
    if whole:
        return [whole]
    if any(field not in known for field in ordered):
        return []
    single = list(dict.fromkeys(known[field] for field in ordered))
    return [to.joint.join(single)] if to.joint else single


def written_form(form: Form, to: Platform) -> str:
    """Return a form with the signs that the platform needs around it.

    Examples
    --------
    >>> from hanse.evidence.protocol.platforms import platform
    >>> written_form(Form("co-location", exact=True), platform("scopus"))
    '{co-location}'
    >>> written_form(Form("industrial district", truncated=True), platform("ovid"))
    '(industrial district*)'
    """
    if form.exact and to.exact and not form.truncated:
        return f"{to.exact[0]}{form.text}{to.exact[1]}"
    text = form.text + (to.truncation if form.truncated else "")
    if _WORD.fullmatch(form.text) and form.text.lower() not in _RESERVED:
        return f'"{text}"' if form.exact and not form.truncated else text
    if form.truncated and to.bare_phrases:
        return f"({text})"
    return f'"{text}"'


def can_truncate(text: str, to: Platform) -> bool:
    """Return whether the platform takes a star behind a beginning.

    Examples
    --------
    >>> from hanse.evidence.protocol.platforms import platform
    >>> can_truncate("export", platform("wos")), can_truncate("export", platform("sciencedirect"))
    (True, False)
    """
    words = re.split(r"[^\w]+", text.lower())
    if not to.truncation or len(words[-1]) < to.least:
        return False
    if _WORD.fullmatch(text):
        return True
    return to.phrases or (to.bare_phrases and not _RESERVED & set(words))


def connectors(text: str, to: Platform) -> int:
    """Return how many operators stand in a string, AND NOT counted once.

    Examples
    --------
    >>> from hanse.evidence.protocol.platforms import platform
    >>> connectors('(a OR "b AND c") AND NOT d', platform("sciencedirect"))
    2
    """
    bare = re.sub(r'"[^"]*"|\{[^}]*\}', "x", text)
    return len(re.findall(r"\b(?:AND NOT|AND|OR|NOT)\b", bare, flags=re.IGNORECASE))


def length(text: str, to: Platform) -> int:
    """Return how long a string is as the platform counts it: in signs, or within an address."""
    return len(quote(text, safe="")) if to.counted == "url" else len(text)


def _join(operator: str, parts: list[str]) -> tuple[str, bool]:
    """Return parts with an operator between them, and whether there is only one."""
    return (f" {operator} " if operator else " ").join(parts), len(parts) == 1
