"""Words of the field as people write them: roles, kinds of exchange, states, positions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hanse.actors.read_cells import parts_of
from hanse.actors.sides import gap
from hanse.actors.tables import CHAIN_POSITIONS, EXCHANGES, ROLES, STATES
from hanse.errors import InputError, unknown_name
from hanse.messages import join_names

__all__ = ["chain_of", "gaps_of", "kinds_of", "roles_of", "state_of"]

_UNIVERSITY = "A university that teaches is 'research; education'."


def _plain(text: str) -> str:
    """Return a word without case and without what separates its parts."""
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _plural(word: str) -> str:
    """Return the plural of a word of the field."""
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


def _known(words: Sequence[str], others: Mapping[str, str]) -> dict[str, str]:
    """Return what may be written → our word: singular, plural and the others."""
    known = {_plural(one): one for one in words} | {one: one for one in words}
    return known | dict(others)


_ROLES = _known(
    ROLES,
    {
        "research organisation": "research",
        "research organisations": "research",
        "education organisation": "education",
        "education organisations": "education",
        "cluster organization": "cluster organisation",
        "cluster organizations": "cluster organisation",
    },
)
_EXCHANGES = _known(
    EXCHANGES,
    {
        "product or service": "product",
        "product/service": "product",
        "products and services": "product",
        "service": "product",
        "services": "product",
    },
)
_STATES = _known(STATES, {})
_CHAIN = _known(CHAIN_POSITIONS, {"outside": "outside the chain"})


def _word(kind: str, text: str, known: Mapping[str, str], choices: Sequence[str]) -> str:
    """Return our word for one that was written, or raise the error with the choices."""
    found = known.get(_plain(text))
    if found is None:
        raise unknown_name(kind, text, choices)
    return found


def _several(
    kind: str, text: str, known: Mapping[str, str], choices: Sequence[str]
) -> tuple[str, ...]:
    """Return our words for a list, each once; all that are unknown are one error."""
    wrong: list[InputError] = []
    found: dict[str, None] = {}
    for part in parts_of(text):
        try:
            found[_word(kind, part, known, choices)] = None
        except InputError as error:
            wrong.append(error)
    if wrong:
        raise InputError(join_names([one.what for one in wrong]), mend=wrong[0].mend)
    if not found:
        raise InputError(f"'{text}' names no {kind}", mend=f"There are: {', '.join(choices)}.")
    return tuple(found)


def roles_of(text: str) -> tuple[str, ...]:
    """Return the roles that a cell names, the main one first.

    Singular and plural, any case; *research organisation*, *education organisation* and *cluster
    organization* are known, too. A kind of organisation is no role: a university has two.

    Examples
    --------
    >>> roles_of("Research; EDUCATION"), roles_of("public bodies")
    (('research', 'education'), ('public body',))
    """
    try:
        return _several("role", text, _ROLES, ROLES)
    except InputError as error:
        if "universit" in text.casefold():
            raise InputError(error.what, mend=f"{_UNIVERSITY} {_choices(error)}") from error
        raise


def _choices(error: InputError) -> str:
    """Return the list of choices that an error ends with."""
    return error.mend[error.mend.index("There are") :]


def kinds_of(text: str) -> int:
    """Return the kinds of exchange that a cell names, as bits; see `Episodes.kinds`.

    *Product or service*, *service* and the plurals of all are known beside the words themselves.

    Examples
    --------
    >>> kinds_of("information; social"), kinds_of("services")
    (10, 1)
    """
    return sum(1 << EXCHANGES.index(one) for one in _several("kind", text, _EXCHANGES, EXCHANGES))


def state_of(text: str) -> str:
    """Return the state of a relationship.

    Examples
    --------
    >>> state_of("Active")
    'active'
    """
    return _word("state", text, _STATES, STATES)


def chain_of(text: str) -> str:
    """Return the position in the chain; *outside* is short for *outside the chain*.

    Examples
    --------
    >>> chain_of("Suppliers"), chain_of("outside")
    ('supplier', 'outside the chain')
    """
    return _word("position in the chain", text, _CHAIN, CHAIN_POSITIONS)


def gaps_of(text: str) -> tuple[str, ...]:
    """Return the keys of the gaps that a cell names by key, number or label, each once.

    Examples
    --------
    >>> gaps_of("2; firm to capital; research")
    ('research', 'capital')
    """
    return tuple(dict.fromkeys(gap(part).key for part in parts_of(text)))
