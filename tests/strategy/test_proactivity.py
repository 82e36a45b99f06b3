"""Firms are told apart by three marks; what is not known never tips the balance."""

from __future__ import annotations

import itertools
import json
import math

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.strategy.firms.proactivity import ROLES, RULE, Classification, RoleAgreement, classify
from hanse.strategy.firms.read import Firm, Firms

SALES = {"yes": (3.0, 1.0), "no": (1.0, 3.0), "unknown": (math.nan, 1.0)}
BEGAN = {"yes": "self", "no": "other", "unknown": ""}


def firm(initiator: str, direct: str, leads: str, name: str = "A") -> Firm:
    sales = SALES[direct]
    known = leads.replace("unknown", "")
    return Firm(
        name,
        direct_sales=sales[0],
        indirect_sales=sales[1],
        initiator=BEGAN[initiator],
        leads_network=known,
    )


def role(one: Firm, **choices) -> tuple[str, bool]:
    (found,) = classify(Firms((one,)), **choices).firms
    return found.role, found.is_clear


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (("yes", "yes", "yes"), ("proactive", True)),
        (("no", "no", "no"), ("reactive", True)),
        (("yes", "yes", "no"), ("proactive", False)),
        (("no", "yes", "no"), ("reactive", False)),
        (("yes", "unknown", "yes"), ("proactive", False)),
        (("unknown", "no", "no"), ("reactive", False)),
        (("yes", "no", "unknown"), ("undecided", False)),
        (("unknown", "unknown", "yes"), ("undecided", False)),
        (("unknown", "unknown", "unknown"), ("undecided", False)),
    ],
)
def test_the_majority_of_three_marks_decides(marks, expected):
    assert role(firm(*marks)) == expected


def test_a_firm_is_decided_exactly_where_no_filling_of_its_gaps_changes_the_majority():
    for marks in itertools.product(("yes", "no", "unknown"), repeat=3):
        filled = itertools.product(*[("yes", "no") if m == "unknown" else (m,) for m in marks])
        roles = {"proactive" if one.count("yes") > 1 else "reactive" for one in filled}
        expected = roles.pop() if len(roles) == 1 else "undecided"
        assert role(firm(*marks))[0] == expected


def test_an_undecided_firm_names_the_marks_that_are_missing():
    found = classify(Firms((firm("unknown", "yes", "unknown"),)))
    assert [one.unknown for one in found.undecided] == [("initiator", "leads network")]
    assert "Undecided for want of: A (initiator and leads network)" in str(found)


def test_direct_sales_count_from_the_share_that_was_chosen():
    half = Firm("A", direct_sales=2.0, indirect_sales=2.0, initiator="self", leads_network="no")
    assert role(half)[0] == "proactive"
    assert role(half, direct_from=0.6)[0] == "reactive"
    third = Firm("B", direct_sales=0.1, indirect_sales=0.2, initiator="self", leads_network="no")
    assert role(third, direct_from=1 / 3)[0] == "proactive"


def test_without_foreign_sales_and_without_anybody_who_began_a_firm_is_not_abroad():
    none = {"direct_sales": 0.0, "indirect_sales": 0.0}
    assert role(Firm("A", **none)) == ("not abroad", True)
    assert role(Firm("A", **none, leads_network="yes")) == ("not abroad", True)
    assert role(Firm("A", **none, initiator="self", leads_network="yes")) == ("proactive", False)
    assert role(Firm("A", direct_sales=0.0))[0] == "undecided"


def test_a_firm_that_uses_an_option_is_abroad_even_without_foreign_sales():
    one = Firm("A", direct_sales=0.0, indirect_sales=0.0, option=("outsourcing-processing",))
    assert role(one)[0] == "undecided"


def test_counts_shares_and_leanings_add_up():
    marks = [("yes",) * 3, ("yes", "yes", "no"), ("no",) * 3, ("yes", "no", "unknown")]
    found = classify(Firms(tuple(firm(*m, name=f"F{i}") for i, m in enumerate(marks))))
    assert found.counts == {"proactive": 2, "reactive": 1, "undecided": 1, "not abroad": 0}
    assert found.shares["proactive"] == 0.5
    assert found.leaning == {"proactive": 1, "reactive": 0}
    assert [one.name for one in found.undecided] == ["F3"]


def test_without_firms_shares_are_undefined():
    found = classify(Firms(()))
    assert set(found.counts.values()) == {0}
    assert all(math.isnan(share) for share in found.shares.values())


def test_the_rule_is_said_with_the_share_that_was_chosen():
    found = classify(Firms((firm("yes", "yes", "yes"),)), direct_from=0.625)
    assert found.rule.template == RULE
    assert "makes at least 62.5 % of its foreign sales itself" in found.rule
    assert str(found).splitlines() == [
        "Reactive or proactive, 1 firm",
        "role        firms  share  leaning",
        "proactive       1  100 %        0",
        "reactive        0    0 %        0",
        "undecided       0    0 %        0",
        "not abroad      0    0 %        0",
        found.rule,
    ]


def survey(n: int, seed: int) -> tuple[Firms, dict[str, str]]:
    """Return firms of known role whose marks are now and then wrong or missing."""
    rng = np.random.default_rng(seed)
    firms, truth = [], {}
    for i in range(n):
        name = f"F{i:03}"
        true = "proactive" if rng.random() < 0.3 else "reactive"
        marks = []
        for _ in range(3):
            holds = (true == "proactive") != (rng.random() < 0.06)
            marks.append("unknown" if rng.random() < 0.03 else "yes" if holds else "no")
        firms.append(firm(*marks, name=name))
        truth[name] = true
    return Firms(tuple(firms)), truth


@pytest.mark.parametrize("seed", range(5))
def test_a_seeded_survey_of_200_firms_is_at_least_95_per_cent_right(seed):
    firms, truth = survey(200, seed)
    found = classify(firms).agreement_with(truth)
    assert found.n == 200
    assert found.share >= 0.95
    assert found.n_right + len(found.wrong) == 200


def test_agreement_is_counted_by_hand():
    marks = [("yes",) * 3, ("no",) * 3, ("yes", "no", "unknown"), ("no", "no", "yes")]
    found = classify(Firms(tuple(firm(*m, name=f"F{i}") for i, m in enumerate(marks))))
    said = found.agreement_with({"F0": "proactive", "F2": "reactive", "F3": "proactive"})
    wrong = (("F2", "undecided", "reactive"), ("F3", "reactive", "proactive"))
    assert said == RoleAgreement(3, 1, 1, wrong)
    assert said.share == pytest.approx(1 / 3)
    assert math.isnan(found.agreement_with({}).share)


def test_an_unknown_firm_or_role_is_refused():
    found = classify(Firms((firm("yes", "yes", "yes"),)))
    with pytest.raises(InputError, match=r"true roles: there is no firm 'B'\. There are: A\."):
        found.agreement_with({"B": "proactive"})
    with pytest.raises(InputError, match=r"true role of A: there is no role 'active'\. Did you"):
        found.agreement_with({"A": "active"})


@pytest.mark.parametrize("share", [0, -0.1, 1.01, math.nan])
def test_a_share_out_of_range_is_refused(share):
    with pytest.raises(InputError, match=r"direct_from is .*\. Give a share above 0 and at most 1"):
        classify(Firms(()), direct_from=share)


def test_the_frame_has_one_row_for_each_firm():
    firms, _ = survey(50, 1)
    frame = classify(firms).to_frame()
    assert list(frame.columns) == [
        *("firm", "role", "is_clear", "initiator", "direct_sales", "leads_network"),
        "direct_share",
    ]
    assert len(frame) == 50
    assert set(frame["role"]) <= set(ROLES)
    assert frame["direct_share"].dropna().isin([0.25, 0.75]).all()


def test_a_classification_survives_json():
    found = classify(survey(30, 2)[0], direct_from=0.4)
    again = Classification.from_dict(json.loads(json.dumps(found.to_dict())))
    assert again.to_dict() == found.to_dict()
    assert str(again) == str(found)
    said = found.agreement_with({"F000": "reactive"})
    assert RoleAgreement.from_dict(said.to_dict()) == said
