"""``hanse review screen``: one key for each decision."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from hanse.cli.clock import now
from hanse.cli.progress import progress_bar
from hanse.cli.review_input import Folder, Person, Stage, opened, person_of, stage_of
from hanse.errors import InputError
from hanse.messages import plural

if TYPE_CHECKING:
    from hanse.evidence.review import Card, ScreeningSession

__all__ = ["ScreeningScreen", "screen"]

KEYS = {"i": "include", "e": "exclude", "u": "unsure"}
HELP = "i include   e exclude   u unsure   n note   z undo   a all fields   ? help   q quit"
FOR, AGAINST, ASKED, PLAIN = "\x1b[1;32m", "\x1b[2;31m", "\x1b[1;36m", "\x1b[0m"
WIDTH = 96
CRITERION_KEYS = "123456789acdefghijklmnoprstuvwxyz"
"""One key for each criterion, without those that mean something else."""

Order = Annotated[
    str, typer.Option("--order", help="ranked, random, or order (as they were imported).")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Of the random order and the ranking.")]
NoColour = Annotated[bool, typer.Option("--plain", help="Without colours: terms in [brackets].")]


class ScreeningScreen:
    """The screen of a session.

    Parameters
    ----------
    session : ScreeningSession
        What is screened.
    read_key, read_line : callable
        Return a key, and a line behind a prompt; raise EOFError where the input ends.
    say : callable
        Shows a line.
    clock : callable
        Returns the time.
    is_plain : bool
        Whether terms stand in brackets and not in colour.
    """

    def __init__(
        self,
        session: ScreeningSession,
        *,
        read_key: Callable[[], str],
        read_line: Callable[[str], str],
        say: Callable[[str], None],
        clock: Callable[[], str] = now,
        is_plain: bool = False,
    ) -> None:
        self._session, self._key, self._line = session, read_key, read_line
        self._say, self._clock, self._plain = say, clock, is_plain
        self._asked = protocol_words(session)
        self.decided = 0

    def run(self) -> None:
        """Show records and take decisions until nothing is left or the person stops."""
        self._say(HELP)
        try:
            while (card := self._session.next()) is not None:
                self._show(card)
                if not self._take(card):
                    break
            else:
                self._say(f"Nothing is left to decide.{self._stopped()}")
        except EOFError:
            self._say("The input ended.")
        self._say(f"{plural(self.decided, 'decision')} in this session; each is saved.")

    def _stopped(self) -> str:
        """Return how to go on where screening was stopped."""
        if not self._session.review.state.is_stopped(self._session.stage):
            return ""
        return " Screening was stopped; to go on: hanse review resume FOLDER."

    def _show(self, card: Card) -> None:
        """Show a record with the words that matter."""
        merged = card.merged.record
        speaking_for, against = self._session.terms() if card.how == "ranked" else ((), ())
        self._say("")
        how = {"ranked": "by rank", "random": "at random", "order": "in order"}[card.how]
        self._say(f"{card.record} · {card.done:,} done, {card.left:,} left · {how}")

        def marked(text: str) -> str:
            return highlighted(text, self._asked, speaking_for, against, is_plain=self._plain)

        for line in wrapped(merged.title or "(without a title)"):
            self._say(marked(line))
        head = ["; ".join(merged.authors[:6]), str(merged.year or ""), merged.container]
        self._say(" · ".join(one for one in head if one))
        for line in wrapped(merged.abstract or "(no abstract)"):
            self._say("  " + marked(line))
        if merged.keywords:
            self._say("  Keywords: " + marked("; ".join(merged.keywords)))

    def _take(self, card: Card) -> bool:
        """Read keys until the record is decided on; return whether to go on."""
        note = ""
        while True:
            key = self._key().casefold()
            if key in ("q", "\x03", "\x04", "\x1b"):
                return False
            if key == "?":
                self._help()
            elif key == "a":
                self._all(card)
            elif key == "n":
                note = self._line("Note: ").strip()
            elif key == "z":
                if self._undo():
                    return True
            elif key in KEYS:
                if self._decide(card, KEYS[key], note):
                    return True
            elif key.strip():
                self._say(f"'{key}' is no key. {HELP}")

    def _decide(self, card: Card, value: str, note: str) -> bool:
        """Write a decision, after asking for the criterion; return whether it was written."""
        reason = ""
        if value == "exclude":
            chosen = self._criterion()
            if chosen is None:
                self._say("Not decided.")
                return False
            reason = chosen
        self._session.decide(
            card.record, value, reason=reason, note=note, how=card.how, at=self._clock()
        )
        self.decided += 1
        self._say(f"  → {value}{f' ({reason})' if reason else ''}")
        return True

    def _criterion(self) -> str | None:
        """Return the criterion of an exclusion, None where the person thinks again."""
        stage = self._session.stage
        criteria = [
            one
            for one in self._session.review.protocol.criteria
            if stage in one.stages and one.type == "exclude"
        ]
        keys = dict(zip(CRITERION_KEYS, criteria, strict=False))
        for key, one in keys.items():
            self._say(f"  {key}  {one.id}: {one.text}")
        is_free = stage == "title-abstract"
        self._say("  0  no criterion   b  back   q  quit" if is_free else "  b  back   q  quit")
        while True:
            key = self._key().casefold()
            if key in ("b", "\x1b"):
                return None
            if key in ("q", "\x03", "\x04"):
                raise EOFError
            if key == "0" and is_free:
                return ""
            if key in keys:
                return keys[key].id
            if key.strip():
                self._say(f"'{key}' is none of them.")

    def _undo(self) -> bool:
        """Take the last decision back; return whether there was one."""
        try:
            record = self._session.undo(at=self._clock())
        except InputError as error:
            self._say(str(error))
            return False
        self.decided -= 1
        self._say(f"  {record} is open again.")
        return True

    def _all(self, card: Card) -> None:
        """Show every field with the record that it came from."""
        for name, source in card.merged.provenance.items():
            value = getattr(card.merged.record, name)
            shown = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
            for line in wrapped(f"{name} ({source}): {shown}"):
                self._say("  " + line)

    def _help(self) -> None:
        """Show the keys and the criteria."""
        self._say(HELP)
        for one in self._session.review.protocol.criteria:
            if self._session.stage in one.stages:
                self._say(f"  {one.type} {one.id}: {one.text}")


def protocol_words(session: ScreeningSession) -> tuple[str, ...]:
    """Return every form of the terms of the protocol, the longest first."""
    from hanse.evidence.protocol import form_table

    rows = form_table(session.review.protocol).rows
    forms = {form for _, _, form, is_excluded in rows if not is_excluded}
    return tuple(sorted(forms, key=lambda one: (-len(one), one)))


def highlighted(
    text: str,
    asked: Iterable[str],
    speaking_for: Iterable[str],
    against: Iterable[str],
    *,
    is_plain: bool,
) -> str:
    """Return a text with the terms of the protocol and the telling words marked.

    Examples
    --------
    >>> highlighted("Clusters abroad", ["clusters"], ["abroad"], [], is_plain=True)
    '[Clusters] +abroad+'
    """
    marks: dict[str, tuple[str, str]] = {}
    for words, style, signs in (
        (against, AGAINST, "-"),
        (speaking_for, FOR, "+"),
        (asked, ASKED, "["),
    ):
        for word in words:
            opening, closing = (
                (signs, "]" if signs == "[" else signs) if is_plain else (style, PLAIN)
            )
            marks[word.casefold().rstrip("*")] = (opening, closing)
    if not marks:
        return text
    ordered = sorted(marks, key=len, reverse=True)
    pattern = r"(?<!\w)(" + "|".join(map(re.escape, ordered)) + r")(?!\w)"

    def mark(found: re.Match[str]) -> str:
        word = found[0].casefold().replace("i\u0307", "i").replace("\u0131", "i")
        opening, closing = marks.get(found[0].casefold()) or marks.get(word, ("", ""))
        return f"{opening}{found[0]}{closing}"

    return re.sub(pattern, mark, text, flags=re.IGNORECASE)


def wrapped(text: str) -> list[str]:
    """Return a text in lines that fit a console."""
    import textwrap

    return textwrap.wrap(text, WIDTH) or [""]


def screen(
    folder: Folder,
    person: Person = "",
    stage: Stage = "title-abstract",
    order: Order = "ranked",
    seed: Seed = 0,
    plain: NoColour = False,
) -> None:
    """Screen records one by one: one key for each decision, each saved at once."""
    from hanse.evidence.review import ScreeningSession

    review = opened(folder)
    who = person_of(review, person)
    with progress_bar() as tell:
        session = ScreeningSession(
            review, person=who, stage=stage_of(stage), order=order, seed=seed, progress=tell
        )
    is_console = sys.stdin.isatty()
    shown = ScreeningScreen(
        session,
        read_key=_Keys() if is_console else _sign,
        read_line=input,
        say=print,
        is_plain=plain or not sys.stdout.isatty(),
    )
    shown.run()


class _Keys:
    """Keys as they are pressed; several that come at once are taken one after the other."""

    def __init__(self) -> None:
        self._waiting: list[str] = []

    def __call__(self) -> str:
        """Return the next key."""
        import click

        if not self._waiting:
            try:
                pressed = click.getchar()
            except KeyboardInterrupt:
                return "q"
            self._waiting = [pressed] if pressed.startswith("\x1b") else list(pressed)
        return self._waiting.pop(0) if self._waiting else ""


def _sign() -> str:
    """Return the next sign of an input that is no console, such as a file of keys."""
    sign = sys.stdin.read(1)
    if not sign:
        raise EOFError
    return sign
