r"""Distance of languages: whether people can talk to each other, how their languages are related.

With the share s of a population that uses a language, a person drawn from each of two countries
have a language in common with the probability

.. math:: P_{jk} = 1 - \prod_l (1 - s_{jl} s_{kl})

if the languages that a person uses are independent of one another. It lies between the largest
product and the sum of products, which counts twice those who share two languages; for two common
languages it is the measure of Melitz and Toubal (2014), *Journal of International Economics* 93(2),
pp. 351-363. The relation of two languages is the root of the share of steps that their paths
in the family tree have in common (Fearon 2003, *Journal of Economic Growth* 8(2), pp. 195-222).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from hanse.tables.countries import Country, Language

__all__ = [
    "language_distance",
    "main_language",
    "official_languages",
    "relatedness_of",
    "talk_probability",
]

Floats = npt.NDArray[np.float64]
_OFFICIAL = ("official", "de_facto_official")


def talk_probability(chosen: Sequence[Country]) -> Floats:
    """Return the probability that a person of each country have a language in common.

    Parameters
    ----------
    chosen : sequence of Country, length n
        With their languages.

    Returns
    -------
    ndarray of float64, shape (n, n)
        In [0, 1], symmetric; the diagonal is 1 (a country with itself is not asked for). NaN where
        no language of a country is known.

    Examples
    --------
    >>> from hanse.tables.countries import Country, Language
    >>> a = Country("", "AAA", "", "A", "", "", languages=(Language("sv", "", 50.0),))
    >>> b = Country("", "BBB", "", "B", "", "", languages=(Language("sv", "", 40.0),))
    >>> round(float(talk_probability([a, b])[0, 1]), 6)  # 0.5 × 0.4
    0.2
    """
    codes = sorted({language.code for one in chosen for language in one.languages})
    places = {code: at for at, code in enumerate(codes)}
    shares = np.zeros((len(chosen), len(codes)))
    for i, one in enumerate(chosen):
        for language in one.languages:
            shares[i, places[language.code]] = min(language.percent / 100, 1.0)
    none = np.ones((len(chosen),) * 2)
    for column in shares.T:
        here = np.flatnonzero(column)
        none[np.ix_(here, here)] *= 1 - np.outer(column[here], column[here])
    made = 1 - none
    unknown = np.array([not one.languages for one in chosen], dtype=bool)
    made[unknown, :] = made[:, unknown] = np.nan
    np.fill_diagonal(made, 1.0)
    return np.asarray(made)


def relatedness_of(one: Language, other: Language) -> float:
    """Return how related two languages are, from 0 (other families) to 1 (the same).

    The root of the steps that their paths have in common, from the family down to the language
    itself, over the length of the longer path. A language without groups stands alone.

    Examples
    --------
    >>> from hanse.tables.countries import Language
    >>> swedish = Language("sv", "Swedish", 0, groups=("ine", "gem", "gmq"))
    >>> german = Language("de", "German", 0, groups=("ine", "gem", "gmw"))
    >>> round(relatedness_of(swedish, german), 4)  # root of 2 of 4 steps
    0.7071
    """
    first, second = (*one.groups, one.code), (*other.groups, other.code)
    shared = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        shared += 1
    return float(np.sqrt(shared / max(len(first), len(second))))


def main_language(one: Country) -> Language | None:
    """Return the official language that most use, the most used one where none is official."""
    official = [language for language in one.languages if language.official in _OFFICIAL]
    listed = official or list(one.languages)
    return max(listed, key=lambda language: language.percent) if listed else None


def official_languages(one: Country) -> frozenset[str]:
    """Return the codes of the languages official in the whole country, by law or in fact."""
    return frozenset(x.code for x in one.languages if x.official in _OFFICIAL)


def language_distance(chosen: Sequence[Country]) -> Floats:
    """Return the mean of 1 − probability to talk and 1 − relatedness of the main languages.

    Parameters
    ----------
    chosen : sequence of Country, length n
        With their languages.

    Returns
    -------
    ndarray of float64, shape (n, n)
        In [0, 1], symmetric, 0 on the diagonal; NaN where no language of a country is known.

    Examples
    --------
    >>> from hanse.tables.countries import country
    >>> made = language_distance([country(code) for code in ("SWE", "DNK", "CHN")])
    >>> bool(made[0, 1] < made[0, 2])
    True
    """
    mains = [main_language(one) for one in chosen]
    related = np.full((len(chosen),) * 2, np.nan)
    known = {language.code: language for language in mains if language is not None}
    between = {
        (a, b): relatedness_of(one, other) for a, one in known.items() for b, other in known.items()
    }
    for i, one in enumerate(mains):
        for j, other in enumerate(mains):
            if one is not None and other is not None:
                related[i, j] = between[one.code, other.code]
    made = (1 - talk_probability(chosen)) / 2 + (1 - related) / 2
    np.fill_diagonal(made, 0.0)
    return np.asarray(made)
