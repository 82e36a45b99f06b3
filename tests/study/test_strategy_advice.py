"""The page for a director: what is advised, what would change it, why the rest fell, what next."""

import re
from dataclasses import replace
from html import unescape
from itertools import product

import pytest

from hanse.report import Bullets, Figure, Heading, Notice, Paragraph, Table
from hanse.report.html import render_html
from hanse.report.inline import plain
from hanse.report.markdown import render_markdown
from hanse.strategy import Answers, advise, evaluate, parse_answers, parse_catalogue, read_catalogue
from hanse.study.strategy_advice import (
    advice_blocks,
    advice_document,
    advice_sentence,
    advice_text,
    changes_said,
)
from hanse.study.strategy_grid import carriers_table, grid_picture

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
HEADINGS = [
    "What is advised",
    "What to know with it",
    "What would change this advice",
    "Why each other option fell",
    "What must be true, and the next step",
]
FALLEN = [
    "Captive offshoring of higher functions: even together with niche exporting, it is less "
    "feasible for SMEs.",
    "Reshoring: it is rated on no criterion, so it is neither advised nor refused.",
]
NONE_FEASIBLE = """
[catalogue]
title = "Too hard"
[[criteria]]
id = "ease"
label = "ease"
role = "feasibility"
levels = ["low", "high"]
mixture = "hardest"
[[options]]
id = "a"
strategies = ["go"]
governance = "own"
[[options]]
id = "b"
strategies = ["go"]
governance = "own"
[[ratings]]
option = "a"
criterion = "ease"
level = "low"
source = "x"
[[ratings]]
option = "b"
criterion = "ease"
level = "low"
source = "x"
"""


def advice(considered=(), *, firm="", as_of="", **answers):
    table = {
        "answers": {**KNOWN, **answers},
        "considered": list(considered),
        "firm": firm,
        "as_of": as_of,
    }
    return advise(PAPER, parse_answers(table, PAPER, file="firm.toml"))


def of_kind(found, kind):
    return [one for one in advice_blocks(found) if isinstance(one, kind)]


def said(found):
    """Return the page as one line of text without marks."""
    return " ".join(advice_text(found).split())


def visible(html):
    """Return the body of a page as its reader sees it, pictures left out."""
    body = html[html.index("<main") :]
    body = re.sub(r"<svg.*?</svg>", "", body, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", body)).split())


# ---- a firm that knows all ---------------------------------------------------------------------


def test_a_firm_that_knows_all_is_told_in_one_sentence():
    found = advice()
    assert advice_sentence(found, "differentiation") == (
        "To compete by differentiation, advised: **Niche exporting or upgrading exporting, "
        "together with offshore outsourcing of higher functions**."
    )
    assert of_kind(found, Notice) == []


def test_the_page_answers_a_directors_questions_in_order():
    assert [one.text for one in of_kind(advice(), Heading)] == HEADINGS


def test_headings_begin_at_the_level_that_is_asked_for():
    levels = [one.level for one in advice_blocks(advice(), level=1) if isinstance(one, Heading)]
    assert levels == [1, 2, 1, 1, 1]


def test_who_carries_which_objective_stands_in_a_table():
    outcome = advice().outcomes[0]
    table = carriers_table(outcome)
    assert [one.name for one in table.columns] == ["criterion", "level", "by"]
    exporting = "niche exporting or upgrading exporting"
    outsourcing = "offshore outsourcing of higher functions"
    assert table.rows == (
        ("feasible for SMEs", "MF (moderately feasible)", f"decided by {outsourcing}"),
        ("avoid lock-in", "+ (met)", f"carried by {outsourcing}"),
        ("avoid lock-in: new knowledge", "+ (access)", f"carried by {outsourcing}"),
        ("protect and develop core competencies", "+ (met)", f"carried by {exporting}"),
    )
    assert plain(table.note) == "The sides of avoid lock-in are shown and decide nothing."


def test_each_answer_that_would_change_the_advice_is_told():
    lines = [plain(one) for one in changes_said(advice())]
    assert lines[:3] == [
        "If the size of the firm were “50 to 249” instead of “fewer than 50”, niche exporting or "
        "upgrading exporting, together with captive offshoring of higher functions would be "
        "advised too.",
        f"If {PAPER.question('innovator').topic} were “no” instead of “yes”, no option would meet "
        "every criterion; what is feasible: niche exporting or upgrading exporting.",
        "If the technology level were “low or medium-low” instead of “high or medium-high”, no "
        "option would meet every criterion; what is feasible: niche exporting or upgrading "
        "exporting.",
    ]
    assert lines[3] == (
        "In 11 of 15 cases in which one rating is a level off, only what is advised here would be "
        "advised. The other 4 cases follow."
    )
    assert len(lines) == 4 + 4
    assert all(one.startswith("If ") for one in lines[4:])


def test_an_answer_that_takes_an_option_away_says_that_it_would_no_longer_be_advised():
    lines = [plain(one) for one in changes_said(advice(size="medium"))]
    assert lines[0] == (
        "If the size of the firm were “fewer than 50” instead of “50 to 249”, niche exporting or "
        "upgrading exporting, together with captive offshoring of higher functions would no longer "
        "be advised."
    )


def test_a_strategy_that_no_answer_changes_says_so():
    own = parse_catalogue(NONE_FEASIBLE.replace('"low"\nsource', '"high"\nsource'), file="own.toml")
    lines = list(changes_said(advise(own, Answers({}))))
    assert lines[0] == "No other answer to a single question would change the advice."


def test_each_other_option_has_its_reason():
    bullets = of_kind(advice(), Bullets)
    assert [plain(one) for one in bullets[2].items] == FALLEN


def test_the_printed_page_has_the_reasons_in_the_picture_and_the_text_has_them_in_words():
    page = advice_document(advice())
    at = next(i for i, one in enumerate(page.blocks) if getattr(one, "text", "") == HEADINGS[3])
    picture, after = page.blocks[at + 1 : at + 3]
    assert isinstance(picture, Figure)
    assert isinstance(after, Heading)
    assert "Captive offshoring of higher functions".casefold() in picture.alt.casefold()
    for one in FALLEN:
        assert one not in visible(render_html(page))
        assert one in said(advice())


def test_the_printed_page_leaves_sides_of_criteria_out_and_the_text_shows_them():
    side = PAPER.criterion("lock_in_intangible").label
    assert side not in visible(render_html(advice_document(advice())))
    assert side in said(advice())


def test_what_must_be_true_and_the_next_step_are_those_of_each_option_returned():
    last = of_kind(advice(), Bullets)[-1].items
    assert len(last) == 3
    for option, line in zip(
        ("niche-exporting", "upgrading-exporting", "outsourcing-higher"), last, strict=True
    ):
        known = PAPER.option(option)
        assert all(one in line for one in (*known.needs, known.next_step, known.plain))


def test_the_page_says_how_the_advice_is_found_and_that_agreement_is_no_validation():
    text = said(advice())
    assert "what is at the worst level of any criterion is dropped" in text
    assert "then what another option beats; of equals the simplest stays." in text
    assert "a check of consistency and not a validation" in text
    assert f"doi:{PAPER.doi}." in text


def test_the_page_names_the_firm_and_the_date():
    document = advice_document(advice(firm="Müller", as_of="2026-03-01"))
    assert (document.title, document.subtitle) == (
        "Which way abroad fits Müller",
        "As of 2026-03-01",
    )
    assert document.layout == "sheet"
    anonymous = advice_document(advice())
    assert (anonymous.title, anonymous.subtitle) == ("Which way abroad fits your firm", "")


@pytest.mark.parametrize(
    "answers",
    [{}, {"technology": "low"}, {"strategy": "cost"}, {"size": "medium"}, {"craft": "yes"}],
    ids=str,
)
def test_the_page_is_the_same_in_each_format(answers):
    found = advice(**answers)
    document = advice_document(found)
    page, markdown = visible(render_html(document)), render_markdown(document)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert plain(block.text) in page
            assert plain(block.text) in said(found)
        if isinstance(block, Bullets):
            assert all(" ".join(plain(one).split()) in said(found) for one in block.items)
    assert all(heading in markdown for heading in HEADINGS)


# ---- a firm that does not know all --------------------------------------------------------------


def test_a_firm_that_knows_nothing_gets_each_strategy_and_what_decides():
    found = advise(PAPER, Answers({}))
    assert advice_sentence(found, "cost") == (
        "To compete by cost, advised as far as the answers go: **Offshore outsourcing of materials "
        "and components or offshore outsourcing of processing**. Answers that are open could "
        "change it."
    )
    assert len(of_kind(found, Figure)) == len(of_kind(found, Table)) == 2
    first = plain(next(changes_said(found)))
    assert first.startswith("These answers are open and the advice depends on each of them: How d")
    assert all(PAPER.question(name).text in first for name in found.deciding)
    assert PAPER.question("craft").text not in first


def test_each_other_outcome_is_told_with_the_answers_that_lead_there():
    known = {name: value for name, value in KNOWN.items() if name not in ("size", "technology")}
    found = advise(PAPER, Answers(known))
    others = of_kind(found, Bullets)[0].items
    assert [plain(one) for one in others] == [
        "Where the technology level is “low or medium-low”: niche exporting or upgrading "
        "exporting; nothing then meets every criterion.",
        "Where the size of the firm is “50 to 249” and the technology level is “high or "
        "medium-high”: niche exporting or upgrading exporting, together with offshore outsourcing "
        "of higher functions or captive offshoring of higher functions.",
    ]


def test_where_two_strategies_are_judged_each_change_says_for_which():
    known = {name: value for name, value in KNOWN.items() if name != "strategy"}
    lines = [plain(one) for one in changes_said(advise(PAPER, Answers(known)))]
    assert any(one.startswith("For cost: if the size of the firm were") for one in lines)
    assert any(one.startswith("For differentiation: in 11 of 15 cases ") for one in lines)


# ---- nothing meets every criterion ---------------------------------------------------------------


def test_where_nothing_meets_every_criterion_the_page_warns():
    found = advice(technology="low")
    assert advice_sentence(found, "differentiation") == (
        "To compete by differentiation, the best that is feasible: **Niche exporting or upgrading "
        "exporting**."
    )
    (notice,) = of_kind(found, Notice)
    assert notice == Notice(
        "warning",
        "No option meets every criterion in this context; with the best that is feasible "
        "lock-in is not avoided.",
    )


def test_where_nothing_is_feasible_the_page_says_so_and_is_still_made():
    own = parse_catalogue(NONE_FEASIBLE, file="own.toml")
    found = advise(own, Answers({}))
    assert evaluate(own, "go").advised == ()
    assert of_kind(found, Notice) == [Notice("warning", "No option is feasible for this firm.")]
    assert of_kind(found, Table) == []
    assert [one.text for one in of_kind(found, Heading)][-1] == "Why each other option fell"
    assert all(one.items for one in of_kind(found, Bullets))
    text = said(found)
    assert "To compete by go, the best that is feasible: Nothing." in text
    assert "A: 'ease' is at its worst level, low." in text
    assert "No option is feasible for this firm." in visible(render_html(advice_document(found)))


# ---- what the firm thinks of ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("considered", "answers", "expected"),
    [
        (
            ("niche-exporting", "outsourcing-higher"),
            {},
            "What you consider, niche exporting together with offshore outsourcing of higher "
            "functions and nothing else, is advised: it fails no criterion and nothing else is "
            "better.",
        ),
        (
            ("niche-exporting", "captive-higher"),
            {},
            "What you consider, niche exporting together with captive offshoring of higher "
            "functions and nothing else, falls: it is less feasible for SMEs.",
        ),
        (
            ("niche-exporting",),
            {"technology": "low"},
            "What you consider, niche exporting and nothing else, is the best that is feasible: it "
            "can be carried out, but lock-in is not avoided.",
        ),
        (
            ("niche-exporting", "upgrading-exporting", "outsourcing-higher"),
            {},
            "What you consider, niche exporting together with upgrading exporting together with "
            "offshore outsourcing of higher functions and nothing else, falls: niche exporting "
            "together with offshore outsourcing of higher functions reaches the same with fewer "
            "parts.",
        ),
        (
            ("reshoring",),
            {},
            "What you consider, reshoring, cannot be judged, for reshoring is not rated.",
        ),
        (
            ("cost-exporting",),
            {},
            "What you consider, exporting with mechanisation, serves another strategy than the one "
            "you answered.",
        ),
    ],
)
def test_what_the_firm_considers_is_judged(considered, answers, expected):
    assert expected in said(advice(considered, **answers))


def test_a_firm_that_considers_nothing_reads_nothing_of_it():
    assert "What you consider" not in said(advice())


def test_what_is_considered_is_not_settled_while_answers_are_open():
    known = {name: value for name, value in KNOWN.items() if name != "technology"}
    package = ("niche-exporting", "outsourcing-higher")
    text = said(advise(PAPER, Answers(known, considered=package)))
    assert "nothing else is better. Answers that are open could change that." in text
    assert "could change that" not in said(advice(package))


def test_what_is_considered_is_judged_within_its_own_strategy_where_none_is_answered():
    known = {name: value for name, value in KNOWN.items() if name != "strategy"}
    found = advise(PAPER, Answers(known, considered=("niche-exporting",)))
    assert (
        "What you consider, niche exporting and nothing else, falls: lock-in is not avoided."
        in said(found)
    )


# ---- what users write is shown as it is ----------------------------------------------------------

ROUGH = "*s* `c` **b** <i>h</i> A*B"


def rough_catalogue():
    """Return the catalogue with marks and tags in what a user may write."""
    return replace(
        PAPER,
        title=ROUGH,
        source=ROUGH,
        doi="10/*a*",
        options=tuple(
            replace(
                one,
                name=f"{one.name} {ROUGH}",
                plain=ROUGH,
                needs=(ROUGH,),
                next_step=ROUGH,
                accompanied_by=f"x {ROUGH}",
            )
            for one in PAPER.options
        ),
        criteria=tuple(
            replace(
                one,
                label=f"{one.label} {ROUGH}",
                words=(ROUGH,) * 3,
                leak=one.leak and ROUGH,
                missed=ROUGH,
            )
            for one in PAPER.criteria
        ),
        questions=tuple(
            replace(
                one,
                topic=one.topic and ROUGH,
                text=f"{one.text} {ROUGH}",
                choices={name: f"{words} {ROUGH}" for name, words in one.choices.items()},
            )
            for one in PAPER.questions
        ),
        caveats=tuple(replace(one, says=ROUGH, source=ROUGH) for one in PAPER.caveats),
        moderators=tuple(replace(one, name=ROUGH, says=ROUGH) for one in PAPER.moderators),
    )


@pytest.mark.parametrize("strategy", ["cost", "differentiation", None])
@pytest.mark.parametrize("technology", ["low", "high", None])
def test_marks_and_tags_in_what_users_write_are_shown_literally(strategy, technology):
    chosen = {**KNOWN, "strategy": strategy, "technology": technology, "initiative": "no"}
    known = {name: value for name, value in chosen.items() if value}
    found = advise(rough_catalogue(), Answers(known, firm=ROUGH, as_of=ROUGH))
    html = render_html(advice_document(found))
    body = html[html.index("<main") :]
    for changed in ("<em>s</em>", "<code>c</code>", "<strong>b</strong>", "<i>h</i>"):
        assert changed not in body
    assert visible(html).count(ROUGH) > 20
    assert said(found).count(ROUGH) > 20


def test_marks_in_the_name_of_a_strategy_are_shown_literally():
    own = parse_catalogue(NONE_FEASIBLE.replace('["go"]', '["*go*"]'), file="own.toml")
    text = said(advise(own, Answers({})))
    assert "To compete by *go*, " in text


# ---- the picture ---------------------------------------------------------------------------------


def test_the_grid_names_every_option_and_says_what_became_of_it():
    picture = grid_picture(evaluate(PAPER, "differentiation"), "grid")
    assert picture.name == "grid"
    assert "differentiation" in picture.title
    for option in PAPER.serving("differentiation"):
        assert option.name in picture.alt


def test_the_page_is_the_same_each_time_it_is_made():
    assert render_html(advice_document(advice())) == render_html(advice_document(advice()))


def test_an_answer_that_lets_the_same_option_meet_every_criterion_says_so():
    text = """
[[criteria]]
id = "gain"
label = "gain"
role = "objective"
levels = ["low", "mid", "high"]
[[ratings]]
option = "a"
criterion = "gain"
level = "low"
source = "here"
[[questions]]
id = "q"
text = "Is it so?"
topic = "being so"
choices = { yes = "yes", no = "no" }
[[moderators]]
id = "m"
status = "stated"
when = { q = "yes" }
options = ["a"]
criteria = ["gain"]
shift = 1
"""
    catalogue = parse_catalogue(NONE_FEASIBLE + text)
    ease = replace(catalogue.rating("a", "ease"), level="high", lower="high", upper="high")
    made = advise(catalogue.with_ratings([ease]), Answers({"q": "no"}))
    assert next(changes_said(made)) == (
        "If *being so* were “yes” instead of “no”, the same would be advised, and meet every "
        "criterion."
    )


MOST_LETTERS = 6700
"""Text that prints on one A4 page; the longest advice was printed and its pages were counted."""


def test_the_advice_to_a_firm_that_answered_everything_fits_one_page():
    catalogue = read_catalogue()
    asked = [one for one in catalogue.questions if not one.is_open]
    longest = 0
    choices = [["medium"] if one.id == "size" else list(one.choices) for one in asked]
    for values in product(*choices):  # a medium-sized firm has the longest advice
        answers = dict(zip([one.id for one in asked], values, strict=True))
        considered = ("captive-lower",) if values[0] == "cost" else ("niche-exporting",)
        firm = Answers(answers, "Weber", "2026-11-22", considered)
        page = render_markdown(advice_document(advise(catalogue, firm)))
        longest = max(longest, len(page))
    assert longest < MOST_LETTERS
