"""Options, mixtures and answers in plain words for running text."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.messages import join_names
from hanse.report import literal
from hanse.strategy import Catalogue, Mixture
from hanse.strategy.completions import Condition

__all__ = ["conditions_said", "either", "mixtures_said", "option_said", "topic_said"]


def either(names: Sequence[str]) -> str:
    """Return names as a choice.

    Examples
    --------
    >>> either(["A", "B", "C"])
    'A, B or C'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"


def option_said(catalogue: Catalogue, option: str) -> str:
    """Return the name of an option for running text."""
    return literal(catalogue.option(option).name)


def mixtures_said(catalogue: Catalogue, mixtures: Sequence[Mixture]) -> str:
    """Return mixtures as a choice, with what they share said once.

    Mixtures of two parts that pair each of some options with each of others are said as one
    sentence: "A or B, together with C or D".

    Examples
    --------
    >>> from hanse.strategy import read_catalogue
    >>> found = [("niche-exporting", "captive-higher"), ("upgrading-exporting", "captive-higher")]
    >>> print(mixtures_said(read_catalogue(), found))
    niche exporting or upgrading exporting, together with captive offshoring of higher functions
    """
    if not mixtures:
        return "nothing"
    if len(mixtures) > 1 and all(len(one) == 2 for one in mixtures):
        firsts = list(dict.fromkeys(one[0] for one in mixtures))
        seconds = list(dict.fromkeys(one[1] for one in mixtures))
        if set(mixtures) == {(a, b) for a in firsts for b in seconds}:
            left, right = (
                either([option_said(catalogue, part) for part in parts])
                for parts in (firsts, seconds)
            )
            return f"{left}, together with {right}"
    named = [
        " together with ".join(option_said(catalogue, part) for part in one) for one in mixtures
    ]
    if any(len(one) > 1 for one in mixtures):
        return "; or ".join(named)
    return either(named)


def conditions_said(catalogue: Catalogue, when: Sequence[Condition]) -> str:
    """Return the answers that lead to an advice: conditions joined by "and", ways by "or"."""
    return "; or ".join(
        join_names([_answer_said(catalogue, name, value) for name, value in one]) for one in when
    )


def _answer_said(catalogue: Catalogue, name: str, value: str) -> str:
    """Return what a question is about and the words of its answer."""
    words = literal(catalogue.question(name).choices[value])
    return f"{topic_said(catalogue, name)} is “{words}”"


def topic_said(catalogue: Catalogue, name: str) -> str:
    """Return what a question is about, for running text."""
    question = catalogue.question(name)
    return f"*{literal(question.topic or question.text)}*"
