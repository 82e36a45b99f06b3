"""``hanse strategy ask``: the conversation, what it keeps, and how it ends."""

from __future__ import annotations

import builtins

import pytest
from typer.testing import CliRunner

from hanse.cli.main import app
from hanse.cli.strategy_ask import Interview
from hanse.strategy.answers import Answers, read_answers
from hanse.strategy.catalogue import Question
from hanse.strategy.catalogue_reader import read_catalogue

PAPER = read_catalogue()
N = sum(not one.is_open for one in PAPER.questions)


class Script:
    """Somebody who types what is written down, and then goes."""

    def __init__(self, *typed: str) -> None:
        self.typed = list(typed)
        self.prompts: list[str] = []
        self.shown: list[str] = []

    def read(self, prompt: str) -> str:
        self.prompts.append(prompt)
        if not self.typed:
            raise EOFError
        return self.typed.pop(0)


class Few:
    """A catalogue of three questions."""

    questions = (
        Question(
            "size", "How large?", {"small": "under 50", "medium": "50 to 249"}, help="People."
        ),
        Question("stage", "Which stage?", {"b": "begun", "d": "done"}, is_open=True, source="7.3"),
        Question("craft", "Is it craft?", {"yes": "yes", "no": "no"}),
    )


def interview(*typed: str) -> tuple[Interview, Script]:
    script = Script(*typed)
    made = Interview(Few(), script.read, script.shown.append)
    made.run()
    return made, script


def ask(*choices: object, typed: str):
    arguments = ["strategy", "ask", *map(str, choices)]
    return CliRunner().invoke(app, arguments, input=typed, prog_name="hanse")


@pytest.mark.parametrize("typed", ["2", "medium", "MEDIUM", "50 to  249", " 2 "])
def test_an_answer_is_a_number_a_value_or_words(typed):
    made, _ = interview(typed, "", "")
    assert made.values == {"size": "medium"}


@pytest.mark.parametrize("typed", ["", "d", "D", "do not know", "Don't know"])
def test_not_to_know_is_an_answer(typed):
    made, script = interview(typed, "1", "2")
    assert made.values == {"stage": "b", "craft": "no"}
    assert "How large?" in script.shown[0]


def test_letters_that_are_values_are_no_commands():
    assert interview("1", "b", "d")[0].values == {"size": "small", "stage": "b"}
    assert interview("1", "d", "d")[0].values == {"size": "small", "stage": "d"}


def test_a_question_mark_helps_and_asks_again():
    made, script = interview("?", "1", "?", "1", "?", "1")
    assert made.values == {"size": "small", "stage": "b", "craft": "yes"}
    said = "\n".join(script.shown)
    assert "  People." in said
    assert "No direction is known, so the answer moves no rating by itself." in said
    assert "  It rests on: 7.3" in said
    assert said.count("There is no more to say on this question.") == 2


def test_one_can_go_back_keep_what_was_said_or_say_otherwise():
    made, script = interview("1", "1", "b", "2", "yes")
    assert made.values == {"size": "small", "stage": "d", "craft": "yes"}
    assert "  Answered: begun. Enter keeps it." in script.shown
    made, script = interview("1", "1", "b", "", "b", "d", "1")
    assert made.values == {"size": "small", "stage": "d", "craft": "yes"}
    made, script = interview("b", "", "1", "yes")
    assert "This is the first question." in script.shown
    assert made.values == {"stage": "b", "craft": "yes"}


def test_going_back_and_not_knowing_takes_an_answer_away():
    made, _ = interview("1", "1", "yes")
    assert made.values["size"] == "small"
    two = Few.questions[0], Few.questions[2]
    script = Script("1", "b", "d", "yes")
    again = Interview(type("Two", (), {"questions": two})(), script.read, script.shown.append)
    again.run()
    assert again.values == {"craft": "yes"}


def test_what_is_no_answer_is_said_and_asked_again():
    made, script = interview("3", "large", "1")
    assert made.values == {"size": "small"}
    assert "'3' is no answer. Type 1 to 2, or small, medium, or d." in script.shown
    assert "'large' is no answer. Type 1 to 2, or small, medium, or d." in script.shown


def test_the_end_of_the_input_leaves_the_rest_unknown():
    made, script = interview("1")
    assert made.values == {"size": "small"}
    assert script.shown[-1] == (
        "The input ended: 2 questions left without an answer, 'do not know'."
    )


def test_the_prompt_says_what_can_be_typed():
    _, script = interview("1", "1", "1")
    assert script.prompts[0] == "Answer (1 to 2, d, ? for help): "
    assert script.prompts[1] == "Answer (1 to 2, d, ? for help, b to go back): "


def test_all_answers_lead_to_the_advice_and_are_kept(tmp_path):
    kept, page = tmp_path / "firm.toml", tmp_path / "advice.html"
    choices = ("--save", kept, "--out", page, "--firm", "Ex Ltd", "--date", "2026-11-22")
    shown = ask(*choices, typed="1\n" * N)
    assert shown.exit_code == 0, shown.output
    first = {one.id: next(iter(one.choices)) for one in PAPER.questions if not one.is_open}
    assert read_answers(kept, PAPER) == Answers(first, "Ex Ltd", "2026-11-22")
    assert f"Answers kept in {kept}\n" in shown.stdout
    assert "What is advised" in shown.stdout
    assert shown.stdout.endswith(f"Page: {page}\n")
    assert "Ex Ltd" in page.read_text(encoding="utf-8")
    again = CliRunner().invoke(app, ["strategy", "evaluate", str(kept)], prog_name="hanse")
    assert again.stdout.strip() in shown.stdout


def test_where_the_input_ends_the_advice_comes_all_the_same(tmp_path):
    kept = tmp_path / "firm.toml"
    shown = ask("--save", kept, typed="differentiation\nsmall\n")
    assert shown.exit_code == 0, shown.output
    assert f"The input ended: {N - 2} questions left without an answer" in shown.stdout
    assert "What is advised" in shown.stdout
    found = read_answers(kept, PAPER)
    assert found.values == {"strategy": "differentiation", "size": "small"}


class Interrupted:
    """Somebody who answers a few questions and then presses Ctrl-C."""

    def __init__(self, *typed: str) -> None:
        self.typed = list(typed)

    def __call__(self, prompt: str) -> str:
        if not self.typed:
            raise KeyboardInterrupt
        return self.typed.pop(0)


def test_an_interruption_keeps_what_was_answered(tmp_path, monkeypatch):
    kept = tmp_path / "firm.toml"
    monkeypatch.setattr(builtins, "input", Interrupted("cost", "small"))
    shown = ask("--save", kept, typed="")
    assert shown.exit_code == 130
    assert shown.stderr == "hanse: interrupted; earlier results are unchanged\n"
    assert f"Answers kept in {kept}" in shown.stdout
    assert "What is advised" not in shown.stdout
    assert read_answers(kept, PAPER).values == {"strategy": "cost", "size": "small"}


def test_an_interruption_before_any_answer_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(builtins, "input", Interrupted())
    shown = ask("--save", tmp_path / "firm.toml", typed="")
    assert shown.exit_code == 130
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_refused_before_anything_is_asked(tmp_path):
    kept = tmp_path / "firm.toml"
    kept.write_text("# mine\n", encoding="utf-8")
    shown = ask("--save", kept, typed="1\n" * N)
    assert shown.exit_code == 2
    assert (shown.stdout, kept.read_text(encoding="utf-8")) == ("", "# mine\n")
    assert shown.stderr == (
        f"hanse: {kept}: is there already. Name another file, or add --force.\n"
    )
    assert ask("--save", kept, "--force", typed="1\n").exit_code == 0
    assert read_answers(kept, PAPER).values == {"strategy": "cost"}


def test_files_of_another_kind_are_refused_before_anything_is_asked(tmp_path):
    shown = ask("--save", tmp_path / "firm.xlsx", typed="")
    assert shown.stderr.endswith("firm.xlsx: is no name of a file of answers. End it in .toml.\n")
    shown = ask("--out", tmp_path / "advice.pdf", typed="")
    assert shown.stderr.endswith(
        "advice.pdf: is no name of a page. End it in .html: --out advice.html.\n"
    )
    shown = ask("--out", tmp_path / "none" / "advice.html", typed="")
    assert "there is no folder" in shown.stderr


def test_answers_that_cannot_be_kept_are_shown_instead(tmp_path, monkeypatch):
    from hanse.errors import InputError

    def refuse(path, text):
        raise InputError("cannot be written: no space", where=str(path))

    monkeypatch.setattr("hanse.tables.write_text", refuse)
    shown = ask("--save", tmp_path / "firm.toml", typed="1\n2\n")
    assert shown.exit_code == 2
    assert 'size = "medium"' in shown.stdout
    assert shown.stderr.endswith("firm.toml: cannot be written: no space\n")


def test_ten_questions_are_asked_and_those_that_move_nothing_on_request_only():
    assert N == 10
    assert "1 of 10" in ask(typed="").output
    assert "At which stage is the cluster?" not in ask(typed="\n" * N).output
    assert "At which stage is the cluster?" in ask("--open", typed="\n" * 13).output
