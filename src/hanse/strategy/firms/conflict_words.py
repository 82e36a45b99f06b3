"""The sentence on two mixtures whose ratings and measures are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hanse.messages import Message, message, plural
from hanse.strategy.catalogue import Catalogue
from hanse.strategy.firms.approaches import MEASURES, Measure
from hanse.strategy.firms.text import amount_text, share_text

if TYPE_CHECKING:
    from hanse.strategy.firms.conflicts import MeasuredPair

__all__ = ["sentence_of"]


def sentence_of(pair: MeasuredPair, catalogue: Catalogue, sign: int, least: int) -> Message:
    """Return what a comparison found, in plain words.

    Parameters
    ----------
    pair : MeasuredPair
        With its status.
    catalogue : Catalogue
        Where the names stand.
    sign : {1, -1}
        Whether more of the measure is better on the criterion.
    least : int
        Firms that each side must have.
    """
    criterion = catalogue.criterion(pair.criterion)
    measure = _measure(pair.measure)
    name = catalogue.mixture_name(pair.higher)
    more = (pair.superiority > 0.5) == (sign > 0)
    rated = "more feasible" if criterion.role == "feasibility" else f"better on '{criterion.label}'"
    values = {
        "higher": name[:1].upper() + name[1:],
        "rated": rated,
        "lower": catalogue.mixture_name(pair.lower),
        "finding": measure.more if more else measure.less,
        "label": measure.label,
        "first": amount_text(pair.higher_median),
        "second": amount_text(pair.lower_median),
        "pairs": share_text(max(pair.superiority, 1 - pair.superiority)),
        "firms": f"{pair.higher_n:,} and {plural(pair.lower_n, 'firm')}",
        "least": least,
    }
    return message(_TEMPLATES[pair.status], **values)


_FOUND = "(median {first} against {second}; {pairs} of all pairs of firms show it; {firms})."
_TEMPLATES = {
    "conflict": "{higher} is rated {rated} than {lower}, yet firms that use it {finding} " + _FOUND,
    "agrees": "{higher} is rated {rated} than {lower}, and firms that use it {finding} " + _FOUND,
    "not decided": (
        "{higher} is rated {rated} than {lower}; by {label} the firms do not decide it "
        "(median {first} against {second}; {firms})."
    ),
    "too few firms": (
        "{higher} is rated {rated} than {lower}; {firms} with known {label} are too few to tell, "
        "{least} on each side are needed."
    ),
}


def _measure(name: str) -> Measure:
    """Return a measure with its words, plain ones where it is the user's own."""
    own = Measure(name, name, f"have more {name}", f"have less {name}")
    return next((one for one in MEASURES if one.id == name), own)
