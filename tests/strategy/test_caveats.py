"""The sentences that go with an advice."""

from dataclasses import replace

import pytest

from hanse.errors import InputError
from hanse.strategy.advice import advise
from hanse.strategy.answers import Answers, parse_answers
from hanse.strategy.catalogue import Moderator
from hanse.strategy.catalogue_reader import read_catalogue

PAPER = read_catalogue()
KNOWN = {
    "strategy": "differentiation",
    "size": "small",
    "innovator": "yes",
    "product_complexity": "low",
    "process_complexity": "low",
    "supplier_capability": "moderate",
    "standardised": "no",
    "technology": "high",
    "craft": "no",
    "initiative": "yes",
}
LEAK = (
    "Offshore outsourcing of higher functions may leak core knowledge: by itself it is at +/– "
    "(met in part) on 'protect and develop core competencies', so the package relies on niche "
    "exporting or upgrading exporting for it."
)
MISSED = (
    "No differentiation option meets every criterion. Niche exporting or upgrading exporting can "
    "be carried out, but lock-in is not avoided."
)
IMPORTING = (
    "Importing what the cluster does not have accompanies niche exporting and upgrading exporting."
)
LOCAL = (
    "In the short to medium term local suppliers lose this work and must renew themselves towards "
    "higher value-adding activities. (5.2)"
)
REACTIVE = (
    "The options are for firms that go abroad on their own initiative. A supplier that others "
    "carry abroad must first win a customer or partner abroad of its own. (3.1)"
)


def caveats(hypotheses=(), **answers):
    table = {"answers": {**KNOWN, **answers}, "hypotheses": list(hypotheses)}
    return advise(PAPER, parse_answers(table, PAPER, file="firm.toml")).caveats


def test_what_a_package_leaks_and_what_goes_with_it_is_told():
    assert caveats() == (LEAK, IMPORTING)


def test_standardised_parts_leak_nothing_and_the_source_says_so():
    assert caveats(standardised="yes") == (
        IMPORTING,
        "Because of standardised elements of higher functions: offshore outsourcing of higher "
        "functions goes from +/– to + on 'protect and develop core competencies' and captive "
        "offshoring of higher functions goes from +/– to + on 'protect and develop core "
        "competencies'. Standardised elements can move without harm to the core knowledge of the "
        "firm. (the source says so; 6.1; 6.2; Proposition 2c)",
    )


def test_what_is_missed_is_told_where_nothing_meets_every_criterion():
    assert caveats(technology="low") == (
        MISSED,
        IMPORTING,
        "Because of a low-technology industry: offshore outsourcing of higher functions goes from "
        "MF to LF on 'feasible for SMEs' and captive offshoring of higher functions stays at LF "
        "on 'feasible for SMEs'. Relocation of higher value-adding functions is found mainly in "
        "high- and medium-high-technology industries. (this is read between the lines of the "
        "source; 6.1; 6.2)",
    )


def test_a_cost_strategy_is_told_what_becomes_of_local_suppliers():
    assert caveats(strategy="cost") == (LOCAL,)


def test_craft_is_told_with_the_exporting_that_it_harms():
    assert caveats(strategy="cost", craft="yes") == (
        LOCAL,
        "Because of a product that rests on craft: exporting with mechanisation goes from + to "
        "+/– on 'protect and develop core competencies'. Mechanisation may harm the quality that "
        "buyers perceive, and the brand. (this is read between the lines of the source; 5.1)",
    )


def test_a_side_of_a_criterion_is_moved_without_a_sentence_of_its_own():
    said = caveats(strategy="cost", product_complexity="high", supplier_capability="high")
    assert said[-1] == (
        "Because of complex goods from capable suppliers: offshore outsourcing of materials and "
        "components goes from +/– to + on 'avoid lock-in'. Partners then work more closely and "
        "exchange knowledge. (the source says so; 5.2; Proposition 1c)"
    )


def test_a_reactive_firm_is_told_first():
    assert caveats(initiative="no") == (REACTIVE, LEAK, IMPORTING)


@pytest.mark.parametrize(
    ("question", "value", "topic"),
    [
        ("cluster_stage", "mature", "stage of the cluster"),
        ("firm_age", "new", "age of the firm"),
        ("location", "developed", "location of the cluster"),
    ],
)
def test_an_open_moderator_gives_no_direction_and_moves_nothing(question, value, topic):
    assert caveats(**{question: value}) == (
        LEAK,
        IMPORTING,
        f"The paper names the {topic} for further research and gives no direction. "
        "It moves nothing here. (7.3)",
    )


def test_a_hypothesis_is_told_as_the_users_own_and_takes_the_open_caveat_away():
    mine = {
        "name": "old age",
        "when": {"firm_age": "established"},
        "options": ["outsourcing-higher"],
        "criteria": ["feasibility"],
        "shift": -1,
        "reason": "Old firms stay at home.",
    }
    said = caveats([mine], firm_age="established")
    assert said == (
        MISSED,
        IMPORTING,
        "Because of old age: offshore outsourcing of higher functions goes from MF to LF on "
        "'feasible for SMEs'. Old firms stay at home. (this is your own hypothesis)",
    )


def test_without_a_strategy_the_caveats_of_both_are_told():
    known = {name: value for name, value in KNOWN.items() if name != "strategy"}
    assert advise(PAPER, Answers(known)).caveats == (LEAK, LOCAL, IMPORTING)


def test_what_only_could_be_is_not_told_as_if_it_were():
    # The firm did not say how large it is: being of medium size moved nothing.
    known = {name: value for name, value in KNOWN.items() if name != "size"}
    assert not [one for one in advise(PAPER, Answers(known)).caveats if one.startswith("Because")]


def test_each_caveat_is_told_once():
    said = advise(PAPER, Answers({})).caveats
    assert len(said) == len(set(said))


# ---- open answers, own words and own catalogues --------------------------------------------------


def test_what_an_open_answer_could_leave_is_told_as_open():
    known = {name: value for name, value in KNOWN.items() if name != "technology"}
    said = advise(PAPER, Answers(known)).caveats
    assert MISSED not in said
    assert (
        "Open answers could leave no differentiation option that meets every criterion. Niche "
        "exporting or upgrading exporting could then be carried out, but lock-in is not avoided."
    ) in said


def test_a_rating_that_an_answer_moves_is_told_once_whatever_else_is_open():
    known = {name: value for name, value in KNOWN.items() if name != "innovator"}
    said = advise(PAPER, Answers({**known, "size": "medium"})).caveats
    (moved,) = [one for one in said if one.startswith("Because of a medium-sized firm")]
    assert moved.count("captive offshoring of higher functions") == 1
    assert "goes from LF to MF" in moved


def test_a_hypothesis_on_a_side_alone_and_without_a_reason_is_a_whole_sentence():
    mine = {
        "when": {"size": "small"},
        "options": ["niche-exporting"],
        "criteria": ["lock_in_intangible"],
        "shift": 1,
    }
    assert caveats([mine])[-1] == (
        "Because of hypothesis 1: niche exporting goes from – to +/– on 'avoid lock-in: new "
        "knowledge'. (this is your own hypothesis)"
    )


def test_a_hypothesis_on_the_strategy_holds_for_that_strategy_alone():
    known = {name: value for name, value in KNOWN.items() if name != "strategy"}
    mine = {
        "when": {"strategy": "cost"},
        "options": ["outsourcing-materials"],
        "criteria": ["lock_in"],
        "shift": 1,
    }
    given = parse_answers({"answers": known, "hypotheses": [mine]}, PAPER, file="firm.toml")
    found = advise(PAPER, given)
    (cost,) = found.of_strategy("cost")
    assert (cost.mixtures, cost.n, cost.of) == ((("outsourcing-materials",),), 1, 1)
    assert [one for one in found.changes if one.question == "strategy"] == []
    assert any(one.startswith("Because of hypothesis 1: ") for one in found.caveats)


def test_a_caveat_without_a_source_has_no_empty_brackets():
    bare = replace(PAPER, caveats=tuple(replace(one, source="") for one in PAPER.caveats))
    assert advise(bare, Answers({**KNOWN, "initiative": "no"})).caveats[0] == REACTIVE[:-6]


def test_nothing_leaks_where_the_hardest_part_counts():
    criteria = tuple(replace(one, mixture="hardest") for one in PAPER.criteria)
    hardest = replace(PAPER, criteria=criteria)
    said = advise(hardest, Answers({**KNOWN, "technology": "low"})).caveats
    assert not [one for one in said if "leak" in one]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"tecnology": "low"}, "answers: there is no question 'tecnology'. Did you mean 'tech"),
        (
            {"technology": "lo"},
            "answers: there is no answer to technology 'lo'. Did you mean 'low'",
        ),
    ],
)
def test_answers_given_in_python_are_checked_too(values, said):
    with pytest.raises(InputError) as error:
        advise(PAPER, Answers(values))
    assert str(error.value).startswith(said)


def test_do_not_know_given_in_python_is_an_open_answer():
    known = {**KNOWN, "technology": "do not know"}
    assert advise(PAPER, Answers(known)).deciding == ("technology",)


def test_an_open_answer_that_a_hypothesis_does_not_ask_for_still_moves_nothing():
    catalogue = read_catalogue()
    question = next(one for one in catalogue.questions if one.is_open)
    given, other = list(question.choices)[:2]
    when = {question.id: (other,)}
    idea = Moderator("mine", "mine", "hypothesis", when, ("captive-lower",), ("feasibility",), 1)
    made = advise(catalogue, Answers({"strategy": "cost", question.id: given}, hypotheses=(idea,)))
    assert any("It moves nothing here." in one for one in made.caveats)
