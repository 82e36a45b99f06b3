"""The items of the PRISMA 2020 checklist, in our own words.

Source: Page, M. J., et al. (2021), The PRISMA 2020 statement: an updated guideline for reporting
systematic reviews, *BMJ* 372, n71, table 1; the words there hold, not these.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ITEMS", "Item"]


class Item(NamedTuple):
    """One item: number with letter, part of the report, topic, and what is asked."""

    id: str
    part: str
    topic: str
    asked: str


ITEMS = tuple(
    Item(*one)
    for one in (
        ("1", "Title", "Title", "The title says that it is a systematic review."),
        ("2", "Abstract", "Abstract", "The abstract follows PRISMA's list for abstracts."),
        ("3", "Introduction", "Rationale", "Why the review is needed beside what is known."),
        ("4", "Introduction", "Objectives", "The questions that the review answers."),
        ("5", "Methods", "Eligibility criteria", "What lets a study in or out, and its groups."),
        ("6", "Methods", "Information sources", "Every source, and when it was last searched."),
        ("7", "Methods", "Search strategy", "The full search string of every source."),
        ("8", "Methods", "Selection process", "How many people screened, how, with which tools."),
        ("9", "Methods", "Data collection process", "Who took data from reports, and how."),
        ("10a", "Methods", "Data items", "The outcomes for which data were sought."),
        (
            "10b",
            "Methods",
            "Data items",
            "All other variables, and what was assumed where unclear.",
        ),
        ("11", "Methods", "Risk of bias in studies", "How the quality of studies was appraised."),
        ("12", "Methods", "Effect measures", "In which measure each outcome is expressed."),
        ("13a", "Methods", "Synthesis methods", "Which studies go into which synthesis, and why."),
        ("13b", "Methods", "Synthesis methods", "How data were prepared, such as missing values."),
        ("13c", "Methods", "Synthesis methods", "How results are tabulated and drawn."),
        ("13d", "Methods", "Synthesis methods", "How results are put together, and why so."),
        ("13e", "Methods", "Synthesis methods", "How differences between results were explored."),
        ("13f", "Methods", "Synthesis methods", "How it was tested whether findings are robust."),
        ("14", "Methods", "Reporting bias", "How bias from missing results was assessed."),
        ("15", "Methods", "Certainty", "How the certainty of the evidence was assessed."),
        ("16a", "Results", "Study selection", "The way from records to studies, with a diagram."),
        ("16b", "Results", "Study selection", "Studies that nearly came in, and why they did not."),
        ("17", "Results", "Study characteristics", "Each included study with its characteristics."),
        ("18", "Results", "Risk of bias in studies", "The quality appraisal of each study."),
        ("19", "Results", "Results of studies", "For each outcome the result of each study."),
        ("20a", "Results", "Results of syntheses", "For each synthesis its studies and quality."),
        ("20b", "Results", "Results of syntheses", "The findings of each synthesis."),
        ("20c", "Results", "Results of syntheses", "What may explain differences of results."),
        ("20d", "Results", "Results of syntheses", "How robust the findings turned out to be."),
        ("21", "Results", "Reporting biases", "What bias missing results may have caused."),
        ("22", "Results", "Certainty of evidence", "How certain the evidence is, by outcome."),
        ("23a", "Discussion", "Discussion", "What the results mean beside other evidence."),
        ("23b", "Discussion", "Discussion", "Limits of the evidence."),
        ("23c", "Discussion", "Discussion", "Limits of how the review was done."),
        ("23d", "Discussion", "Discussion", "What follows for practice, policy and research."),
        ("24a", "Other information", "Registration", "Register and number, or that there is none."),
        ("24b", "Other information", "Protocol", "Where the protocol is, or that there is none."),
        ("24c", "Other information", "Amendments", "What was changed after registration."),
        ("25", "Other information", "Support", "Who paid, and what part they had."),
        ("26", "Other information", "Competing interests", "Interests of the authors."),
        (
            "27",
            "Other information",
            "Availability",
            "Which data, forms and code are public, where.",
        ),
    )
)
"""27 items, those with letters in parts: 42 lines."""
