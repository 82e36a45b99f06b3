"""The text of a new hanse.toml: suggested settings, and beside each guess why and what to do.

Lines that begin with ``# `` are sentences. Lines that begin with ``#`` and no blank are settings to
switch on by taking the sign away.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from hanse.messages import join_names, plural
from hanse.study.start_cells import stray_texts, total_rows, total_warning
from hanse.study.start_columns import Choice
from hanse.study.start_names import set_names
from hanse.study.start_sets import SetGuess, guess_set
from hanse.tables import Column

__all__ = ["quote", "study_text"]

_MANY = 50
_WIDTH = 94


def quote(value: Any) -> str:
    r"""Return a text, number or list of these as TOML, on one line.

    Examples
    --------
    >>> print(quote('A "B"'), quote(["p10", 0.5, 3]))
    "A \"B\"" ["p10", 0.5, 3]
    """
    import tomli_w

    if isinstance(value, (list, tuple)):
        return f"[{', '.join(quote(one) for one in value)}]"
    return tomli_w.dumps({"k": value}).removeprefix("k = ").rstrip("\n")


def study_text(
    choice: Choice,
    *,
    file: str,
    title: str,
    reading: Mapping[str, str] | None = None,
    markers: Sequence[str] = (),
) -> str:
    """Return hanse.toml as a text.

    Parameters
    ----------
    choice : Choice
        The columns and the reasons for them.
    file : str
        Name of the table in the study folder.
    title : str
        Title of the study.
    reading : mapping of str to str, optional
        Delimiter, decimal sign and encoding where they were told.
    markers : sequence of str
        Texts that may stand for missing cells, proposed in a comment.
    """
    names = set_names(column.name for column in choice.table.columns)
    parts = [
        _study(choice, title),
        _cases(choice, file, reading or {}, markers),
        _sets_heading(choice),
        *(_set(choice, column, names) for column in (choice.outcome, *choice.conditions)),
        *(_left_out(column, reason, names) for column, reason in choice.left_out),
        _qca(choice, names),
        _examples(choice, names),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _said(*sentences: str) -> list[str]:
    """Return sentences as lines of comment, without line ends or control signs of their own."""
    lines = []
    for sentence in sentences:
        plain = "".join(sign if sign.isprintable() else " " for sign in sentence)
        lines += textwrap.wrap(plain, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"# {line}" for line in lines]


def _study(choice: Choice, title: str) -> list[str]:
    """Return ``[study]``."""
    listed = join_names([column.name for column in choice.conditions])
    asked = f"Which combinations of {listed} lead to high {choice.outcome.name}?"
    caution = (
        "Outcome, conditions and anchors were suggested by hanse new from the numbers alone; "
        "nobody has decided on them yet."
    )
    return [
        *_said(
            "Started by hanse new. Run it with: hanse run, and the name of this folder.",
            "Every setting below was guessed from the numbers alone. The sentences say why and "
            "what to do; lines with # and no blank after it are settings to switch on.",
        ),
        "",
        "[study]",
        f"title = {quote(title)}",
        f"question = {quote(asked)}",
        *_said(
            "The caution stands on the first page of the report. Take it out once you have decided "
            "on outcome, conditions and anchors, or say what else a reader must know."
        ),
        f"caution = {quote(caution)}",
        *_said("Say where the data come from, who may use them, and when they were counted:"),
        '#source = "Survey of the clusters, see the appendix."',
        '#licence = "CC BY 4.0"',
        '#as_of = "2024"',
    ]


def _cases(
    choice: Choice, file: str, reading: Mapping[str, str], markers: Sequence[str]
) -> list[str]:
    """Return ``[cases]``."""
    table, lost = choice.table, len(choice.table.cases) - len(choice.kept.cases)
    lines = ["[cases]", f"file = {quote(file)}"]
    if table.sheet:
        lines += [*_said("The sheet that was read:"), f"sheet = {quote(table.sheet)}"]
    lines += [
        *_said("The column that names the cases, different in every row:"),
        f"id = {quote(table.id_name)}",
        *_said(*(total_warning(*one) for one in total_rows(table))),
        *(f"{key} = {quote(value)}" for key, value in reading.items()),
    ]
    if markers:
        said = (
            "These texts stand among numbers. If they say that a value is not known, this reads "
            "them as missing cells; a text that is not listed then counts as text. If they say "
            "anything else, write a number in the table instead."
        )
        lines += [*_said(said), f"#missing_markers = {quote(list(markers))}"]
    if not lost:
        said = (
            "No cell that is used is missing. If one is, the run stops and says which; to leave "
            "such cases out instead:"
        )
        return [*lines, *_said(said), '#missing = "drop"']
    said = (
        f"Of {plural(len(table.cases), 'case')} {lost} {'has' if lost == 1 else 'have'} a missing "
        f"cell in the outcome or a condition and {'is' if lost == 1 else 'are'} left out; the "
        'report names them. "refuse" would stop instead. Fill the cells if you can.'
    )
    return [*lines, *_said(said), 'missing = "drop"']


def _sets_heading(choice: Choice) -> list[str]:
    """Return what stands above the sets."""
    return _said(
        "The sets. An anchor is a number in the unit of the column, or a word for one: min, "
        "median, max, or a percentile such as p25. Membership is 0.05 at the first anchor (out), "
        "0.5 at the second (crossover) and 0.95 at the third (full). The report prints label, unit "
        "and reason: write them for your readers.",
        f"Numbers in these comments are of the {plural(len(choice.kept.cases), 'case')} analysed; "
        "of columns left out, of all cases that have a value.",
    )


def _set(choice: Choice, column: Column, names: Mapping[str, str]) -> list[str]:
    """Return ``[sets.NAME]`` of the outcome or of a condition."""
    is_outcome = column is choice.outcome
    values = choice.kept.numeric(column.name)
    guess = guess_set(values, name=column.name, is_outcome=is_outcome)
    heading = f"Outcome. {choice.why_outcome}" if is_outcome else "Condition."
    return [*_said(heading), *_set_lines(column, guess, names)]


def _left_out(column: Column, reason: str, names: Mapping[str, str]) -> list[str]:
    """Return a column that is not used, its settings switched off."""
    heading = f"Left out, '{column.name}': {reason}."
    values = column.values[~np.isnan(column.values)] if column.is_numeric else np.empty(0)
    if stray_texts(column):
        heading += " Correct the cell, or leave it empty where the value is not known."
    if not values.size:
        return _said(heading)
    more = "To use it, take the # from the settings below and add the set to the conditions."
    lines = _set_lines(column, guess_set(values, name=column.name, is_outcome=False), names)
    off = [line if line.startswith("# ") else f"#{line}" for line in lines]
    return [*_said(heading, more), *off]


def _set_lines(column: Column, guess: SetGuess, names: Mapping[str, str]) -> list[str]:
    """Return the lines of one set."""
    name = names[column.name]
    lines = [f"[sets.{_key(name)}]"]
    if name != column.name:
        lines += [
            *_said("The set has a name of its own that can stand in an expression such as A*~B:"),
            f"column = {quote(column.name)}",
        ]
    return [
        *lines,
        f"label = {quote(column.label or column.name)}",
        f"unit = {quote(column.unit)}",
        *_said(*guess.comments),
        *(f"{word} = {quote(value)}" for word, value in guess.settings.items()),
        f"reason = {quote(guess.reason)}",
    ]


def _qca(choice: Choice, names: Mapping[str, str]) -> list[str]:
    """Return ``[qca]`` with the cut-offs."""
    n = len(choice.kept.cases)
    frequency = 1 if n < _MANY else max(2, round(n / 100))
    return [
        "[qca]",
        f"outcome = {quote(names[choice.outcome.name])}",
        *_said(
            f"{choice.why_conditions} Keep those that a theory names; four to six are usual, since "
            "each doubles the number of combinations."
        ),
        f"conditions = {quote([names[column.name] for column in choice.conditions])}",
        *_said(
            f"A combination is judged from {plural(frequency, 'case')} on, a usual choice for "
            f"{plural(n, 'case')}. A higher number makes the answer safer and leaves more "
            "combinations unjudged."
        ),
        f"frequency = {frequency}",
        *_said(
            "A combination counts as sufficient from this consistency on; 0.8 is usual, 0.75 the "
            "least. Look for a gap between the rows of the truth table."
        ),
        "consistency = 0.8",
        *_said(
            "PRI is low where a combination goes with the outcome and with its absence alike; "
            "below 0.5 it contradicts itself. Papers take 0.5 to 0.75."
        ),
        "pri = 0.5",
    ]


def _examples(choice: Choice, names: Mapping[str, str]) -> list[str]:
    """Return settings to switch on: expectations, families and robustness."""
    first = choice.conditions[0]
    levels = [_levels(choice, column) for column in choice.conditions[:2]]
    path = "*".join(
        f"{names[column.name]}[{level - 1}]" if level else names[column.name]
        for column, level in zip(choice.conditions, levels, strict=False)
    )
    expected = quote(levels[0] - 1) if levels[0] else quote("present")
    return [
        *_said(
            "What theory expects of a condition, for the intermediate solution. Without any, it "
            "equals the conservative one."
        ),
        "#[qca.expectations]",
        f"#{_key(names[first.name])} = {expected}",
        "",
        *_said("Names for paths that belong together, for the configuration chart:"),
        "#[qca.families]",
        f'#"first family" = {quote([path])}',
        "",
        *_said(
            "Other settings that the answer should survive, as many as you like; the report says "
            "what becomes of each path."
        ),
        "#[[robustness]]",
        '#name = "stricter consistency"',
        "#consistency = 0.85",
        '#reason = "The usual cut-off raised by 0.05."',
    ]


def _levels(choice: Choice, column: Column) -> int:
    """Return the number of values of a multi-value condition, else 0."""
    values = choice.kept.numeric(column.name)
    return guess_set(values, name=column.name, is_outcome=False).levels


def _key(name: str) -> str:
    """Return the name of a set as a key of TOML."""
    return name if name.isascii() else quote(name)
