"""Spreadsheets that people fill in: the questionnaire of a firm, the ratings of an expert."""

from hanse.strategy.sheets.answers import read_answer_sheet, write_answer_sheet
from hanse.strategy.sheets.ratings import RatingSheet, read_rating_sheet, write_rating_sheet

__all__ = [
    "RatingSheet",
    "read_answer_sheet",
    "read_rating_sheet",
    "write_answer_sheet",
    "write_rating_sheet",
]
