"""What is wrong with the terms of a concept."""

from __future__ import annotations

import re

from hanse.evidence.protocol.model import FIELDS_SEARCHED, Concept, Term, term_text
from hanse.evidence.protocol.query import Form, forms_of
from hanse.evidence.protocol.variants import stem_variants, variants
from hanse.tables.mapping.problems import Problems

__all__ = ["find_term_problems"]

_SIGNS = re.compile(r"[^\W_](?:[^\W_]|[ \-'’&/.+])*")
_LEAST = 3


def find_term_problems(concept: Concept, problems: Problems) -> None:
    """Remember what is wrong with the terms of a concept and the fields it is searched in."""
    at = f"[[concepts]] ({concept.id})"
    if not concept.terms:
        mend = 'Write terms = ["...", "..."].'
        problems.add("there is no term", at=at, mend=mend)
    for field in concept.fields:
        if field not in FIELDS_SEARCHED:
            problems.unknown("field", field, FIELDS_SEARCHED, at=f"{at}, fields")
    if not concept.fields:
        problems.add("there are no fields", at=at, mend="Leave the key out for all three.")
    for term in (*concept.terms, *concept.excluded):
        _check_term(term, f"{at}, '{term_text(term)}'", problems)
    _check_twice(concept, at, problems)


def _check_term(term: Term, at: str, problems: Problems) -> None:
    """Remember what is wrong with one term."""
    for text in (term.text, *term.forms):
        if "*" in text:
            mend = "A star may stand at the end of a term only; name the words in forms = [...]."
            problems.add(f"a star within '{text}'", at=at, mend=mend)
        elif not _SIGNS.fullmatch(text):
            mend = "Write the words alone: quotes, parentheses and wildcards are added as needed."
            problems.add(f"'{text}' has signs that databases read as commands", at=at, mend=mend)
    if term.truncate and len(re.split(r"[^\w]+", term.text)[-1]) < _LEAST:
        mend = "Leave at least three letters before the star."
        problems.add("too little is left of the last word", at=at, mend=mend)
    if term.truncate and term.exact:
        mend = "Choose one: an exact term has no other ending."
        problems.add("it is both exact and truncated", at=at, mend=mend)
    _check_without(term, at, problems)


def _check_without(term: Term, at: str, problems: Problems) -> None:
    """Remember forms that are taken out although no rule gives them."""
    given: tuple[str, ...] = term.forms or variants(term.text)
    if term.truncate:
        given = (*given, *stem_variants(term.text))
    for text in term.without:
        if text == term.text:
            mend = "Take the term out of the list instead."
            problems.add(f"without names the term '{text}' itself", at=at, mend=mend)
        elif text not in given:
            problems.unknown("form", text, given, at=f"{at}, without")


def _check_twice(concept: Concept, at: str, problems: Problems) -> None:
    """Remember terms that stand twice, and forms both wanted and excluded."""
    for terms in (concept.terms, concept.excluded):
        seen: dict[str, Term] = {}
        for term in terms:
            key = f"{' '.join(term_text(term).casefold().split())} {term.exact}"
            if key in seen:
                mend = "Take one of them out."
                problems.add(f"the term '{term_text(term)}' stands twice", at=at, mend=mend)
            seen.setdefault(key, term)
    wanted = {_plain(form) for term in concept.terms for form in forms_of(term)}
    for term in concept.excluded:
        both = [str(form) for form in forms_of(term) if _plain(form) in wanted]
        if both:
            mend = "A record with it is never found: take it out of terms or of not."
            problems.add(f"'{both[0]}' is both wanted and excluded", at=at, mend=mend)


def _plain(form: Form) -> tuple[str, bool]:
    """Return what tells forms apart here."""
    return form.text.casefold(), form.truncated
