"""Reading a catalogue: what a user may write, and every text that says what is wrong."""

import dataclasses
import json
import re
from pathlib import Path

import pytest

from hanse.errors import InputError
from hanse.result import answer_from_dict
from hanse.strategy.advice import advise
from hanse.strategy.answers import parse_answers
from hanse.strategy.catalogue import (
    Catalogue,
    Caveat,
    Criterion,
    Exclusion,
    Moderator,
    Option,
    Phase,
    Proposition,
    Question,
    Rating,
)
from hanse.strategy.catalogue_reader import (
    KEYS,
    LISTS,
    entry_name,
    packaged_text,
    parse_catalogue,
    read_catalogue,
)
from hanse.strategy.context import in_context
from hanse.strategy.evaluate import evaluate
from hanse.strategy.mixtures import mixture_text
from hanse.strategy.propositions import propositions

ROOT = Path(__file__).parents[2]
OWN = """
[catalogue]
id = "own"
title = "Ways to grow"

[[criteria]]
id = "ease"
label = "can be done"
role = "feasibility"
levels = ["D", "C", "B", "A"]
words = ["out of reach", "hard", "fair", "easy"]
missed = "it is out of reach"
mixture = "hardest"

[[criteria]]
id = "reach"
label = "new buyers"
role = "objective"
levels = ["none", "few", "many"]

[[criteria]]
id = "secret"
label = "keep the recipe"
role = "objective"
levels = ["–", "+"]
leak = "gives the recipe away"

[[options]]
id = "shop"
name = "an own shop"
strategies = ["grow"]
governance = "own"

[[options]]
id = "agent"
name = "an agent"
strategies = ["grow"]
governance = "contract"
excludes = ["licence"]

[[options]]
id = "licence"
name = "a licence"
strategies = ["grow"]
governance = "contract"

[[options]]
id = "fair"
name = "a trade fair"
strategies = ["grow", "hold"]
governance = "own"
role = "supplementary"

[[ratings]]
option = "shop"
criterion = "ease"
level = "C"
source = "our board"

[[ratings]]
option = "shop"
criterion = "reach"
level = "none"
source = "our board"

[[ratings]]
option = "shop"
criterion = "secret"
level = "+"
source = "our board"

[[ratings]]
option = "agent"
criterion = "ease"
level = "A"
source = "our board"

[[ratings]]
option = "agent"
criterion = "reach"
level = "many"
source = "our board"

[[ratings]]
option = "agent"
criterion = "secret"
level = "-"
source = "our board"

[[ratings]]
option = "licence"
criterion = "ease"
level = "B"
source = "our board"

[[ratings]]
option = "licence"
criterion = "reach"
level = "few"
source = "our board"

[[ratings]]
option = "licence"
criterion = "secret"
level = "-"
source = "our board"

[[ratings]]
option = "fair"
criterion = "ease"
level = "A"
source = "our board"

[[ratings]]
option = "fair"
criterion = "reach"
level = "few"
lower = "none"
upper = "few"
source = "our board"

[[ratings]]
option = "fair"
criterion = "secret"
level = "-"
source = "our board"

[[questions]]
id = "money"
text = "Is there money?"
[questions.choices]
much = "much"
none = "none at all"

[[moderators]]
id = "no-money"
name = "no money"
status = "stated"
when = { money = "none" }
options = ["shop"]
criteria = ["ease"]
shift = -1
source = "our board"

[[caveats]]
id = "loud"
options = ["fair"]
says = "Fairs are loud."
source = "our board"

[[propositions]]
id = "1"
strategy = "grow"
claim = "less"
options = ["shop"]
criterion = "ease"
raised_by = ["no-money"]
"""
QUESTION = '[[questions]]\nid = "way"\ntext = "Which way?"\n'
RATING = '[[ratings]]\noption = "shop"\ncriterion = "reach"\n'
MODERATOR = '[[moderators]]\nid = "m"\noptions = ["shop"]\ncriteria = ["ease"]\n'


def told(text):
    """Return what is said of a catalogue that cannot be read."""
    with pytest.raises(InputError) as error:
        parse_catalogue(text, file="own.toml")
    return str(error.value)


def told_of(old, new, text=OWN):
    """Return what is said where a piece of a good catalogue is written otherwise."""
    assert text.count(old) >= 1
    return told(text.replace(old, new, 1))


# ---- what can be read --------------------------------------------------------------------------


def test_a_catalogue_of_ones_own_is_judged_by_the_same_rule():
    own = parse_catalogue(OWN, file="own.toml")
    found = evaluate(own, "grow")
    # By hand (ease, reach, secret; the hardest part counts on ease, the best elsewhere):
    # shop C none + falls, agent A many – falls, licence B few – falls; shop + agent C many +;
    # shop + licence C few +, which shop + agent beats; with the fair nothing more is reached.
    assert found.advised == (("shop", "agent"),)
    assert not found.is_fallback
    status = {mixture_text(one.parts): one.status for one in found.verdicts}
    assert status["shop"] == status["agent"] == "fails"
    assert status["shop + licence"] == status["shop + fair"] == "dominated"
    assert status["agent + licence"] == status["fair"] == "refused"
    assert status["shop + agent + fair"] == "needless"
    assert found.verdict(("shop", "agent")).profile == ("C", "many", "+")
    assert found.verify()


def test_a_catalogue_of_ones_own_advises_with_its_own_questions():
    own = parse_catalogue(OWN, file="own.toml")
    rich = advise(own, parse_answers({"answers": {"money": "much"}}, own, file="a.toml"))
    assert [(one.strategy, one.mixtures) for one in rich.outcomes] == [
        ("grow", (("shop", "agent"),)),
        ("hold", ()),
    ]
    poor = advise(own, parse_answers({"answers": {"money": "None at all"}}, own, file="a.toml"))
    grow = poor.of_strategy("grow")[0]
    assert grow.is_fallback
    assert grow.mixtures == (("agent",),)
    assert poor.caveats[0] == (
        "No grow option meets every criterion. An agent can be carried out, but 'keep the recipe' "
        "is at its worst level, –."
    )


def test_the_part_that_leaks_is_told_in_the_words_of_the_catalogue():
    own = parse_catalogue(OWN, file="own.toml")
    said = advise(own, parse_answers({"answers": {"money": "much"}}, own, file="a.toml")).caveats
    assert said[0] == (
        "An agent gives the recipe away: by itself it is at – (–) on 'keep the recipe', so the "
        "package relies on an own shop for it."
    )


def test_what_may_be_left_out_has_a_plain_default():
    own = parse_catalogue(OWN.replace('name = "an agent"\n', ""), file="own.toml")
    assert own.option("agent").name == "agent"
    assert own.criterion("reach").words == ("none", "few", "many")
    assert own.option("shop").role == "base"
    assert own.rating("shop", "ease").lower == own.rating("shop", "ease").upper == "C"


@pytest.mark.parametrize("level", ["unrated", "Unrated", "not rated", "", " "])
def test_unrated_is_no_level(level):
    own = parse_catalogue(OWN.replace('level = "C"', f'level = "{level}"'), file="own.toml")
    assert own.rating("shop", "ease").level is None
    assert not own.is_rated("shop")
    assert evaluate(own, "grow").verdict(("shop",)).status == "unrated"


def test_a_rating_without_a_level_is_unrated_and_needs_no_source():
    text = OWN.replace('level = "C"\nsource = "our board"\n', "", 1)
    assert parse_catalogue(text, file="own.toml").rating("shop", "ease").level is None


def test_a_catalogue_comes_back_from_its_dictionary():
    for catalogue in (read_catalogue(), parse_catalogue(OWN, file="own.toml")):
        assert Catalogue.from_dict(catalogue.to_dict()) == catalogue


def test_answers_to_a_catalogue_of_ones_own_come_back_from_their_dictionary():
    own = parse_catalogue(OWN, file="own.toml")
    for answer in (
        evaluate(own, "grow"),
        advise(own, parse_answers({}, own, file="a.toml")),
    ):
        assert answer_from_dict(answer.to_dict()) == answer


def test_the_packaged_catalogue_is_read_from_a_copy_too(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(packaged_text(), encoding="utf-8")
    assert read_catalogue(path) == read_catalogue()


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(OWN, encoding="utf-8-sig")
    assert read_catalogue(str(path)).id == "own"


def test_whole_numbers_are_read_as_texts_where_texts_are_asked_for():
    text = OWN.replace('levels = ["D", "C", "B", "A"]', 'levels = ["1", "2", "3", "4"]')
    for letter, digit in (("C", 2), ("A", 4), ("B", 3)):
        text = text.replace(f'level = "{letter}"', f"level = {digit}")
    assert parse_catalogue(text, file="own.toml").rating("shop", "ease").level == "2"


# ---- files -------------------------------------------------------------------------------------


def test_a_missing_file_is_told_with_the_command_that_starts_one(tmp_path):
    with pytest.raises(InputError) as error:
        read_catalogue(tmp_path / "none.toml")
    assert str(error.value) == (
        f"there is no file {tmp_path / 'none.toml'}. "
        "Start one with: hanse strategy options --write FILE."
    )


def test_a_folder_is_no_catalogue(tmp_path):
    with pytest.raises(InputError, match="there is no file"):
        read_catalogue(tmp_path)


def test_a_file_that_is_not_toml_is_told_with_its_line(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('[catalogue]\nid = "own\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.toml: not TOML: .*line 2.*Mend that line\."):
        read_catalogue(path)


def test_a_file_in_another_encoding_is_told_to_be_saved_as_utf_8(tmp_path):
    path = tmp_path / "own.toml"
    path.write_bytes('title = "Łódź"'.encode("utf-16"))
    with pytest.raises(InputError, match=r"own\.toml: not TOML: .*Save it in the encoding UTF-8\."):
        read_catalogue(path)


def test_an_empty_file_lacks_criteria_and_options():
    assert told("") == (
        "own.toml: 2 problems:\n"
        "  - own.toml: there is no criterion. Write [[criteria]].\n"
        "  - own.toml: there is no option. Write [[options]]."
    )


# ---- one mistake each --------------------------------------------------------------------------

MISTAKES = {
    "an unknown table": (
        "[[caveats]]",
        "[[caveat]]",
        "own.toml: there is no table 'caveat'. Did you mean 'caveats'? There are: catalogue, "
        "criteria, phases, options, exclusions, ratings, questions, moderators, caveats, "
        "propositions.",
    ),
    "an unknown key of the catalogue": (
        'title = "Ways to grow"',
        'titel = "Ways to grow"',
        "own.toml, [catalogue]: there is no key 'titel'. Did you mean 'title'? "
        "There are: id, title, source, doi, note.",
    ),
    "an unknown key of an entry": (
        'excludes = ["licence"]',
        'exclude = ["licence"]',
        "own.toml, [[options]] 2 (agent): there is no key 'exclude'. Did you mean 'excludes'? "
        "There are: id, name, strategies, governance, plain, phase, relocation, functions, role, "
        "excludes, accompanied_by, needs, next_step, source, note.",
    ),
    "a single table for a list": (
        '[[caveats]]\nid = "loud"',
        '[caveats]\nid = "loud"',
        "own.toml: caveats is no list of tables. Write [[caveats]] above each.",
    ),
    "an unknown level": (
        'level = "many"',
        'level = "lots"',
        "own.toml, [[ratings]] 5 (agent, reach): there is no level 'lots' of reach. "
        "There are: none, few, many.",
    ),
    "an unknown criterion": (
        'option = "agent"\ncriterion = "reach"',
        'option = "agent"\ncriterion = "raech"',
        "own.toml, rating of agent on raech: there is no criterion 'raech'. "
        "Did you mean 'reach'? There are: ease, reach, secret.",
    ),
    "an unknown option": (
        'option = "agent"\ncriterion = "reach"',
        'option = "agents"\ncriterion = "reach"',
        "own.toml, rating of agents on reach: there is no option 'agents'. "
        "Did you mean 'agent'? There are: shop, agent, licence, fair.",
    ),
    "a rating without its ground": (
        'criterion = "ease"\nlevel = "C"\nsource = "our board"',
        'criterion = "ease"\nlevel = "C"',
        'own.toml, rating of shop on ease: it does not say what it rests on. Write source = "...".',
    ),
    "a range upside down": (
        'lower = "none"\nupper = "few"',
        'lower = "many"\nupper = "few"',
        "own.toml, [[ratings]] 11 (fair, reach): the range of reach goes from many down to few. "
        "Write the worse level as lower.",
    ),
    "a level outside its range": (
        'lower = "none"\nupper = "few"',
        'lower = "none"\nupper = "none"',
        "own.toml, [[ratings]] 11 (fair, reach): level few is outside its range none to none. "
        "Choose a level between lower and upper.",
    ),
    "a range without a level": (
        'level = "few"\nlower = "none"',
        'level = "unrated"\nlower = "none"',
        "own.toml, [[ratings]] 11 (fair, reach): a range without a level. "
        "Write the level that counts, too.",
    ),
    "a rating that stands twice": (
        RATING,
        f'{RATING}level = "few"\nsource = "x"\n\n{RATING}',
        "own.toml, rating of shop on reach: it stands twice. Keep one of them.",
    ),
    "an id that stands twice": (
        'id = "licence"',
        'id = "agent"',
        "own.toml, [[options]]: the id 'agent' stands 2 times. Give every entry an id of its own.",
    ),
    "an id with the sign of a mixture": (
        'id = "fair"',
        'id = "fair+"',
        "own.toml, option fair+: an id cannot hold +. The sign joins mixtures.",
    ),
    "no criterion of feasibility": (
        'role = "feasibility"',
        'role = "objective"',
        "own.toml: no criterion has the role feasibility. "
        'Write role = "feasibility" for the one that says what a firm can carry out.',
    ),
    "fewer words than levels": (
        'levels = ["–", "+"]',
        'levels = ["–", "+"]\nwords = ["no"]',
        "own.toml, [[criteria]] 3 (secret): 1 words for 2 levels. Write a word for each level.",
    ),
    "one level alone": (
        'levels = ["–", "+"]',
        'levels = ["–"]',
        "own.toml, [[criteria]] 3 (secret): levels are ['–']. "
        "Name two or more different levels, the worst first.",
    ),
    "a level that stands twice": (
        'levels = ["none", "few", "many"]',
        'levels = ["none", "few", "few"]',
        "own.toml, [[criteria]] 2 (reach): levels are ['none', 'few', 'few']. "
        "Name two or more different levels, the worst first.",
    ),
    "an unknown role of a criterion": (
        'role = "objective"',
        'role = "object"',
        "own.toml, criterion reach: there is no role 'object'. Did you mean 'objective'? "
        "There are: feasibility, objective.",
    ),
    "an unknown way to join": (
        'mixture = "hardest"',
        'mixture = "mean"',
        "own.toml, criterion ease: there is no mixture 'mean'. There are: hardest, best.",
    ),
    "a side of no criterion": (
        'leak = "gives the recipe away"',
        'part_of = "ease of use"',
        "own.toml, criterion secret: there is no criterion 'ease of use'. "
        "Did you mean 'ease'? There are: ease, reach.",
    ),
    "an unknown role of an option": (
        'role = "supplementary"',
        'role = "extra"',
        "own.toml, option fair: there is no role 'extra'. There are: base, supplementary.",
    ),
    "an unknown relocation": (
        'excludes = ["licence"]',
        'relocation = "some"',
        "own.toml, option agent: there is no relocation 'some'. "
        "Did you mean 'none'? There are: none, selective, replicative, return.",
    ),
    "unknown functions": (
        'excludes = ["licence"]',
        'functions = "some"',
        "own.toml, option agent: there is no kind of functions 'some'. "
        "Did you mean 'none'? There are: none, lower, higher, all.",
    ),
    "an exclusion of no option": (
        'excludes = ["licence"]',
        'excludes = ["license"]',
        "own.toml, option agent, excludes: there is no option 'license'. "
        "Did you mean 'licence'? There are: shop, agent, licence, fair.",
    ),
    "an option of no strategy": (
        'name = "a licence"\nstrategies = ["grow"]',
        'name = "a licence"\nstrategies = []',
        'own.toml, option licence: it serves no strategy. Write strategies = ["cost"].',
    ),
    "a text for a list": (
        'name = "a licence"\nstrategies = ["grow"]',
        'name = "a licence"\nstrategies = "grow"',
        'own.toml, [[options]] 3 (licence): strategies is \'grow\'. Write strategies = ["a", "b"].',
    ),
    "a number with a point for a text": (
        'level = "many"',
        "level = 0.8",
        "own.toml, [[ratings]] 5 (agent, reach): level is 0.8. Write text in quotes.",
    ),
    "a missing key": (
        'label = "new buyers"\n',
        "",
        'own.toml, [[criteria]] 2 (reach): label is missing. Write label = "...".',
    ),
    "a moderator of unknown status": (
        'status = "stated"',
        'status = "certain"',
        "own.toml, moderator no-money: the status is 'certain'. "
        "Choose from: stated, inferred, open.",
    ),
    "a hypothesis in the catalogue": (
        'status = "stated"',
        'status = "hypothesis"',
        "own.toml, moderator no-money: the status is 'hypothesis'. "
        "Choose from: stated, inferred, open.",
    ),
    "an open moderator with a shift": (
        'status = "stated"',
        'status = "open"',
        "own.toml, moderator no-money: an open moderator moves nothing. "
        "Leave out shift and when, or change the status.",
    ),
    "a shift of two levels": (
        "shift = -1",
        "shift = 2",
        "own.toml, moderator no-money: the shift is 2. Write shift = 1 or shift = -1.",
    ),
    "a shift that is no number": (
        "shift = -1",
        'shift = "up"',
        "own.toml, [[moderators]] 1 (no-money): shift is 'up'. Write a whole number.",
    ),
    "a shift that is true": (
        "shift = -1",
        "shift = true",
        "own.toml, [[moderators]] 1 (no-money): shift is 'yes'. Write a whole number.",
    ),
    "a moderator without a condition": (
        'when = { money = "none" }\n',
        "",
        "own.toml, moderator no-money: it has no when. Write when.",
    ),
    "a moderator of an unknown option": (
        'options = ["shop"]\ncriteria = ["ease"]',
        'options = ["shops"]\ncriteria = ["ease"]',
        "own.toml, moderator no-money: there is no option 'shops'. "
        "Did you mean 'shop'? There are: shop, agent, licence, fair.",
    ),
    "a moderator of an unknown criterion": (
        'options = ["shop"]\ncriteria = ["ease"]',
        'options = ["shop"]\ncriteria = ["eas"]',
        "own.toml, moderator no-money: there is no criterion 'eas'. "
        "Did you mean 'ease'? There are: ease, reach, secret.",
    ),
    "a condition on an unknown question": (
        'when = { money = "none" }',
        'when = { monye = "none" }',
        "own.toml, moderator no-money: there is no question 'monye'. "
        "Did you mean 'money'? There are: money.",
    ),
    "a condition on an unknown answer": (
        'when = { money = "none" }',
        'when = { money = ["none", "mush"] }',
        "own.toml, moderator no-money: there is no answer to money 'mush'. "
        "Did you mean 'much'? There are: much, none.",
    ),
    "a condition that is no table": (
        'when = { money = "none" }',
        'when = "money"',
        "own.toml, [[moderators]] 1 (no-money): when is 'money'. "
        'Write when = { question = "answer" }.',
    ),
    "a question with one choice": (
        'none = "none at all"\n',
        "",
        "own.toml, question money: it has fewer than two choices. Write two or more.",
    ),
    "a proposition that names an unknown moderator": (
        'raised_by = ["no-money"]',
        'raised_by = ["money"]',
        "own.toml, proposition 1: there is no moderator 'money'. "
        "Did you mean 'no-money'? There are: no-money.",
    ),
    "a proposition of an unknown claim": (
        'claim = "less"',
        'claim = "lesser"',
        "own.toml, proposition 1: there is no claim 'lesser'. Did you mean 'less'? "
        "There are: advised, met, mainly, less.",
    ),
    "a proposition of an unknown strategy": (
        'strategy = "grow"',
        'strategy = "grown"',
        "own.toml, proposition 1: there is no strategy 'grown'. Did you mean 'grow'? "
        "There are: grow, hold.",
    ),
    "a caveat of an unknown option": (
        'options = ["fair"]\nsays',
        'options = ["fairs"]\nsays',
        "own.toml, caveat loud: there is no option 'fairs'. "
        "Did you mean 'fair'? There are: shop, agent, licence, fair.",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_is_told_once_with_its_place_and_the_choices(name):
    old, new, expected = MISTAKES[name]
    lines = told_of(old, new).splitlines()
    assert expected in [line.removeprefix("  - ") for line in lines]
    assert (len(lines) > 1) == (name in CAUSE_MORE)


CAUSE_MORE = {
    "an id that stands twice",
    "an id with the sign of a mixture",
    "a question with one choice",
}
"""Mistakes through which other entries name what is not there any more."""

ADDED = {
    "a moderator without a status": (
        f"{MODERATOR}shift = 1\nwhen = {{ money = 'much' }}\n",
        "[[moderators]] 2 (m): status is missing. Choose from: stated, inferred, open.",
    ),
    "a question that decides something else than the strategy": (
        f'{QUESTION}decides = "colour"\n[questions.choices]\ngrow = "a"\nhold = "b"\n',
        "question way: there is no decision 'colour'. There are: strategy.",
    ),
    "a question whose answers are no strategies": (
        f'{QUESTION}decides = "strategy"\n[questions.choices]\ngrow = "a"\nshrink = "b"\n',
        "question way: there is no strategy 'shrink'. There are: grow, hold.",
    ),
    "a question with choices that are no texts": (
        f"{QUESTION}[questions.choices]\na = 1\nb = 'b'\n",
        "[[questions]] 2 (way): choices.a is 1. Write text.",
    ),
    "an open question that is not true or false": (
        f"{QUESTION}is_open = 'yes'\n[questions.choices]\na = 'a'\nb = 'b'\n",
        "[[questions]] 2 (way): is_open is 'yes'. Write true or false.",
    ),
    "an open moderator about an unknown question": (
        "[[moderators]]\nid = 'm'\nstatus = 'open'\nquestions = ['age']\n",
        "moderator m: there is no question 'age'. There are: money.",
    ),
    "an exclusion of an unknown relocation": (
        "[[exclusions]]\nrelocation = 'total'\nreason = 'x'\n",
        "exclusion total: there is no relocation 'total'. "
        "There are: none, selective, replicative, return.",
    ),
    "mixtures that are no lists of lists": (
        "[[propositions]]\nid = '2'\nstrategy = 'grow'\nclaim = 'advised'\nmixtures = 'shop'\n",
        "[[propositions]] 2 (2): mixtures is 'shop'. Write mixtures = [[\"a\"]].",
    ),
    "a mixture of an unknown option": (
        "[[propositions]]\nid = '2'\nstrategy = 'grow'\nclaim = 'advised'\nmixtures = [['shpo']]\n",
        "proposition 2: there is no option 'shpo'. Did you mean 'shop'? "
        "There are: shop, agent, licence, fair.",
    ),
    "a question without choices": (
        QUESTION,
        '[[questions]] 2 (way): choices is missing. Write choices = { a = "...", b = "..." }.',
    ),
    "an option without a strategy": (
        "[[options]]\nid = 'x'\ngovernance = 'own'\n",
        '[[options]] 5 (x): strategies is missing. Write strategies = ["a", "b"].',
    ),
    "an option that excludes itself": (
        "[[options]]\nid = 'x'\ngovernance = 'own'\nstrategies = ['grow']\nexcludes = ['x']\n",
        "option x: it excludes itself. Name other options.",
    ),
    "a proposition that claims nothing of any option": (
        "[[propositions]]\nid = '2'\nstrategy = 'grow'\nclaim = 'met'\ncriterion = 'ease'\n",
        "proposition 2: it has no options. Write options.",
    ),
    "a proposition about no criterion": (
        "[[propositions]]\nid = '2'\nstrategy = 'grow'\nclaim = 'met'\noptions = ['shop']\n",
        "proposition 2: it has no criterion. Write criterion.",
    ),
    "a governance mode that no phase has": (
        "[[phases]]\nnumber = 1\ngovernance = 'own'\nlabel = 'own'\n",
        "option agent: there is no governance mode 'contract'. There are: own.",
    ),
}


@pytest.mark.parametrize("name", ADDED)
def test_an_entry_that_is_added_wrongly_is_told_with_its_place(name):
    added, expected = ADDED[name]
    assert f"own.toml, {expected}" in told(f"{OWN}\n{added}")


def test_a_catalogue_entry_that_is_no_table_is_told():
    text = OWN.replace('[catalogue]\nid = "own"\ntitle = "Ways to grow"', 'catalogue = "own"')
    assert "own.toml: catalogue is no table. Write [catalogue] on a line." in told(text)


def test_mistakes_in_three_places_are_told_in_one_message():
    text = (
        OWN.replace('level = "many"', 'level = "lots"')
        .replace("shift = -1", "shift = 3")
        .replace('governance = "own"', 'governence = "own"', 1)
    )
    assert told(text) == (
        "own.toml: 3 problems:\n"
        "  - own.toml, [[options]] 1 (shop): there is no key 'governence'. "
        "Did you mean 'governance'? There are: id, name, strategies, governance, plain, phase, "
        "relocation, functions, role, excludes, accompanied_by, needs, next_step, source, note.\n"
        "  - own.toml, [[ratings]] 5 (agent, reach): there is no level 'lots' of reach. "
        "There are: none, few, many.\n"
        "  - own.toml, moderator no-money: the shift is 3. Write shift = 1 or shift = -1."
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('role = "feasibility"', 'role = "feasible"'),
        ('label = "can be done"\n', ""),
        ('words = ["out of reach", "hard", "fair", "easy"]', 'words = ["hard"]'),
    ],
)
def test_a_criterion_of_feasibility_with_a_mistake_is_not_told_as_missing_too(old, new):
    assert "problems" not in told_of(old, new)


def test_levels_that_read_alike_are_refused():
    said = told_of('levels = ["–", "+"]', 'levels = ["–", "-"]')
    assert "[[criteria]] 3 (secret): levels are ['–', '-']. Name two or more different" in said


def test_the_order_of_parts_in_a_proposition_does_not_matter():
    claim = "[[propositions]]\nid = '2'\nstrategy = 'grow'\nclaim = 'advised'\n"
    own = parse_catalogue(f"{OWN}\n{claim}mixtures = [['agent', 'shop']]\n", file="own.toml")
    assert propositions(own)[-1].holds


def test_an_entry_that_cannot_be_read_still_counts_as_known():
    # A misspelt key in an option does not make its ratings look like those of no option.
    said = told_of('name = "an own shop"', 'nmae = "an own shop"')
    assert said.startswith("own.toml, [[options]] 1 (shop): there is no key 'nmae'.")
    assert "problems" not in said


@pytest.mark.parametrize(
    ("key", "raw", "place"),
    [
        ("ratings", {"option": "a", "criterion": "b"}, "[[ratings]] 2 (a, b)"),
        ("phases", {"number": 1}, "[[phases]] 2 (1)"),
        ("options", {"name": "x"}, "[[options]] 2"),
    ],
)
def test_an_entry_is_named_by_its_list_its_number_and_what_names_it(key, raw, place):
    assert entry_name(key, 2, raw) == place


# ---- the page that documents the file ----------------------------------------------------------

PAGE = (ROOT / "docs" / "reference" / "strategy-catalogue.md").read_text(encoding="utf-8")
CLASSES = {
    "criteria": Criterion,
    "phases": Phase,
    "options": Option,
    "exclusions": Exclusion,
    "ratings": Rating,
    "questions": Question,
    "moderators": Moderator,
    "caveats": Caveat,
    "propositions": Proposition,
}
LEFT_OUT = {
    ("criteria", "words"),
    ("options", "name"),
    ("moderators", "name"),
    ("ratings", "level"),
}
"""Keys that a file may leave out though the data class has no default for them."""
LETTERS = {
    "M": "outsourcing-materials",
    "P": "outsourcing-processing",
    "C": "captive-lower",
    "N": "niche-exporting",
    "U": "upgrading-exporting",
    "O": "outsourcing-higher",
    "K": "captive-higher",
}


def rows_of(heading):
    """Return the cells of the first table below a heading of the page, its head left out."""
    part = PAGE.split(f"{heading}\n", 1)[1].split("\n#", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def unquoted(cell):
    return cell.replace("`", "").replace("−", "-")


@pytest.mark.parametrize("name", CLASSES)
def test_the_page_lists_each_key_of_a_table_and_whether_it_is_needed(name):
    listed = {
        key: "needed" in kind
        for keys, kind, _ in rows_of(f"### `[[{name}]]`")
        for key in unquoted(keys).split(", ")
    }
    needed = {
        one.name: one.default is dataclasses.MISSING
        and one.default_factory is dataclasses.MISSING
        and (name, one.name) not in LEFT_OUT
        for one in dataclasses.fields(CLASSES[name])
    }
    assert listed == needed


def test_the_page_lists_the_keys_of_the_catalogue_itself():
    assert [unquoted(row[0]) for row in rows_of("### `[catalogue]`")] == list(KEYS)
    assert re.findall(r"^### `\[\[(\w+)\]\]`", PAGE, flags=re.MULTILINE) == list(LISTS)


def test_the_page_prints_the_ratings_of_the_catalogue():
    catalogue = read_catalogue()
    shown = {}
    for option in catalogue.options:
        levels = []
        for criterion in catalogue.criteria:
            one = catalogue.rating(option.id, criterion.id)
            spread = f" ({one.lower} to {one.upper})" if one.lower != one.upper else ""
            levels.append("unrated" if one.level is None else f"{one.level}{spread}")
        shown[f"`{option.id}`"] = levels
    rows = rows_of("## The ratings, and where the paper is ambiguous")
    assert {row[0]: row[1:] for row in rows} == shown


def test_the_page_prints_the_moderators_of_the_catalogue():
    catalogue = read_catalogue()
    rows = {unquoted(row[0]): row[1:] for row in rows_of("## The moderators")}
    assert list(rows) == [one.id for one in catalogue.moderators]
    for one in catalogue.moderators:
        when, moves, by, status, source = rows[one.id]
        assert (status, source) == (one.status, one.source)
        if one.status == "open":
            assert (when, moves, by) == (f"{one.questions[0]} is answered", "nothing", "–")
            continue
        asked = ", ".join(f"{name} = {' or '.join(values)}" for name, values in one.when.items())
        targets = f"{', '.join(one.options)} on {', '.join(one.criteria)}"
        assert (when, unquoted(moves), int(unquoted(by))) == (asked, targets, one.shift)


def test_the_page_prints_the_advice_of_the_engine_in_each_context():
    catalogue = read_catalogue()
    rows = rows_of("## The 32 contexts")
    assert len({tuple(row[:5]) for row in rows}) == len(rows) == 32
    for size, innovator, complex_, standardised, technology, *cells in rows:
        high = complex_ == "yes"
        answers = {
            "size": size,
            "innovator": innovator,
            "product_complexity": "high" if high else "low",
            "process_complexity": "high" if high else "low",
            "supplier_capability": "high" if high else "moderate",
            "standardised": standardised,
            "technology": technology,
        }
        rated, _ = in_context(catalogue, answers)
        for strategy, shown in (("cost", cells[0]), ("differentiation", cells[2])):
            found = evaluate(rated, strategy)
            listed = shown.strip("()").split(", ")
            parsed = tuple(tuple(LETTERS[part] for part in one.split("+")) for one in listed)
            assert parsed == found.advised
            assert shown.startswith("(") == found.is_fallback


def test_the_page_gives_the_reason_of_each_context():
    reasons = dict(re.findall(r"^- ([cd]\d+): (.+)$", PAGE, flags=re.MULTILINE))
    golden = json.loads(
        (ROOT / "tests" / "golden" / "strategy-contexts.json").read_text(encoding="utf-8")
    )
    for row, context in zip(rows_of("## The 32 contexts"), golden, strict=True):
        assert reasons[row[6]] == context["cost"]["why"]
        assert reasons[row[8]] == context["differentiation"]["why"]


def test_the_page_says_that_agreement_with_the_paper_is_no_validation():
    assert "designed to agree with the paper's Propositions 1 and 2" in PAGE
    assert "**check of consistency and not a validation**" in PAGE


def test_a_side_of_a_side_is_refused_so_that_something_is_left_to_screen():
    text = packaged_text()
    for name, whole in (("feasibility", "lock_in"), ("lock_in", "core"), ("core", "feasibility")):
        start = f'[[criteria]]\nid = "{name}"\n'
        assert start in text
        text = text.replace(start, f'{start}part_of = "{whole}"\n')
    with pytest.raises(InputError, match="there is no criterion 'lock_in'"):
        parse_catalogue(text, file="f.toml")
