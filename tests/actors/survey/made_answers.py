"""Answers to the survey on gaps from a few rows."""

import math

from hanse.actors.tables import GapAnswers

NAN = math.nan


def answers(*rows):
    """Return answers; each row is (respondent, wave, gap, importance, present)."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * 5
    return GapAnswers(*columns)


def cell(wave, key, pairs, *, first="r"):
    """Return the rows of one wave and gap; respondents are numbered."""
    return [(f"{first}{k}", wave, key, *pair) for k, pair in enumerate(pairs)]
