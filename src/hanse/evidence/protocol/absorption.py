"""Forms that a shorter form of the same OR finds anyway, left out where strings must be short."""

from __future__ import annotations

import re

from hanse.evidence.protocol.expression import AllOf, AnyOf, But, Node
from hanse.evidence.protocol.query import Form, Leaf
from hanse.messages import join_names

__all__ = ["needless_note", "without_needless"]


def without_needless(node: Node) -> tuple[Node, list[str]]:
    """Return a query that finds the same with fewer forms, and the forms that are left out.

    A text with "industrial cluster" has "cluster" in it: of an OR of both, the longer is needless.

    Examples
    --------
    >>> fields = ("title",)
    >>> forms = (Form("cluster"), Form("industrial cluster"), Form("industrial district"))
    >>> node, needless = without_needless(AnyOf(tuple(Leaf(form, fields) for form in forms)))
    >>> len(node.parts), needless
    (2, ['industrial cluster'])
    """
    needless: list[str] = []
    return _shorter(node, needless), list(dict.fromkeys(needless))


def needless_note(needless: list[str]) -> list[str]:
    """Return a sentence for the forms that are left out, none where there are none."""
    if not needless:
        return []
    names = join_names(needless, most=100)
    return [f"Left out, as a shorter form in the string finds them: {names}."]


def _shorter(node: Node, needless: list[str]) -> Node:
    """Return a query with every OR of forms shortened."""
    if isinstance(node, AllOf):
        return AllOf(tuple(_shorter(part, needless) for part in node.parts))
    if isinstance(node, But):
        return But(_shorter(node.kept, needless), _shorter(node.dropped, needless))
    if not isinstance(node, AnyOf):
        return node
    parts = [_shorter(part, needless) for part in node.parts]
    single = [part for part in parts if isinstance(part, Leaf)]
    gone = [leaf for leaf in single if any(_finds(other, leaf) for other in single)]
    needless += [str(leaf.form) for leaf in gone]
    kept = tuple(part for part in parts if part not in gone)
    return kept[0] if len(kept) == 1 else AnyOf(kept)


def _finds(short: Leaf, long: Leaf) -> bool:
    """Return whether one form stands wherever a longer one does."""
    if short.form.exact or set(short.fields) != set(long.fields):
        return False
    few, many = _words(short.form), _words(long.form)
    if len(few) >= len(many):
        return False
    cut = short.form.truncated
    for at in range(len(many) - len(few) + 1):
        here = many[at : at + len(few)]
        at_end = at + len(few) == len(many)
        if here[:-1] != few[:-1] or (long.form.truncated and at_end and not cut):
            continue
        if here[-1] == few[-1] or (cut and here[-1].startswith(few[-1])):
            return True
    return False


def _words(form: Form) -> list[str]:
    """Return the words of a form in small letters."""
    return re.findall(r"[^\W_]+", form.text.casefold())
