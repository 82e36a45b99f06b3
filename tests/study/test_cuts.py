"""Cut-offs are read with their defaults, and expectations with or without a reason."""

from __future__ import annotations

import tomllib

import pytest

from hanse.errors import InputError
from hanse.study.cuts import Cuts, read_cuts


def cuts(text: str, default: Cuts | None = None) -> Cuts:
    return read_cuts(tomllib.loads(text), default or Cuts(), "[qca]")


def test_what_is_not_said_stays_as_it_was():
    given = Cuts(2, 0.9, 0.5, {"A": "present"}, {"A": "why"})
    assert cuts("pri = 0.7", given) == Cuts(2, 0.9, 0.7, {"A": "present"}, {"A": "why"})


def test_an_expectation_may_have_a_reason():
    found = cuts(
        '[expectations]\nA = { expect = "present", reason = "found before" }\n'
        'B = "absent"\nC = { expect = 1 }'
    )
    assert found.expectations == {"A": "present", "B": "absent", "C": 1}
    assert found.reasons == {"A": "found before"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('A = { reason = "x" }', "[qca] expectations.A: expect is missing. Write { expect = "),
        ('A = { expct = "present" }', "[qca] expectations.A: there is no key 'expct'. Did you"),
        ('A = { expect = "present", reason = 1 }', "[qca] expectations.A: reason is 1. Write it"),
    ],
)
def test_an_expectation_that_cannot_be_read_is_named(text, said):
    with pytest.raises(InputError) as error:
        cuts(f"[expectations]\n{text}")
    assert str(error.value).startswith(said)
