"""Mixtures: which options can be part of one package, and how a package is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from hanse.errors import InputError
from hanse.messages import join_names, message
from hanse.strategy.catalogue import Catalogue, Mixture, Option

__all__ = ["all_mixtures", "checked_mixture", "mixture_text", "parse_mixture", "refusal"]


def all_mixtures(parts: Sequence[str]) -> Iterator[Mixture]:
    """Yield every mixture of the parts, single options first, then by number of parts.

    Examples
    --------
    >>> list(all_mixtures(["a", "b"]))
    [('a',), ('b',), ('a', 'b')]
    """
    for size in range(1, len(parts) + 1):
        yield from combinations(parts, size)


def mixture_text(mixture: Sequence[str]) -> str:
    """Return a mixture as it is written in files.

    Examples
    --------
    >>> mixture_text(("niche-exporting", "outsourcing-higher"))
    'niche-exporting + outsourcing-higher'
    """
    return " + ".join(mixture)


def parse_mixture(text: str, catalogue: Catalogue, *, where: str = "") -> Mixture:
    """Return the mixture that a text names, in the catalogue's order.

    Parameters
    ----------
    text : str
        Ids or names of options with ``+`` between them.
    catalogue : Catalogue
        Where the options stand.
    where : str
        The place, for the error.

    Raises
    ------
    InputError
        If the text is empty or an option does not exist.
    """
    names = {one.name.casefold(): one.id for one in catalogue.options}
    parts = [part.strip() for part in text.split("+")]
    if not all(parts):
        raise InputError(f"'{text}' is no mixture", where=where, mend="Write: option + option.")
    return catalogue.in_order([names.get(part.casefold(), part) for part in parts], where=where)


def checked_mixture(mixture: Sequence[str], catalogue: Catalogue, *, where: str = "") -> Mixture:
    """Return the mixture in the catalogue's order once it has been found possible.

    Raises
    ------
    InputError
        If options exclude each other, a supplementary option stands alone, or the parts serve no
        common strategy.
    """
    made = catalogue.in_order(mixture, where=where)
    served = [set(catalogue.option(one).strategies) for one in made]
    if not made or not set.intersection(*served):
        names = join_names([catalogue.option(one).id for one in made])
        raise InputError(
            f"{names or 'nothing'} serve no common strategy" if made else "there is no option",
            where=where,
            mend="Name options of one strategy.",
        )
    why = refusal(made, catalogue)
    if why:
        raise InputError(
            f"'{mixture_text(made)}' cannot be one mixture: {why}",
            where=where,
            mend="Name options that go together.",
        )
    return made


def refusal(mixture: Mixture, catalogue: Catalogue) -> str:
    """Return why the options cannot be one package, an empty text where they can.

    A supplementary option needs a base option beside it; options that an exclusion parts, or that
    exclude each other by name, do not join.
    """
    options = [catalogue.option(one) for one in mixture]
    return _by_relocation(options, catalogue) or _by_name(options) or _without_base(options)


def _by_relocation(options: Sequence[Option], catalogue: Catalogue) -> str:
    """Return the reason of the exclusion that parts the options."""
    for one in catalogue.exclusions:
        kinds = [option.relocation == one.relocation for option in options]
        if any(kinds) and not all(kinds):
            return one.reason
    return ""


def _by_name(options: Sequence[Option]) -> str:
    """Return the first pair in which one option excludes the other."""
    ids = [option.id for option in options]
    for option in options:
        for other in option.excludes:
            if other in ids:
                name = options[ids.index(other)].name
                return message("{one} excludes {other}", one=option.name, other=name)
    return ""


def _without_base(options: Sequence[Option]) -> str:
    """Return why supplementary options alone are no package."""
    if any(option.role == "base" for option in options):
        return ""
    names = join_names([option.name for option in options])
    verb = "is" if len(options) == 1 else "are"
    return message(
        "{names} {verb} supplementary and must join a base option", names=names, verb=verb
    )
