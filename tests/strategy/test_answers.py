"""A firm's answers: what may be written, and every text that says what is wrong."""

import pytest

from hanse.errors import InputError
from hanse.strategy.answers import (
    UNKNOWN,
    Answers,
    answer_value,
    check_answers,
    parse_answers,
    read_answers,
)
from hanse.strategy.catalogue import Question
from hanse.strategy.catalogue_reader import read_catalogue

CATALOGUE = read_catalogue()
SIZE = CATALOGUE.question("size")
COUNT = Question("count", "How many?", {"1": "one", "2": "two or more"})
FULL = """
firm = "Müller & Söhne"
as_of = 2026-03-01
considered = ["outsourcing-higher", "niche-exporting"]

[answers]
strategy = "differentiation"
size = "Fewer than 50"
innovator = true
craft = false
technology = "do not know"

[[hypotheses]]
name = "old firms lock in"
when = { firm_age = "established" }
options = ["outsourcing-higher"]
criteria = ["lock_in"]
shift = -1
reason = "seen in our valley"

[[hypotheses]]
when = { location = ["developing", "developed"], size = "small" }
options = ["captive-higher"]
criteria = ["feasibility"]
shift = 1
"""


def written(tmp_path, text, name="firm.toml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def told(table):
    """Return what is said of answers that cannot be used."""
    with pytest.raises(InputError) as error:
        parse_answers(table, CATALOGUE, file="firm.toml")
    return str(error.value)


def hypothesis(**changed):
    given = {
        "when": {"size": "small"},
        "options": ["niche-exporting"],
        "criteria": ["lock_in"],
        "shift": 1,
    }
    return {"hypotheses": [{k: v for k, v in {**given, **changed}.items() if v is not None}]}


# ---- what can be read --------------------------------------------------------------------------


def test_a_file_of_answers_is_read_as_values_of_the_questions(tmp_path):
    found = read_answers(written(tmp_path, FULL), CATALOGUE)
    assert found.values == {
        "strategy": "differentiation",
        "size": "small",
        "innovator": "yes",
        "craft": "no",
    }
    assert (found.firm, found.as_of) == ("Müller & Söhne", "2026-03-01")
    assert found.considered == ("niche-exporting", "outsourcing-higher")
    first, second = found.hypotheses
    assert (first.name, first.says, first.shift) == ("old firms lock in", "seen in our valley", -1)
    assert (second.id, second.name) == ("hypothesis-2", "hypothesis 2")
    assert second.when == {"location": ("developing", "developed"), "size": ("small",)}
    assert {one.status for one in found.hypotheses} == {"hypothesis"}


def test_answers_come_back_from_their_dictionary(tmp_path):
    found = read_answers(written(tmp_path, FULL), CATALOGUE)
    assert Answers.from_dict(found.to_dict()) == found


def test_an_empty_file_is_a_firm_that_knows_nothing(tmp_path):
    found = read_answers(written(tmp_path, ""), CATALOGUE)
    assert found == Answers({})
    asked = [one.id for one in CATALOGUE.questions if not one.is_open]
    assert list(found.unknown(CATALOGUE)) == asked


def test_answers_stand_in_the_order_of_the_questions():
    turned = {one.id: next(iter(one.choices)) for one in CATALOGUE.questions[::-1]}
    found = check_answers(turned, CATALOGUE, where="")
    assert list(found) == [one.id for one in CATALOGUE.questions]


@pytest.mark.parametrize(
    "text",
    [UNKNOWN, "Do Not Know", "do  not\nknow", "don't know", "dont know", "unknown", "?", "", "  "],
)
def test_every_way_to_say_that_one_does_not_know_leaves_the_answer_open(text):
    assert answer_value(text, SIZE) is None
    assert check_answers({"size": text}, CATALOGUE, where="") == {}


@pytest.mark.parametrize(
    ("question", "raw", "value"),
    [
        (SIZE, "medium", "medium"),
        (SIZE, "MEDIUM", "medium"),
        (SIZE, " 50  to 249 ", "medium"),
        (COUNT, "Two or more", "2"),
        (COUNT, "1", "1"),
    ],
)
def test_a_value_or_its_words_are_an_answer_in_any_case(question, raw, value):
    assert answer_value(raw, question) == value


def test_true_and_false_are_yes_and_no():
    found = check_answers({"craft": True, "innovator": False}, CATALOGUE, where="")
    assert found == {"innovator": "no", "craft": "yes"}


# ---- what cannot -------------------------------------------------------------------------------


def test_an_unknown_question_is_told_with_the_nearest_one():
    assert told({"answers": {"tecnology": "low"}}) == (
        "firm.toml, [answers]: there is no question 'tecnology'. Did you mean 'technology'? "
        "There are: strategy, size, innovator, product_complexity, process_complexity, "
        "supplier_capability, standardised, technology, craft, initiative, cluster_stage, "
        "firm_age, location."
    )


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("smal", "'smal'. Did you mean 'small'? "),
        ("500 people", "'500 people'. "),
        (12, "'12'. "),
        (True, "'yes'. "),
    ],
)
def test_an_unknown_answer_is_told_with_the_choices(raw, said):
    assert told({"answers": {"size": raw}}) == (
        f"firm.toml, [answers]: there is no answer to size {said}There are: small, medium, "
        "do not know."
    )


def test_several_wrong_answers_are_told_together():
    lines = told({"answers": {"size": "huge", "colour": "red", "craft": "no", "technology": 3}})
    first, *rest = lines.splitlines()
    assert first == "firm.toml, [answers]: 3 problems:"
    assert [one[:45] for one in rest] == [
        "  - firm.toml, [answers]: there is no answer ",
        "  - firm.toml, [answers]: there is no questio",
        "  - firm.toml, [answers]: there is no answer ",
    ]
    assert "size 'huge'" in rest[0]
    assert "'colour'" in rest[1]
    assert "technology '3'" in rest[2]


def test_an_unknown_key_is_told_with_the_nearest_one():
    assert told({"answer": {}}) == (
        "firm.toml: there is no key 'answer'. Did you mean 'answers'? "
        "There are: firm, as_of, considered, answers, hypotheses."
    )


def test_answers_that_are_no_table_are_told():
    assert told({"answers": ["cost"]}) == (
        "firm.toml: answers is no table. Write [answers] on a line."
    )


@pytest.mark.parametrize(
    ("considered", "said"),
    [
        ("niche-exporting", "firm.toml: considered is 'niche-exporting'. "),
        (["niche"], "firm.toml, considered: there is no option 'niche'. "),
        (
            ["outsourcing-higher"],
            "firm.toml, considered: 'outsourcing-higher' cannot be one mixture: offshore "
            "outsourcing of higher functions is supplementary and must join a base option. ",
        ),
        (
            ["cost-exporting", "replicative-captive"],
            "firm.toml, considered: 'cost-exporting + replicative-captive' cannot be one mixture: "
            "replicative relocation moves most of the value chain out of the cluster",
        ),
        (
            ["cost-exporting", "niche-exporting"],
            "firm.toml, considered: cost-exporting and niche-exporting serve no common strategy. ",
        ),
    ],
)
def test_a_mixture_that_cannot_be_considered_is_told_with_the_reason(considered, said):
    assert told({"considered": considered}).startswith(said)


@pytest.mark.parametrize("considered", [[], ""])
def test_nothing_considered_is_no_mixture(considered):
    assert parse_answers({"considered": considered}, CATALOGUE, file="").considered == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"options": ["nich-exporting"]}, "there is no option 'nich-exporting'. Did you mean 'nic"),
        ({"criteria": ["lockin"]}, "there is no criterion 'lockin'. Did you mean 'lock_in'? "),
        ({"when": {"age": "old"}}, "there is no question 'age'. "),
        (
            {"when": {"size": ["small", "large"]}},
            "there is no answer to size 'large'. There are: small, medium.",
        ),
        ({"when": None}, "it has no when. Write when."),
        ({"options": None}, "it has no options. Write options."),
        ({"criteria": []}, "it has no criteria. Write criteria."),
        ({"shift": None}, "the shift is 0. Write shift = 1 or shift = -1."),
        ({"shift": 2}, "the shift is 2. Write shift = 1 or shift = -1."),
        ({"shift": "up"}, "shift is 'up'. Write a whole number."),
        ({"shfit": 1}, "there is no key 'shfit'. Did you mean 'shift'? "),
        ({"when": "small"}, "when is 'small'. Write when = { question = \"answer\" }."),
        ({"options": "niche-exporting"}, "options is 'niche-exporting'. Write options = ["),
    ],
)
def test_a_hypothesis_that_cannot_be_used_is_told_with_its_place(changed, said):
    assert told(hypothesis(**changed)).startswith(f"firm.toml, [[hypotheses]] 1: {said}")


def test_several_wrong_hypotheses_are_told_together():
    first, second = hypothesis(shift=3)["hypotheses"], hypothesis(options=["x"])["hypotheses"]
    lines = told({"hypotheses": [*first, *second]}).splitlines()
    assert lines[0] == "firm.toml: 2 problems:"
    assert lines[1].startswith("  - firm.toml, [[hypotheses]] 1: the shift is 3.")
    assert lines[2].startswith("  - firm.toml, [[hypotheses]] 2: there is no option 'x'.")


def test_hypotheses_that_are_no_list_are_told():
    assert told({"hypotheses": {"shift": 1}}) == (
        "firm.toml: hypotheses is no list of tables. Write [[hypotheses]] above each."
    )


# ---- files -------------------------------------------------------------------------------------


def test_a_missing_file_is_told_with_the_command_that_makes_one(tmp_path):
    with pytest.raises(InputError) as error:
        read_answers(tmp_path / "firm.toml", CATALOGUE)
    assert str(error.value) == (
        f"there is no file {tmp_path / 'firm.toml'}. "
        "Start one with: hanse strategy ask --save FILE."
    )


def test_a_file_that_is_not_toml_is_told_with_its_line(tmp_path):
    path = written(tmp_path, "[answers]\nsize = small\n")
    with pytest.raises(InputError, match=r"firm\.toml: not TOML: .*line 2"):
        read_answers(path, CATALOGUE)


def test_a_file_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "firm.toml"
    path.write_bytes('firm = "Łódź"'.encode("utf-16"))
    with pytest.raises(InputError, match=r"firm\.toml: not TOML: .*utf-8"):
        read_answers(path, CATALOGUE)


def test_a_filled_sheet_is_read_as_the_answers_in_it(tmp_path):
    from hanse.strategy.sheets import write_answer_sheet

    given = Answers({"strategy": "cost", "size": "small"}, firm="A", as_of="2026-03-01")
    write_answer_sheet(tmp_path / "firm.xlsx", CATALOGUE, given)
    assert read_answers(tmp_path / "firm.xlsx", CATALOGUE) == given


@pytest.mark.parametrize("taken", ["medium-firm", "mine"])
def test_a_hypothesis_has_an_id_that_no_other_moderator_has(taken: str) -> None:
    entry = {
        "when": {"size": "medium"},
        "options": ["cost-exporting"],
        "criteria": ["core"],
        "shift": -1,
    }
    table = {"hypotheses": [{"id": "mine", **entry}, {"id": taken, **entry}]}
    with pytest.raises(InputError) as error:
        parse_answers(table, read_catalogue(), file="f.toml")
    assert str(error.value) == (
        f"f.toml, [[hypotheses]] 2: the id '{taken}' is taken. Give it an id of its own."
    )
