"""The form of an advice: which mixtures are made of nothing but what was advised before."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.strategy.catalogue import Mixture
from hanse.strategy.rule import Chosen

__all__ = ["either", "is_of_form", "keeps_form"]


def is_of_form(mixture: Mixture, advised: Sequence[Mixture]) -> bool:
    """Whether a mixture is a union of advised ones.

    Examples
    --------
    >>> advised = [("a", "c"), ("b", "c")]
    >>> [is_of_form(one, advised) for one in (("a", "c"), ("a", "b", "c"), ("a", "b"), ("c",))]
    [True, True, False, False]
    """
    inside = [set(one) for one in advised if set(one) <= set(mixture)]
    return bool(inside) and set.union(*inside) == set(mixture)


def keeps_form(found: Chosen, before: Chosen) -> bool:
    """Whether all that the rule returns is a union of what it returned before.

    Best feasible mixtures are of the form only if there were no others before; where nothing at all
    is returned, the form is kept only if nothing was.

    Examples
    --------
    >>> before = Chosen((("a",), ("b",)), False)
    >>> keeps_form(Chosen((("b",),), False), before), keeps_form(Chosen((("b",),), True), before)
    (True, False)
    """
    if found.is_fallback and not before.is_fallback:
        return False
    if not found.mixtures:
        return not before.mixtures
    return all(is_of_form(one, before.mixtures) for one in found.mixtures)


def either(names: Sequence[str]) -> str:
    """Return names as alternatives.

    Examples
    --------
    >>> either(["a", "b together with c", "d"])
    'a, or b together with c, or d'
    """
    return ", or ".join(names)
