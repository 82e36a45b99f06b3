"""What does not fit together in a protocol."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from hanse.errors import InputError
from hanse.evidence.protocol.expression import AllOf, AnyOf, But, Node, read_combination
from hanse.evidence.protocol.model import STAGES, Protocol, Source
from hanse.evidence.protocol.platforms import LANGUAGES, PLATFORMS
from hanse.evidence.protocol.term_checks import find_term_problems
from hanse.messages import join_names, plural
from hanse.tables.mapping.problems import Problems

__all__ = ["check_protocol", "find_problems"]

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_RESERVED = ("and", "or", "not")
_EMPTY = (
    ("questions", "Write [[review.questions]] with id and text."),
    ("concepts", "Write [[concepts]] with id and terms."),
    ("sources", "Write [[sources]] with id, name and platform."),
    ("criteria", "Write [[criteria]] with id, text and kind."),
    ("people", "Write [[people]] with id and name."),
)


def check_protocol(protocol: Protocol, *, name: str = "protocol") -> None:
    """Check a protocol that was made in Python as its reader checks a file.

    Parameters
    ----------
    protocol : Protocol
        The protocol.
    name : str
        What to call it in errors.

    Raises
    ------
    InputError
        With everything that is wrong.

    Examples
    --------
    >>> from hanse.evidence.protocol.model import Person
    >>> people = (Person("A", "Ann"),)
    >>> check_protocol(Protocol("t", 1, (), (), (), (), people))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    hanse.errors.InputError: protocol: 6 problems: ...
    """
    problems = Problems(name)
    find_problems(protocol, problems)
    problems.tell()


def find_problems(protocol: Protocol, problems: Problems) -> None:
    """Remember everything in a protocol that does not fit together."""
    for section, mend in _EMPTY:
        if not getattr(protocol, section):
            problems.add(f"there are no {section}", mend=mend)
    for section in ("questions", "concepts", "sources", "criteria", "people", "sheets"):
        _check_ids(section, [one.id for one in getattr(protocol, section)], problems)
    _check_limits(protocol, problems)
    for concept in protocol.concepts:
        find_term_problems(concept, problems)
    _check_combinations(protocol, problems)
    for source in protocol.sources:
        _check_source(source, problems)
    _check_criteria(protocol, problems)
    _check_people(protocol, problems)


def _check_ids(section: str, ids: Sequence[str], problems: Problems) -> None:
    """Remember ids that are none, that stand twice or that nobody can tell apart."""
    for id in ids:
        if id and not _ID.fullmatch(id):
            mend = "Write letters, digits, - and _ only, without blanks."
            problems.add(f"'{id}' is no id", at=f"[[{section}]]", mend=mend)
        if section == "concepts" and id.lower() in _RESERVED:
            problems.add(f"a concept is called '{id}'", at="[[concepts]]", mend="Rename it.")
    for group in _alike(ids, str.casefold):
        names = join_names([f"'{id}'" for id in group])
        mend = "Give each an id of its own; capitals do not tell ids apart."
        problems.add(f"ids stand twice: {names}", at=f"[[{section}]]", mend=mend)


def _check_limits(protocol: Protocol, problems: Problems) -> None:
    """Remember languages that are not known and years in the wrong order."""
    for name in protocol.languages:
        if name not in LANGUAGES:
            problems.unknown("language", name, LANGUAGES, at="[review], languages")
    first, last = protocol.first_year, protocol.last_year
    if first is not None and last is not None and first > last:
        what = f"first_year {first} is after last_year {last}"
        problems.add(what, at="[review]", mend="Exchange them.")


def _check_combinations(protocol: Protocol, problems: Problems) -> None:
    """Remember combinations that cannot be read, and concepts that none of them uses."""
    ids = [one.id for one in protocol.concepts]
    if not ids or len(set(ids)) < len(ids) or not all(ids):
        return
    texts = [("[review], combination", protocol.combination)]
    texts += [
        (f"[[sources]] ({one.id}), combination", one.combination)
        for one in protocol.sources
        if one.combination
    ]
    used: set[str] = set()
    for at, text in texts:
        try:
            used |= _names(read_combination(text, ids, where=problems.place(at)))
        except InputError as error:
            problems.found.append(error)
            return
    for id in ids:
        if id not in used:
            mend = "Name it in combination, or take the concept out."
            problems.add(f"no combination uses the concept '{id}'", at="[[concepts]]", mend=mend)


def _names(node: Node) -> set[str]:
    """Return the concepts of a combination."""
    if isinstance(node, (AllOf, AnyOf)):
        return set().union(*(_names(part) for part in node.parts))
    if isinstance(node, But):
        return _names(node.kept) | _names(node.dropped)
    return {str(node)}


def _check_source(source: Source, problems: Problems) -> None:
    """Remember what is wrong with a source."""
    at = f"[[sources]] ({source.id})"
    if source.platform not in PLATFORMS:
        problems.unknown("platform", source.platform, PLATFORMS, at=f"{at}, platform")
    if source.query and source.combination:
        mend = "Keep one: query replaces the string that combination would make."
        problems.add("both query and combination are given", at=at, mend=mend)
    if source.ranking and not source.journals:
        mend = "List the journals that the ranking gives: journals = [...]."
        problems.add("a ranking without journals", at=at, mend=mend)
    for journal in source.journals:
        for issn in journal.issn:
            if not _is_issn(issn):
                mend = "Copy it again: four digits, a hyphen, four signs; the last one checks."
                what = f"'{issn}' of {journal.name} is no ISSN"
                problems.add(what, at=f"{at}, journals", mend=mend)
        if '"' in journal.name:
            what = f"a quotation mark in the journal {journal.name}"
            problems.add(what, at=f"{at}, journals", mend="Take it out.")
    for group in _alike([one.name for one in source.journals], _plain):
        names = join_names([f"'{one}'" for one in group])
        problems.add(f"journals stand twice: {names}", at=at, mend="Keep one.")


def _is_issn(text: str) -> bool:
    """Return whether a text is an ISSN with the right check sign."""
    if not re.fullmatch(r"\d{4}-\d{3}[\dX]", text):
        return False
    signs = text.replace("-", "")
    total = sum(int(sign) * (8 - i) for i, sign in enumerate(signs[:7]))
    return (total + (10 if signs[7] == "X" else int(signs[7]))) % 11 == 0


def _check_criteria(protocol: Protocol, problems: Problems) -> None:
    """Remember stages that are none, and a stage at which no reason can be given."""
    for one in protocol.criteria:
        at = f"[[criteria]] ({one.id}), stages"
        for stage in one.stages:
            if stage not in STAGES:
                problems.unknown("stage", stage, STAGES, at=at)
        if not one.stages:
            mend = f"Write stages = {list(STAGES)}, or leave the key out.".replace("'", '"')
            problems.add("there are no stages", at=at, mend=mend)
    known = all(set(one.stages) <= set(STAGES) for one in protocol.criteria)
    if (
        protocol.criteria
        and known
        and not any("full-text" in one.stages for one in protocol.criteria)
    ):
        mend = "An exclusion at full-text needs a reason: add one, or full-text to its stages."
        problems.add("no criterion may be used at full-text", at="[[criteria]]", mend=mend)


def _check_people(protocol: Protocol, problems: Problems) -> None:
    """Remember people who look alike, and more reviewers or coders than there are people."""
    for person in protocol.people:
        if person.id.casefold() == "hanse":
            mend = "Choose another id: in the log, hanse stands for what rules did."
            problems.add("a person has the id 'hanse'", at="[[people]]", mend=mend)
    for group in _alike([one.name for one in protocol.people], _plain):
        names = join_names([f"'{name}'" for name in group])
        mend = "List each person once; two people of one name need a middle name or a place."
        problems.add(f"names look alike: {names}", at="[[people]]", mend=mend)
    n = len(protocol.people)
    if not n:
        return
    wanted = [
        (f"[screening], reviewers, {stage}", protocol.screening.reviewers(stage), "reviewers")
        for stage in STAGES
    ]
    wanted += [(f"[[sheets]] ({one.id}), coders", one.coders, "coders") for one in protocol.sheets]
    for at, number, who in wanted:
        if number > n:
            what = f"{number} {who} of each record, but there {_are(n)}"
            problems.add(what, at=at, mend="Lower the number, or add people.")


def _are(n: int) -> str:
    """Return how many people there are, with the verb."""
    return f"{'is' if n == 1 else 'are'} {plural(n, 'person', 'people')}"


def _alike(texts: Iterable[str], fold: Callable[[str], str]) -> list[list[str]]:
    """Return groups of texts that are the same once folded; empty texts are no group."""
    groups: dict[str, list[str]] = {}
    for text in texts:
        if text.strip():
            groups.setdefault(fold(text), []).append(text)
    return [group for group in groups.values() if len(group) > 1]


def _plain(text: str) -> str:
    """Return a text without capitals, accents, blanks and punctuation."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if sign.isalnum())
