"""The strategy rule in its plainest form: every mixture, every comparison, straight from the words.

The ratings are those printed in Tables 2 and 3 of Gancarczyk and Gancarczyk (2017); the rule is
screen, dominate, simplify. Nothing here is fast, and nothing here looks at the library or at its
catalogue, so that the two can disagree. C0 to C5 are the columns of Table 2 (C0 is exporting, the
others carry the paper's numbers), D0 to D3 those of Table 3 from left to right.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product
from typing import NamedTuple

Mixture = tuple[str, ...]
"""The options of a mixture in the table's order; one name is a single option."""

Profile = tuple[int, ...]
"""One place for each criterion, 0 the worst."""

CRITERIA = ("feasibility", "lock_in", "core")
SCALES = {
    "feasibility": ("LF", "MF", "HF"),
    "lock_in": ("–", "+/–", "+"),
    "core": ("–", "+/–", "+"),
}

TABLE_1 = {
    "1": "exporting",
    "2": "offshore outsourcing",
    "3": "captive offshoring",
    "4": "reshoring",
}
"""Phase and governance mode as Table 1 prints them; the text calls reshoring phase 5."""

TABLE_2 = {
    "C0": ("HF", "–", "+"),
    "C1": ("HF", "+/–", "+"),
    "C2": ("HF", "+/–", "+"),
    "C3": ("LF", "+", "+"),
    "C4": ("MF", "+/–", "–"),
    "C5": ("LF", "+", "–"),
}
"""Cost options; C4 and C5 relocate the whole value chain (replicative)."""

TABLE_3 = {
    "D0": ("HF", "–", "+"),
    "D1": ("HF", "–", "+"),
    "D2": ("MF", "+", "+/–"),
    "D3": ("LF", "+", "+/–"),
}
"""Differentiation options; the cells of D3's objectives are merged with those of D2."""

TABLE_3_BY_THE_TEXT = {**TABLE_3, "D3": ("LF", "+", "+")}
"""Section 6.3 says that captive offshoring meets both objectives."""


class Problem(NamedTuple):
    """What the rule needs to know of a table of ratings.

    ``ratings`` has one place per criterion, None where an option is not rated on it. ``hardest``
    and ``feasibility`` say for each criterion whether a mixture is as good as its hardest part
    (otherwise its best) and whether it stays decisive when nothing meets all criteria.
    ``relocation`` pairs each option with a kind; kinds in ``closed`` join only their own kind;
    ``excluded`` holds pairs of options.
    """

    ratings: dict[str, tuple[int | None, ...]]
    hardest: tuple[bool, ...] = (True, False, False)
    feasibility: tuple[bool, ...] = (True, False, False)
    supplementary: frozenset[str] = frozenset()
    relocation: tuple[tuple[str, str], ...] = ()
    closed: frozenset[str] = frozenset()
    excluded: frozenset[frozenset[str]] = frozenset()


class Choice(NamedTuple):
    """What the rule returns, and whether nothing met every criterion."""

    mixtures: frozenset[Mixture]
    is_fallback: bool


def places(table: dict[str, tuple[str, ...]]) -> dict[str, tuple[int | None, ...]]:
    """Return the printed levels as places on their scales."""
    return {
        option: tuple(
            SCALES[criterion].index(level) for criterion, level in zip(CRITERIA, row, strict=True)
        )
        for option, row in table.items()
    }


def cost_problem(table: dict[str, tuple[str, ...]] = TABLE_2) -> Problem:
    kinds = {"C0": "none", "C1": "selective", "C2": "selective", "C3": "selective"}
    kinds |= {"C4": "replicative", "C5": "replicative"}
    return Problem(
        places(table), relocation=tuple(kinds.items()), closed=frozenset({"replicative"})
    )


def differentiation_problem(table: dict[str, tuple[str, ...]] = TABLE_3) -> Problem:
    kinds = {"D0": "none", "D1": "none", "D2": "selective", "D3": "selective"}
    return Problem(
        places(table),
        supplementary=frozenset({"D2", "D3"}),
        relocation=tuple(kinds.items()),
        closed=frozenset({"replicative"}),
    )


def problem_of(strategy: str) -> Problem:
    return {"cost": cost_problem, "differentiation": differentiation_problem}[strategy]()


# The rule


def all_mixtures(options: Iterable[str]) -> Iterator[Mixture]:
    """Yield every mixture, fewest parts first."""
    names = tuple(options)
    for n in range(1, len(names) + 1):
        yield from combinations(names, n)


def is_refused(mixture: Mixture, problem: Problem) -> bool:
    """Whether the parts cannot go together, or cannot stand without a base option."""
    if all(part in problem.supplementary for part in mixture):
        return True
    kinds = {kind for part, kind in problem.relocation if part in mixture}
    if len(kinds) > 1 and kinds & problem.closed:
        return True
    return any(frozenset(pair) in problem.excluded for pair in combinations(mixture, 2))


def combined(mixture: Mixture, problem: Problem) -> Profile | None:
    """Return the mixture's profile, None where a part is not rated on every criterion."""
    profile = []
    for place, by_hardest in enumerate(problem.hardest):
        levels = [problem.ratings[part][place] for part in mixture]
        known = [level for level in levels if level is not None]
        if len(known) < len(levels):
            return None
        profile.append(min(known) if by_hardest else max(known))
    return tuple(profile)


def dominates(better: Profile, worse: Profile) -> bool:
    return better != worse and all(a >= b for a, b in zip(better, worse, strict=True))


def judged(problem: Problem) -> dict[Mixture, str]:
    """Return the status of every mixture: why it stayed or where it fell.

    A mixture at the worst level of any criterion fails; if all fail, only those at the worst level
    of feasibility do, and the best of the others are best feasible.
    """
    status: dict[Mixture, str] = {}
    profiles: dict[Mixture, Profile] = {}
    for mixture in all_mixtures(problem.ratings):
        profile = combined(mixture, problem)
        if profile is None:
            status[mixture] = "unrated"
        elif is_refused(mixture, problem):
            status[mixture] = "refused"
        else:
            profiles[mixture] = profile
    staying = {mixture for mixture, profile in profiles.items() if 0 not in profile}
    good = "advised" if staying else "best feasible"
    if not staying:
        staying = {m for m, profile in profiles.items() if is_feasible(profile, problem)}
    for mixture, profile in profiles.items():
        rivals = [(profiles[other], len(other)) for other in staying]
        if mixture not in staying:
            status[mixture] = "fails"
        elif any(dominates(other, profile) for other, _ in rivals):
            status[mixture] = "dominated"
        elif any(other == profile and n < len(mixture) for other, n in rivals):
            status[mixture] = "needless"
        else:
            status[mixture] = good
    return status


def is_feasible(profile: Profile, problem: Problem) -> bool:
    marked = zip(profile, problem.feasibility, strict=True)
    return all(level > 0 for level, matters in marked if matters)


def chosen(problem: Problem) -> Choice:
    """Return the mixtures that the rule advises."""
    status = judged(problem)
    return Choice(
        frozenset(m for m, word in status.items() if word in ("advised", "best feasible")),
        "advised" not in status.values(),
    )


def missed(mixture: Mixture, problem: Problem) -> list[str]:
    """Return the criteria on which the mixture is at the worst level."""
    profile = combined(mixture, problem) or ()
    return [name for name, level in zip(CRITERIA, profile, strict=True) if level == 0]


# Single changes


class Change(NamedTuple):
    """One rating moved by one level, and what the rule then returns."""

    option: str
    criterion: str
    shift: int
    choice: Choice
    is_same: bool
    keeps_form: bool


def with_level(problem: Problem, option: str, place: int, level: int) -> Problem:
    row = list(problem.ratings[option])
    row[place] = level
    return problem._replace(ratings={**problem.ratings, option: tuple(row)})


def single_changes(problem: Problem) -> list[Change]:
    """Return every change of one rating by one level that the scale allows."""
    before = chosen(problem)
    found = []
    for option, row in problem.ratings.items():
        for (place, level), shift in product(enumerate(row), (-1, 1)):
            if level is None or not 0 <= level + shift <= 2:
                continue
            after = chosen(with_level(problem, option, place, level + shift))
            found.append(
                Change(
                    option,
                    CRITERIA[place],
                    shift,
                    after,
                    after.mixtures == before.mixtures,
                    all(is_union(mixture, before.mixtures) for mixture in after.mixtures),
                )
            )
    return found


def is_union(mixture: Mixture, of: Iterable[Mixture]) -> bool:
    """Whether the mixture is made up of whole mixtures of the others."""
    inside = [set(other) for other in of if set(other) <= set(mixture)]
    return bool(inside) and set().union(*inside) == set(mixture)


# Contexts

Context = dict[str, str]
"""Question and answer; a question that is not answered moves nothing."""


def is_complex(context: Context, kind: str) -> bool:
    """Whether the goods ("product") or the process are complex and suppliers are able."""
    return context.get(f"{kind}_complexity") == "high" and (
        context.get("supplier_capability") == "high"
    )


class Mover(NamedTuple):
    """A circumstance with the ratings that it moves."""

    name: str
    holds: Callable[[Context], bool]
    options: tuple[str, ...]
    criterion: str
    shift: int


MOVERS = (
    Mover("medium", lambda c: c.get("size") == "medium", ("C3", "C5", "D3"), "feasibility", 1),
    Mover("low innovator", lambda c: c.get("innovator") == "no", ("D2", "D3"), "feasibility", -1),
    Mover(
        "low technology", lambda c: c.get("technology") == "low", ("D2", "D3"), "feasibility", -1
    ),
    Mover("craft", lambda c: c.get("craft") == "yes", ("C0",), "core", -1),
    Mover("complex goods", lambda c: is_complex(c, "product"), ("C1",), "lock_in", 1),
    Mover("complex process", lambda c: is_complex(c, "process"), ("C2",), "lock_in", 1),
    Mover("standardised", lambda c: c.get("standardised") == "yes", ("D2", "D3"), "core", 1),
)
"""Stated or inferred in sections 5.1, 5.2, 6.1, 6.2; age, life cycle and location move nothing."""


def in_context(problem: Problem, context: Context, movers: Iterable[Mover] = MOVERS) -> Problem:
    """Return the problem with all shifts summed first and held inside the scale after."""
    sums: dict[tuple[str, int], int] = {}
    for mover in movers:
        for option in mover.options:
            if mover.holds(context) and option in problem.ratings:
                cell = (option, CRITERIA.index(mover.criterion))
                sums[cell] = sums.get(cell, 0) + mover.shift
    for (option, place), shift in sums.items():
        level = problem.ratings[option][place]
        if level is not None:
            problem = with_level(problem, option, place, max(0, min(2, level + shift)))
    return problem


def advice(strategy: str, context: Context) -> Choice:
    return chosen(in_context(problem_of(strategy), context))


def all_contexts() -> Iterator[Context]:
    """Yield the 32 contexts: five circumstances with two values each."""
    for size, innovator, is_able, standardised, technology in product(
        ("small", "medium"), ("yes", "no"), (True, False), ("yes", "no"), ("high", "low")
    ):
        yield {
            "size": size,
            "innovator": innovator,
            "product_complexity": "high" if is_able else "low",
            "process_complexity": "high" if is_able else "low",
            "supplier_capability": "high" if is_able else "moderate",
            "standardised": standardised,
            "technology": technology,
        }


def over_completions(
    strategies: Iterable[str], context: Context, unknown: dict[str, tuple[str, ...]]
) -> dict[tuple[str, Choice], int]:
    """Return how often each advice comes out when what is unknown takes every value."""
    counts: dict[tuple[str, Choice], int] = {}
    for strategy, values in product(strategies, list(product(*unknown.values()))):
        answer = advice(strategy, {**context, **dict(zip(unknown, values, strict=True))})
        counts[strategy, answer] = counts.get((strategy, answer), 0) + 1
    return counts


# The golden file

CATALOGUE_IDS = {
    "C0": "cost-exporting",
    "C1": "outsourcing-materials",
    "C2": "outsourcing-processing",
    "C3": "captive-lower",
    "C4": "replicative-outsourcing",
    "C5": "replicative-captive",
    "D0": "niche-exporting",
    "D1": "upgrading-exporting",
    "D2": "outsourcing-higher",
    "D3": "captive-higher",
}
"""The names that the library's catalogue gives the columns; the rule above does not use them."""


def in_words(mixture: Mixture) -> str:
    return " + ".join(CATALOGUE_IDS[part] for part in mixture)


def reason(strategy: str, context: Context) -> str:
    """Return why the advice is what it is."""
    return cost_reason(context) if strategy == "cost" else differentiation_reason(context)


def cost_reason(context: Context) -> str:
    is_able = is_complex(context, "product")
    if context["size"] == "small" and is_able:
        return (
            "Complex goods and processes in capable hands avoid lock-in fully, so both ways of "
            "outsourcing are at the best level of every criterion."
        )
    if context["size"] == "small":
        return (
            "Both ways of outsourcing are highly feasible, protect the core and avoid lock-in in "
            "part; captive offshoring is less feasible, exporting does not avoid lock-in."
        )
    if is_able:
        return (
            "Captive offshoring is moderately feasible for a medium-sized firm, but complex goods "
            "and processes in capable hands let the more feasible outsourcing avoid lock-in as "
            "well."
        )
    return (
        "Captive offshoring is moderately feasible for a medium-sized firm and avoids lock-in "
        "fully, outsourcing is more feasible and avoids it in part: none is better on every "
        "criterion."
    )


def differentiation_reason(context: Context) -> str:
    bars = ["a low innovator"] if context["innovator"] == "no" else []
    bars += ["a low-technology industry"] if context["technology"] == "low" else []
    if bars:
        medium = " even for a medium-sized firm" if context["size"] == "medium" else ""
        return (
            f"For {' in '.join(bars)} relocating higher value-adding functions is less feasible"
            f"{medium}; exporting alone is left and does not avoid lock-in."
        ).replace("For a low-technology", "In a low-technology")
    leak = (
        "standardised elements protect the core there too"
        if context["standardised"] == "yes"
        else "what moves abroad protects the core only in part"
    )
    who = (
        "outsourcing or captive offshoring, both moderately feasible for a medium-sized firm,"
        if context["size"] == "medium"
        else "outsourcing of higher value-adding functions"
    )
    return f"Exporting protects the core and {who} avoids lock-in; {leak}."


def golden() -> list[dict[str, object]]:
    """Return the 32 contexts with their advice, as ``tests/golden/strategy-contexts.json`` has it.

    To write the file anew, dump what this returns with ``indent=1, ensure_ascii=False``.
    """
    return [
        {
            "answers": context,
            **{name: golden_advice(name, context) for name in ("cost", "differentiation")},
        }
        for context in all_contexts()
    ]


def golden_advice(strategy: str, context: Context) -> dict[str, object]:
    problem = in_context(problem_of(strategy), context)
    mixtures, is_fallback = chosen(problem)
    return {
        "advised": [in_words(mixture) for mixture in sorted(mixtures)],
        "is_fallback": is_fallback,
        "misses": {
            in_words(mixture): missed(mixture, problem)
            for mixture in sorted(mixtures)
            if missed(mixture, problem)
        },
        "why": reason(strategy, context),
    }
