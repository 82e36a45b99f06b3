"""What is wrong with a survey, collected and told together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hanse.errors import InputError, unknown_name

__all__ = ["Problems", "under"]

_SHOWN = 10


class Problems:
    """Everything that is wrong, in the order in which it was found.

    Parameters
    ----------
    where : str
        The place of the whole, said before a list of problems.
    """

    def __init__(self, where: str) -> None:
        self.where = where
        self.found: list[InputError] = []

    def add(self, what: str, *, where: str = "", mend: str = "") -> None:
        """Remember a problem."""
        self.found.append(InputError(what, where=where or self.where, mend=mend))

    def check_name(self, kind: str, name: str, known: Sequence[str], *, where: str) -> bool:
        """Remember a name that does not exist; return whether it does."""
        if name in known:
            return True
        self.found.append(unknown_name(kind, name, known, where=where))
        return False

    def check_choice(self, key: str, value: str, choices: Collection[str], *, where: str) -> None:
        """Remember a value that is none of the choices of a key."""
        if value not in choices:
            self.found.append(unknown_name(key, value, choices, where=where))

    def tell(self) -> None:
        """Raise what was found: one problem as it is, several as a list."""
        if len(self.found) == 1:
            raise self.found[0]
        if self.found:
            lines = [f"  - {one}" for one in self.found[:_SHOWN]]
            if len(self.found) > _SHOWN:
                lines.append(f"  - and {len(self.found) - _SHOWN:,} more")
            said = "\n".join([f"{len(self.found):,} problems:", *lines])
            raise InputError(said, where=self.where)


def under(where: str, key: str) -> str:
    """Return the place of a key inside a table of settings.

    Examples
    --------
    >>> under("[survey]", "scales.VC")
    '[survey.scales.VC]'
    >>> under("plan.toml", "scales.VC")
    'plan.toml, scales.VC'
    """
    return f"{where[:-1]}.{key}]" if where.endswith("]") else f"{where}, {key}" if where else key
