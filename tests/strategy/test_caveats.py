"""The sentences that go with an advice."""

from dataclasses import replace

import pytest
from tests.strategy.rated_options import criterion, rated

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
    "higher value-adding activities. (section 5.2)"
)
REACTIVE = (
    "The options are for firms that go abroad on their own initiative. A supplier that others "
    "carry abroad must first win a customer or partner abroad of its own. (section 3.1)"
)

SIMPLE_GOODS = (
    "Because of simple goods from moderate suppliers: the rating of offshore outsourcing of "
    "materials and components on 'avoid lock-in: new knowledge' is moved from +/– to –. What goes "
    "over is one-way and formal, so little new knowledge comes back. (the source says so; section "
    "5.2)"
)
SIMPLE_PROCESS = (
    "Because of a simple process with moderate subcontractors: the rating of offshore outsourcing "
    "of processing on 'avoid lock-in: new knowledge' is moved from +/– to –. What is said of "
    "materials is carried over to processing. (this is read between the lines of the source; "
    "section 5.2)"
)


def caveats(hypotheses=(), **answers):
    table = {"answers": {**KNOWN, **answers}, "hypotheses": list(hypotheses)}
    return advise(PAPER, parse_answers(table, PAPER, file="firm.toml")).caveats


def test_what_a_package_leaks_and_what_goes_with_it_is_told():
    assert caveats() == (LEAK, IMPORTING)


def test_standardised_parts_leak_nothing_and_the_source_says_so():
    assert caveats(standardised="yes") == (
        IMPORTING,
        "Because of standardised elements of higher functions: the rating of offshore outsourcing "
        "of higher functions and captive offshoring of higher functions on 'protect and develop "
        "core competencies' is moved from +/– to +. Standardised elements can move without harm to "
        "the core knowledge of the firm. (the source says so; section 6.1, section 6.2, "
        "Proposition 2c)",
    )


def test_what_is_missed_is_told_where_nothing_meets_every_criterion():
    assert caveats(technology="low") == (
        MISSED,
        IMPORTING,
        "Because of a low-technology industry: the rating of offshore outsourcing of higher "
        "functions on 'feasible for SMEs' is moved from MF to LF and the rating of captive "
        "offshoring of higher functions on 'feasible for SMEs' is at LF as before. Relocation of "
        "higher value-adding functions is found mainly in high- and medium-high-technology "
        "industries. (this is read between the lines of the source; section 6.1, section 6.2)",
    )


def test_a_cost_strategy_is_told_what_becomes_of_local_suppliers():
    assert caveats(strategy="cost") == (LOCAL, SIMPLE_GOODS, SIMPLE_PROCESS)


def test_craft_is_told_with_the_exporting_that_it_harms():
    assert caveats(strategy="cost", craft="yes") == (
        LOCAL,
        SIMPLE_GOODS,
        SIMPLE_PROCESS,
        "Because of a product that rests on craft: the rating of exporting with mechanisation on "
        "'protect and develop core competencies' is moved from + to +/–. Mechanisation may harm "
        "the quality that buyers perceive, and the brand. (this is read between the lines of the "
        "source; section 5.1)",
    )


def test_a_side_of_a_criterion_is_moved_without_a_sentence_of_its_own():
    said = caveats(strategy="cost", product_complexity="high", supplier_capability="high")
    assert said[-1] == (
        "Because of complex goods from capable suppliers: the rating of offshore outsourcing of "
        "materials and components on 'avoid lock-in' is moved from +/– to +. Partners then work "
        "more closely and exchange knowledge. (the source says so; section 5.2, Proposition 1c)"
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
        f"The source gives no direction for the {topic}: what you answered moves nothing here. "
        "(section 7.3)",
    )


def test_all_that_the_source_leaves_open_is_told_in_one_sentence():
    assert caveats(cluster_stage="mature", firm_age="new", location="developed")[2:] == (
        "The source gives no direction for the stage of the cluster, the age of the firm and the "
        "location of the cluster: what you answered moves nothing here. (section 7.3)",
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
        "Because of old age: the rating of offshore outsourcing of higher functions on 'feasible "
        "for SMEs' is moved from MF to LF. Old firms stay at home. (this is your own hypothesis)",
    )


def test_without_a_strategy_the_caveats_of_both_are_told():
    known = {name: value for name, value in KNOWN.items() if name != "strategy"}
    assert advise(PAPER, Answers(known)).caveats == (
        LEAK,
        LOCAL,
        IMPORTING,
        SIMPLE_GOODS,
        SIMPLE_PROCESS,
    )


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
    assert "on 'feasible for SMEs' is moved from LF to MF." in moved


def test_a_medium_firm_is_told_what_is_stated_of_it_apart_from_what_is_inferred():
    stated, inferred = [
        one
        for one in caveats(strategy="cost", size="medium")
        if one.startswith("Because of a medium-sized firm")
    ]
    assert stated == (
        "Because of a medium-sized firm: the rating of captive offshoring of selected operations "
        "on 'feasible for SMEs' is moved from LF to MF. Medium-sized firms turn to equity "
        "participation more often. (the source says so; section 5.1)"
    )
    assert inferred == (
        "Because of a medium-sized firm (other equity options): the rating of replicative "
        "captive offshoring on 'feasible for SMEs' is moved from LF to MF. What is said of equity "
        "in selective relocation for cost is carried over to other equity options. (this is read "
        "between the lines of the source; section 5.1)"
    )


def test_a_hypothesis_on_a_side_alone_and_without_a_reason_is_a_whole_sentence():
    mine = {
        "when": {"size": "small"},
        "options": ["niche-exporting"],
        "criteria": ["lock_in_intangible"],
        "shift": 1,
    }
    assert caveats([mine])[-1] == (
        "Because of hypothesis 1: the rating of niche exporting on 'avoid lock-in: new knowledge' "
        "is moved from – to +/–. (this is your own hypothesis)"
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
    assert advise(bare, Answers({**KNOWN, "initiative": "no"})).caveats[0] == (
        REACTIVE.removesuffix(" (section 3.1)")
    )


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
    assert any("what you answered moves nothing here." in one for one in made.caveats)


@pytest.mark.parametrize(("mixture", "leaks"), [("best", 1), ("hardest", 0)])
def test_a_part_leaks_only_what_the_best_part_decides(mixture, leaks):
    criteria = (
        criterion("ease", "feasibility", "hardest"),
        criterion("reach"),
        criterion("skill"),
        replace(criterion("core", mixture=mixture), leak="may leak the core"),
    )
    small = rated({"a": (2, 2, 0, 2), "b": (2, 0, 2, 1)}, criteria=criteria)
    found = advise(small, Answers({}))
    (outcome,) = found.outcomes
    assert outcome.mixtures == (("a", "b"),)
    said = [one for one in found.caveats if "leak" in one]
    expected = [
        "B may leak the core: by itself it is at mid (half so) on 'core', so the package relies "
        "on A for it."
    ]
    assert said == expected * leaks
