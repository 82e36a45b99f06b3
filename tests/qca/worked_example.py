"""Five cases whose truth table is worked by hand in the tests.

Row A*B: memberships .8 .2 .2 .5 .6, all inside Y; shared with Y and ~Y .1 .2 .2 .2 .3.
Row A*~B: .1 .7 .2 .1 .4 = 1.5; inside Y .1 .4 .2 .1 .4 = 1.2; Y and ~Y .1 .4 .2 .1 .3 = 1.1.
Row ~A*B: .2 .2 .8 .5 .1 = 1.8; inside Y .2 .2 .3 .5 .1 = 1.3; Y and ~Y .1 .2 .3 .2 .1 = 0.9.
"""

from tests.qca.fuzzy_sets import sets_of_columns

CASES = ["ash", "birch", "cedar", "date", "elm"]
COLUMNS = {
    "A": [0.8, 0.7, 0.2, 0.5, 0.9],
    "B": [0.9, 0.2, 0.8, 0.9, 0.6],
    "Y": [0.9, 0.4, 0.3, 0.8, 0.7],
}


def five_cases(**more):
    """Return the sets, with further columns or other values where given."""
    return sets_of_columns({**COLUMNS, **more}, cases=CASES)
