"""All forms of all terms, for people to look through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hanse.evidence.protocol.model import Protocol, term_text
from hanse.evidence.protocol.query import forms_of
from hanse.messages import plural
from hanse.result import Answer

__all__ = ["FormTable", "form_table"]


@dataclass(frozen=True)
class FormTable(Answer, kind="form-table"):
    """What is searched for each term: rows of concept, term, form and whether it is excluded."""

    rows: tuple[tuple[str, str, str, bool], ...]

    def to_frame(self) -> Any:
        """Return a row for each form."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=["concept", "term", "form", "excluded"])

    def __str__(self) -> str:
        shown, last = [f"{plural(len(self.rows), 'form')} of terms"], ("", "", False)
        for concept, term, form, excluded in self.rows:
            if concept != last[0]:
                shown.append(concept)
            if (concept, term, excluded) != last:
                shown.append(f"  {'not ' if excluded else ''}{term}: {form}")
            else:
                shown[-1] += f", {form}"
            last = concept, term, excluded
        return "\n".join(shown)


def form_table(protocol: Protocol) -> FormTable:
    """Return every form that is searched; take forms out by ``without``, or name all in ``forms``.

    Examples
    --------
    >>> from hanse.evidence.protocol.model import Concept, Term
    >>> terms = (Term("labour market"), Term("export", truncate=True))
    >>> print(form_table(Protocol("t", 1, (), (Concept("c", "C", terms),), (), (), ())))
    5 forms of terms
    c
      labour market: labour market, labor market, labour markets, labor markets
      export*: export*
    """
    return FormTable(
        tuple(
            (concept.id, term_text(term), str(form), excluded)
            for concept in protocol.concepts
            for terms, excluded in ((concept.terms, False), (concept.excluded, True))
            for term in terms
            for form in forms_of(term)
        )
    )
