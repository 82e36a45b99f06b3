"""The progress bar: only on a terminal, only after a while, gone at the end."""

from __future__ import annotations

import io
import sys

import pytest

from hanse.cli import progress
from hanse.cli.progress import progress_bar


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


class AtOnce:
    """A timer that rings when it is started."""

    def __init__(self, after, ring):
        self.ring = ring

    def start(self):
        self.ring()

    def cancel(self):
        pass


class Never(AtOnce):
    """A timer that does not ring before it is cancelled."""

    def start(self):
        pass


def on_terminal(monkeypatch, timer) -> Terminal:
    """Make stderr a terminal; not a fixture, since pytest sets stderr anew before each test."""
    stream = Terminal()
    monkeypatch.setattr(progress, "Timer", timer)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_without_a_terminal_nothing_is_shown(capsys):
    with progress_bar() as tell:
        tell("solutions", 1, 2)
    assert capsys.readouterr() == ("", "")


def test_a_quick_step_shows_no_bar(monkeypatch):
    terminal = on_terminal(monkeypatch, Never)
    with progress_bar() as tell:
        tell("solutions", 1, 2)
    assert terminal.getvalue() == ""


def test_a_long_step_is_named(monkeypatch):
    terminal = on_terminal(monkeypatch, AtOnce)
    with progress_bar() as tell:
        tell("solutions for [CI]", 1, 2)
        tell("figures", 0, 1)
    assert "figures" in terminal.getvalue()


def test_the_bar_goes_when_the_step_fails(monkeypatch):
    terminal = on_terminal(monkeypatch, AtOnce)
    with pytest.raises(ZeroDivisionError), progress_bar():
        raise ZeroDivisionError
    assert terminal.getvalue().count("\x1b[?25l") == terminal.getvalue().count("\x1b[?25h") == 1
