"""Strategy: which way abroad fits a firm, how sure that is, and what it does to the cluster."""

from hanse.strategy.advice import Advice, AnswerChange, Outcome, advise
from hanse.strategy.answers import Answers, parse_answers, read_answers
from hanse.strategy.catalogue import (
    Catalogue,
    Caveat,
    Criterion,
    Exclusion,
    Mixture,
    Moderator,
    Option,
    Phase,
    Proposition,
    Question,
    Rating,
)
from hanse.strategy.catalogue_reader import packaged_text, parse_catalogue, read_catalogue
from hanse.strategy.completions import Completed, completed
from hanse.strategy.context import Shift, in_context
from hanse.strategy.effect.model import BASELINE, Scenario, checked_scenarios
from hanse.strategy.effect.orderings import Ordering
from hanse.strategy.effect.priors import PRIORS, Prior
from hanse.strategy.effect.simulation import ILLUSTRATION, Outlook, Simulation, simulate
from hanse.strategy.effect.threshold import Threshold, threshold
from hanse.strategy.evaluate import Carrier, Evaluation, Verdict, evaluate
from hanse.strategy.fates import Fate, fate, fates
from hanse.strategy.firms.conflicts import Conflicts, MeasuredPair, conflicts
from hanse.strategy.firms.fits import Fit
from hanse.strategy.firms.levers import Lever, Levers, levers
from hanse.strategy.firms.measures import Measures, measures
from hanse.strategy.firms.proactivity import Classification, classify
from hanse.strategy.firms.read import firms_of, read_firms
from hanse.strategy.firms.records import Firm, Firms
from hanse.strategy.firms.shares import Shares
from hanse.strategy.mixtures import mixture_text, parse_mixture
from hanse.strategy.propositions import Finding, propositions
from hanse.strategy.raters.panel import Panel, panel
from hanse.strategy.raters.read import RaterRating, read_raters
from hanse.strategy.rule import Chosen
from hanse.strategy.sensitivity.comparison import Comparison, Ranking, compare_methods
from hanse.strategy.sensitivity.random_errors import RandomErrors, random_errors
from hanse.strategy.sensitivity.range_readings import RangeReading, range_readings
from hanse.strategy.sensitivity.single_changes import RatingChange, Sensitivity, single_changes
from hanse.strategy.sensitivity.weight_share import WeightShare, weights_share
from hanse.strategy.sheets import (
    read_answer_sheet,
    read_rating_sheet,
    write_answer_sheet,
    write_rating_sheet,
)

__all__ = [
    "BASELINE",
    "ILLUSTRATION",
    "PRIORS",
    "Advice",
    "AnswerChange",
    "Answers",
    "Carrier",
    "Catalogue",
    "Caveat",
    "Chosen",
    "Classification",
    "Comparison",
    "Completed",
    "Conflicts",
    "Criterion",
    "Evaluation",
    "Exclusion",
    "Fate",
    "Finding",
    "Firm",
    "Firms",
    "Fit",
    "Lever",
    "Levers",
    "MeasuredPair",
    "Measures",
    "Mixture",
    "Moderator",
    "Option",
    "Ordering",
    "Outcome",
    "Outlook",
    "Panel",
    "Phase",
    "Prior",
    "Proposition",
    "Question",
    "RandomErrors",
    "RangeReading",
    "Ranking",
    "RaterRating",
    "Rating",
    "RatingChange",
    "Scenario",
    "Sensitivity",
    "Shares",
    "Shift",
    "Simulation",
    "Threshold",
    "Verdict",
    "WeightShare",
    "advise",
    "checked_scenarios",
    "classify",
    "compare_methods",
    "completed",
    "conflicts",
    "evaluate",
    "fate",
    "fates",
    "firms_of",
    "in_context",
    "levers",
    "measures",
    "mixture_text",
    "packaged_text",
    "panel",
    "parse_answers",
    "parse_catalogue",
    "parse_mixture",
    "propositions",
    "random_errors",
    "range_readings",
    "read_answer_sheet",
    "read_answers",
    "read_catalogue",
    "read_firms",
    "read_raters",
    "read_rating_sheet",
    "simulate",
    "single_changes",
    "threshold",
    "weights_share",
    "write_answer_sheet",
    "write_rating_sheet",
]
