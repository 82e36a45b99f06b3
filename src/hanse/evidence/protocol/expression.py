"""Boolean combinations of concepts: read, checked, and with the place of every mistake."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from hanse.errors import InputError, unknown_name

__all__ = ["AllOf", "AnyOf", "But", "Node", "read_combination"]

_TOKEN = re.compile(r"\s*(?:(\()|(\))|([^\s()]+))")


@dataclass(frozen=True)
class AllOf:
    """Everything of it holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one of it holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class But:
    """The first holds and the second does not."""

    kept: Node
    dropped: Node


Node = AllOf | AnyOf | But | object
"""Part of a query; whatever is none of the three is a leaf."""


@dataclass(frozen=True)
class _Token:
    text: str
    at: int
    sort: str  # "(", ")", "AND", "OR", "NOT" or "name"


def read_combination(text: str, ids: Collection[str], *, where: str = "") -> Node:
    """Return a combination of concepts as a tree with their ids as leaves.

    AND and OR may not stand side by side without parentheses, as databases read that in different
    ways. NOT stands behind what it takes from: ``a AND NOT b`` or ``a NOT b``.

    Parameters
    ----------
    text : str
        Such as ``"cluster AND (abroad OR export) AND NOT medicine"``; empty joins all by AND.
    ids : collection of str
        The concepts that there are.
    where : str
        The place, for errors.

    Raises
    ------
    InputError
        If it cannot be read: with the place, counted from 1, and what stands there.

    Examples
    --------
    >>> read_combination("a AND NOT b", ["a", "b"])
    But(kept='a', dropped='b')
    >>> read_combination("", ["a", "b"])
    AllOf(parts=('a', 'b'))
    """
    if not text.strip():
        names: tuple[Node, ...] = tuple(ids)
        return names[0] if len(names) == 1 else AllOf(names)
    return _Parser(text, ids, where).whole()


class _Parser:
    """Recursive descent over the tokens of one combination."""

    def __init__(self, text: str, ids: Collection[str], where: str) -> None:
        self.text, self.ids, self.where = text, ids, where
        self.tokens = list(_tokens(text))
        self.at = 0

    def whole(self) -> Node:
        """Return the tree of the whole text."""
        found = self._level()
        if self.at < len(self.tokens):
            raise self._wrong("a closing parenthesis without its opening one", "Take it out.")
        return found

    def _level(self) -> Node:
        """Return what stands up to the next closing parenthesis or the end."""
        parts, joint = [self._part()], ""
        dropped: list[Node] = []
        while self.at < len(self.tokens) and self.tokens[self.at].sort != ")":
            here = self.tokens[self.at]
            if here.sort not in ("AND", "OR", "NOT"):
                raise self._wrong(f"'{here.text}' without AND, OR or NOT before it", "Join them.")
            is_not = here.sort == "NOT"
            sort = "AND" if is_not else here.sort
            if joint and sort != joint:
                mend = "Put parentheses: databases read AND and OR side by side differently."
                raise self._wrong("AND and OR on one level", mend)
            joint = sort
            self.at += 1
            if not is_not and self._sort() == "NOT":
                if sort == "OR":
                    raise self._wrong("OR NOT, which no database can search", "Write AND NOT.")
                is_not = True
                self.at += 1
            (dropped if is_not else parts).append(self._part())
        kept = parts[0] if len(parts) == 1 else (AllOf if joint == "AND" else AnyOf)(tuple(parts))
        if not dropped:
            return kept
        return But(kept, dropped[0] if len(dropped) == 1 else AnyOf(tuple(dropped)))

    def _part(self) -> Node:
        """Return one concept or one pair of parentheses with what is in it."""
        sort = self._sort()
        if sort == "name":
            name = self.tokens[self.at].text
            if name not in self.ids:
                at = self._place(self.tokens[self.at].at)
                raise unknown_name("concept", name, self.ids, where=at)
            self.at += 1
            return name
        if sort == "(":
            opened = self.tokens[self.at]
            self.at += 1
            if self._sort() == ")":
                raise self._wrong("nothing between parentheses", "Name a concept.")
            found = self._level()
            if self._sort() != ")":
                at = self._place(opened.at)
                raise InputError("this parenthesis is not closed", where=at, mend="Close it.")
            self.at += 1
            return found
        if sort == "NOT":
            raise self._wrong("NOT with nothing before it to take from", "Write a AND NOT b.")
        if sort == ")":
            raise self._wrong("a closing parenthesis where a concept is due", "Take it out.")
        what = f"{sort} where a concept is due" if sort else "it ends where a concept is due"
        raise self._wrong(what, "Name a concept.")

    def _sort(self) -> str:
        """Return the sort of the next token, empty at the end."""
        return self.tokens[self.at].sort if self.at < len(self.tokens) else ""

    def _wrong(self, what: str, mend: str) -> InputError:
        """Return the error for the next token."""
        at = self.tokens[self.at].at if self.at < len(self.tokens) else len(self.text.rstrip())
        return InputError(what, where=self._place(at), mend=mend)

    def _place(self, at: int) -> str:
        """Return a place in words: sign number and what stands from there."""
        rest = self.text[at : at + 20].strip()
        said = f"sign {at + 1} of '{self.text}'" + (f", at '{rest}'" if rest else "")
        return f"{self.where}, {said}" if self.where else said


def _tokens(text: str) -> Iterator[_Token]:
    """Return the tokens of a text with their places."""
    at = 0
    while found := _TOKEN.match(text, at):
        at = found.end()
        word = found[1] or found[2] or found[3]
        sort = word if word in "()" else word.upper()
        yield _Token(
            word,
            found.end() - len(word),
            sort if sort in ("(", ")", "AND", "OR", "NOT") else "name",
        )
