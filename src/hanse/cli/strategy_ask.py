"""The questions on the screen, one after another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hanse.errors import InputError
from hanse.messages import plural
from hanse.strategy.answers import UNKNOWN, answer_value

if TYPE_CHECKING:
    from hanse.strategy.catalogue import Catalogue, Question

__all__ = ["Interview"]

BACK, HELP, NOT_KNOWN = "b", "?", "d"


class Interview:
    """A conversation on the questions of a catalogue.

    Parameters
    ----------
    catalogue : Catalogue
        Whose questions are asked.
    read : callable
        Takes the prompt and returns what was typed; raises EOFError where the input ends.
    say : callable
        Shows a line.
    with_open : bool
        Whether questions that move nothing, for the source gives no direction, are asked, too.

    Attributes
    ----------
    values : dict of str to str
        Question and value of what has been answered so far, whatever happens.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        read: Callable[[str], str],
        say: Callable[[str], None],
        *,
        with_open: bool = True,
    ) -> None:
        self.questions = [one for one in catalogue.questions if with_open or not one.is_open]
        self.values: dict[str, str] = {}
        self._read, self._say = read, say
        self._seen: set[str] = set()

    def run(self) -> None:
        """Ask all questions; where the input ends, the rest is not known."""
        at = 0
        try:
            while at < len(self.questions):
                self._show(at)
                at = self._step(at)
        except EOFError:
            left = len([one for one in self.questions if one.id not in self._seen])
            if left:
                self._say("")
                count = plural(left, "question")
                self._say(f"The input ended: {count} left without an answer, '{UNKNOWN}'.")

    def _show(self, at: int) -> None:
        """Show a question with its choices, and the answer that it has."""
        question = self.questions[at]
        self._say(f"{at + 1} of {len(self.questions)}. {question.text}")
        for number, words in enumerate(question.choices.values(), start=1):
            self._say(f"  {number}  {words}")
        self._say(f"  {NOT_KNOWN}  {UNKNOWN}")
        if question.id in self._seen:
            self._say(f"  Answered: {self._words(question)}. Enter keeps it.")

    def _step(self, at: int) -> int:
        """Read until a question is answered or left; return the place of the next one."""
        question = self.questions[at]
        while True:
            typed = self._read(self._prompt(at)).strip()
            if typed == HELP:
                self._help(question)
                continue
            if typed.casefold() == BACK and not self._is_answer(typed, question):
                if at:
                    self._say("")
                    return at - 1
                self._say("This is the first question.")
                continue
            try:
                self._take(typed, question)
            except InputError:
                self._say(self._mend(typed, question))
                continue
            self._say("")
            return at + 1

    def _take(self, typed: str, question: Question) -> None:
        """Note an answer: its number, its value or its words; nothing keeps what was answered."""
        if typed or question.id not in self._seen:
            value = self._value(typed, question)
            self.values.pop(question.id, None)
            if value is not None:
                self.values[question.id] = value
        self._seen.add(question.id)

    def _value(self, typed: str, question: Question) -> str | None:
        """Return the value that was typed, None where it is not known."""
        values = list(question.choices)
        if typed.isdecimal() and 1 <= int(typed) <= len(values):
            return values[int(typed) - 1]
        if typed.casefold() == NOT_KNOWN and not self._is_answer(typed, question):
            return None
        return answer_value(typed, question)

    def _is_answer(self, typed: str, question: Question) -> bool:
        """Whether a letter is one of the values, and so no command."""
        return typed.casefold() in (value.casefold() for value in question.choices)

    def _prompt(self, at: int) -> str:
        """Return what stands before the place to type."""
        n = len(self.questions[at].choices)
        back = f", {BACK} to go back" if at else ""
        return f"Answer (1 to {n}, {NOT_KNOWN}, {HELP} for help{back}): "

    def _mend(self, typed: str, question: Question) -> str:
        """Return what to type instead of something that is no answer."""
        listed = ", ".join(question.choices)
        numbers = f"1 to {len(question.choices)}"
        return f"'{typed}' is no answer. Type {numbers}, or {listed}, or {NOT_KNOWN}."

    def _help(self, question: Question) -> None:
        """Show what is meant, and what the answer is for."""
        self._say(f"  {question.help or 'There is no more to say on this question.'}")
        if question.is_open:
            self._say("  No direction is known, so the answer moves no rating by itself.")
        if question.source:
            self._say(f"  It rests on: {question.source}")

    def _words(self, question: Question) -> str:
        """Return the answer that a question has in words."""
        value = self.values.get(question.id)
        return UNKNOWN if value is None else question.choices[value]
