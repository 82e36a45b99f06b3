"""The contexts of many firms, each evaluated once."""

from __future__ import annotations

from collections.abc import Mapping

from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.context import in_context
from hanse.strategy.evaluate import Evaluation, evaluate
from hanse.strategy.reasons import missed
from hanse.strategy.rule import Chosen

__all__ = ["FirmContexts"]

_Context = tuple[str, tuple[int, ...]]


class FirmContexts:
    """Evaluations by strategy and by the moderators that hold.

    Firms for which the same moderators hold have the same ratings, whatever else they answered.

    Parameters
    ----------
    catalogue : Catalogue
        The ratings without context.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._deciding = [one.id for one in catalogue.questions if one.decides == "strategy"]
        self._evaluations: dict[_Context, Evaluation] = {}
        self._keys: dict[tuple[str, frozenset[tuple[str, str]]], _Context] = {}
        self._chosen: dict[_Context, Chosen] = {}
        self._raised: dict[tuple[_Context, _Context], bool] = {}
        self._verdicts: dict[tuple[_Context, Mixture], tuple[str, str]] = {}

    def __len__(self) -> int:
        """Return how many contexts were evaluated."""
        return len(self._evaluations)

    def strategy_of(self, answers: Mapping[str, str], otherwise: str) -> str:
        """Return the strategy that the answers decide, another one where they decide none."""
        return next((answers[one] for one in self._deciding if one in answers), otherwise)

    def chosen(self, strategy: str, answers: Mapping[str, str]) -> Chosen:
        """Return what is advised to a firm; a question without an answer moves nothing."""
        key = self._key(strategy, answers)
        if key not in self._chosen:
            found = self._evaluation(key, answers)
            self._chosen[key] = Chosen(found.advised, found.is_fallback)
        return self._chosen[key]

    def advice_text(self, strategy: str, answers: Mapping[str, str]) -> str:
        """Return what is advised to a firm by name, with what the best feasible options miss."""
        found = self._evaluation(self._key(strategy, answers), answers)
        names = [f"'{self._catalogue.mixture_name(one)}'" for one in found.advised]
        said = " or ".join(names) or "nothing that is feasible"
        misses = {one for mixture in found.advised for one in found.verdict(mixture).misses}
        if not misses:
            return said
        listed = [one.id for one in self._catalogue.evaluated if one.id in misses]
        return f"{said} (only feasible: {missed(self._catalogue, listed)})"

    def is_raised(self, strategy: str, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
        """Whether a part of what is advised before is rated higher on a criterion after."""
        keys = self._key(strategy, before), self._key(strategy, after)
        if keys not in self._raised:
            first, second = (
                self._evaluation(key, answers).catalogue
                for key, answers in zip(keys, (before, after), strict=True)
            )
            parts = {part for one in self.chosen(strategy, before).mixtures for part in one}
            self._raised[keys] = any(
                one.place(second.rating(part, one.id).level or one.levels[0])
                > one.place(first.rating(part, one.id).level or one.levels[0])
                for part in parts
                for one in first.criteria
            )
        return self._raised[keys]

    def verdict(
        self, strategy: str, answers: Mapping[str, str], mixture: Mixture
    ) -> tuple[str, str]:
        """Return what becomes of a mixture in a firm's context, and why as a clause.

        Returns
        -------
        (str, str)
            A status of an evaluation; or ``"no option"``, ``"not known"`` without a strategy,
            ``"another strategy"`` where a part does not serve it.
        """
        if not mixture:
            return "no option", "no option is in use"
        if not strategy:
            return "not known", "the strategy is not known"
        key = self._key(strategy, answers)
        if (key, mixture) not in self._verdicts:
            self._verdicts[key, mixture] = self._judged(key, answers, mixture)
        return self._verdicts[key, mixture]

    def _judged(
        self, key: _Context, answers: Mapping[str, str], mixture: Mixture
    ) -> tuple[str, str]:
        """Return status and reason of a mixture."""
        parts = [self._catalogue.option(part) for part in mixture]
        others = [one.name for one in parts if key[0] not in one.strategies]
        if others:
            return "another strategy", f"{others[0]} does not serve strategy {key[0]}"
        unrated = [one.name for one in parts if not self._catalogue.is_rated(one.id)]
        if unrated:
            return "unrated", f"{unrated[0]} is not rated"
        found = self._evaluation(key, answers).verdict(mixture)
        return found.status, str(found.why)

    def _key(self, strategy: str, answers: Mapping[str, str]) -> _Context:
        """Return strategy and moderators that hold."""
        given = (strategy, frozenset(answers.items()))
        if given not in self._keys:
            moderators = enumerate(self._catalogue.moderators)
            self._keys[given] = strategy, tuple(i for i, one in moderators if one.holds(answers))
        return self._keys[given]

    def _evaluation(self, key: _Context, answers: Mapping[str, str]) -> Evaluation:
        """Return the evaluation of a context, made from the answers of the first firm in it."""
        if key not in self._evaluations:
            rated, _ = in_context(self._catalogue, answers)
            self._evaluations[key] = evaluate(rated, key[0])
        return self._evaluations[key]
