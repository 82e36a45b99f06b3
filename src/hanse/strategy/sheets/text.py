"""A firm's answers as a commented TOML file that can be edited and read again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from hanse.messages import printable_line
from hanse.strategy.answers import UNKNOWN, Answers
from hanse.strategy.catalogue import Catalogue, Moderator

__all__ = ["answers_text", "hypothesis_entry", "toml_value"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def answers_text(answers: Answers, catalogue: Catalogue) -> str:
    """Return the answers as the text of a file that `read_answers` reads as the same answers.

    Parameters
    ----------
    answers : Answers
        What the firm says; a question without an answer is written as "do not know".
    catalogue : Catalogue
        Whose questions and choices stand in the comments.

    Examples
    --------
    >>> from hanse.strategy.catalogue_reader import read_catalogue
    >>> lines = answers_text(Answers({"size": "small"}, firm="Ex"), read_catalogue()).splitlines()
    >>> lines[lines.index('size = "small"') - 2]
    '# 2. How many people work in the firm?'
    """
    return "\n".join(_lines(answers, catalogue)) + "\n"


def hypothesis_entry(one: Moderator) -> dict[str, Any]:
    """Return a user's own moderator as the keys of its entry in a file of answers."""
    entry: dict[str, Any] = {
        "id": one.id,
        "name": one.name,
        "when": one.when,
        "options": one.options,
        "criteria": one.criteria,
        "shift": one.shift,
        "reason": one.says,
    }
    return entry | ({"source": one.source} if one.source else {})


def toml_value(value: Any) -> str:
    r"""Return a text, whole number, list or table as it is written in TOML.

    Examples
    --------
    >>> print(toml_value({"size": ("small", 'the "big"')}))
    { size = ["small", "the \"big\""] }
    """
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {toml_value(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(toml_value, value))}]"
    return str(value)


def _lines(answers: Answers, catalogue: Catalogue) -> Iterator[str]:
    """Yield the lines of the file."""
    yield f"# Answers to the questions of: {printable_line(catalogue.title or catalogue.id)}."
    yield "# Change what you know better, then: hanse strategy evaluate THIS-FILE"
    yield ""
    yield f"firm = {toml_value(answers.firm)}"
    yield f"as_of = {toml_value(answers.as_of)}"
    yield "# The options that the firm thinks of, by their ids: hanse strategy options lists them."
    yield f"considered = {toml_value(answers.considered)}"
    yield ""
    yield "[answers]"
    for number, one in enumerate(catalogue.questions, start=1):
        yield f"# {number}. {printable_line(one.text)}"
        said = [f"{toml_value(key)}: {printable_line(words)}" for key, words in one.choices.items()]
        yield f"#    {'; '.join([*said, toml_value(UNKNOWN)])}"
        yield f"{_key(one.id)} = {toml_value(answers.values.get(one.id, UNKNOWN))}"
    for idea in answers.hypotheses:
        yield ""
        yield "[[hypotheses]]"
        for key, value in hypothesis_entry(idea).items():
            yield f"{key} = {toml_value(value)}"


def _key(name: str) -> str:
    """Return a key, in quotes where it needs them."""
    return name if _BARE.fullmatch(name) else toml_value(name)
