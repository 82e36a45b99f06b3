"""Coefficients of agreement: two raters or several, gaps, names, orders and numbers.

`agreement_of` measures a table of ratings by all of them; each has a function of its own. Every one
comes with an interval or says why there is none, and says why it is undefined where it is.
"""

from hanse.evidence.coefficients.coefficient import Coefficient
from hanse.evidence.coefficients.cohen import cohen_kappa
from hanse.evidence.coefficients.krippendorff import krippendorff_alpha
from hanse.evidence.coefficients.raters_agreement import (
    PairAgreement,
    RatersAgreement,
    agreement_of,
)
from hanse.evidence.coefficients.several import (
    fleiss_kappa,
    gwet_ac1,
    gwet_ac2,
    percent_agreement,
)

__all__ = [
    "Coefficient",
    "PairAgreement",
    "RatersAgreement",
    "agreement_of",
    "cohen_kappa",
    "fleiss_kappa",
    "gwet_ac1",
    "gwet_ac2",
    "krippendorff_alpha",
    "percent_agreement",
]
