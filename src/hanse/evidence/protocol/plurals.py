"""Plural and singular of English nouns, by rule with the exceptions of a list."""

from __future__ import annotations

import re

from hanse.evidence.protocol.words import words

__all__ = ["plurals_of", "singulars_of"]

_ADJECTIVE = re.compile(r".*(?:al|ive|ous|ic|ful|less|able|ible|ly|ed|ing|ish|ness)$")
_ISATION = re.compile(r".*i[sz]ation$")
_ABBREVIATION = re.compile(r"(?:[A-Z]&?){1,6}[A-Z]")


def plurals_of(word: str) -> tuple[str, ...]:
    """Return the plurals of a word, empty where it has none.

    Adjectives, adverbs, verbs in -ise and words that are not counted have none, nor have names,
    which are known by their capital. Abbreviations in capitals take an s.

    Parameters
    ----------
    word : str
        One word without hyphen.

    Examples
    --------
    >>> plurals_of("country"), plurals_of("index"), plurals_of("foreign"), plurals_of("SME")
    (('countries',), ('indices', 'indexes'), (), ('SMEs',))
    """
    known = words()
    if _ABBREVIATION.fullmatch(word):
        return () if word in known.capitals else (word + "s",)
    if word in known.irregular:
        return known.irregular[word]
    if not re.fullmatch(r"[^\W\d_]{3,}", word) or word != word.lower() or not _is_counted(word):
        return ()
    return (_regular(word),)


def singulars_of(word: str) -> tuple[str, ...]:
    """Return the singulars of a word, empty where it is no plural or the plural of two words.

    Examples
    --------
    >>> singulars_of("analyses"), singulars_of("businesses"), singulars_of("bases")
    (('analysis',), ('business',), ())
    """
    known = words()
    if word.endswith("s") and _ABBREVIATION.fullmatch(word[:-1]):
        return (word[:-1],) if word[:-1] not in known.capitals else ()
    if word in known.ambiguous or word in known.alone:
        return ()
    irregular = tuple(one for one, many in known.irregular.items() if word in many)
    if irregular:
        return irregular
    found = _stem(word)
    return (found,) if found and word in plurals_of(found) else ()


def _is_counted(word: str) -> bool:
    """Return whether a word can stand in the plural."""
    known = words()
    if word in known.alone or any(word in many for many in known.irregular.values()):
        return False
    if word in known.nouns:
        return True
    if _ISATION.fullmatch(word):
        return word.replace("ization", "isation") in known.isation
    if _ADJECTIVE.fullmatch(word) or word in known.ambiguous:
        return False
    if re.fullmatch(r".{3,}i[sz]e", word):  # a verb, unless it only looks like one
        noun = word in known.never_ize or word in known.never_ise
        return (noun and not word.endswith(("vise", "wise", "cise"))) or word == "exercise"
    return not (re.fullmatch(r".*y[sz]e", word) or _stem(word))


def _regular(word: str) -> str:
    """Return the plural by rule."""
    known = words()
    if word in known.ves:
        return re.sub("fe?$", "ves", word)
    if word.endswith("sis"):
        return word[:-2] + "es"
    if re.search(r"(?:s|x|z|ch|sh)$", word) or word in known.es_after_o:
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"


def _stem(word: str) -> str:
    """Return what a word in -s would be in the singular, empty where the s belongs to it."""
    known = words()
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in known.single_s:
        return ""
    if word[:-1] in known.en_silent_e:
        return word[:-1]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("es") and (
        word[:-2] in known.us | known.es_after_o | known.single_s or word[:-2] + "is" in known.sis
    ):
        return word[:-2] + ("is" if word[:-2] + "is" in known.sis else "")
    if word.endswith("ves") and {word[:-3] + "f", word[:-3] + "fe"} & known.ves:
        return word[:-3] + ("f" if word[:-3] + "f" in known.ves else "fe")
    return word[:-1]
