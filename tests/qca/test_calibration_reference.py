"""Every calibration record of the reference implementation that belongs to the first study.

The folder of references stands beside the checkout and is read in place; where it is not there,
nothing is collected. What the reference rounds is rounded here: memberships below 0.0001 and above
0.9999 are set to 0 and 1, the indirect method has six decimals.
"""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.qca.calibration import Bell, Crisp, Direct, Indirect, MultiValue, Power

FOLDER = Path(__file__).parents[2].parent / "shared" / "reference" / "qca" / "open" / "calibrate"
FOUND = FOLDER.exists()
CONTENT = json.loads((FOLDER / "calibrate.json").read_text("utf-8")) if FOUND else {"cases": []}

# Half the schools of this vector have the value 0, so two of its thresholds are equal. The
# reference lets that pass in these three records; here equal anchors are an error.
EQUAL = {"cal-FSR.coop_comp_schools-361", "cal-FSR.coop_comp_schools-373"}
EQUAL |= {"cal-FSR.coop_comp_schools-376"}

EXPECTED = {
    "direct": 104,
    "power": 78,
    "bell": 79,
    "crisp": 78,
    "multi-value": 52,
    "indirect": 42,
}


def method_of(record):
    """Return how the record's call is written here, None if it belongs to a later issue."""
    asked = record["args"]
    if record["fn"] != "calibrate" or asked.get("method") == "TFR" or asked.get("ecdf"):
        return None
    given = asked["thresholds"]
    listed = list(given.values()) if isinstance(given, dict) else given
    powers = {key: asked[key] for key in ("below", "above") if key in asked}
    if asked["type"] == "crisp":
        return MultiValue(listed) if isinstance(listed, list) else Crisp(listed)
    if asked.get("method") == "indirect":
        return Indirect(listed)
    if len(listed) == 6:
        is_valley = listed[0] > listed[1]
        return None if is_valley else Bell(*listed, **powers)
    if asked.get("logistic") is False:
        return Power(*listed, **powers)
    return Direct(*listed, idm=asked.get("idm", 0.95))


RECORDS = [record for record in CONTENT["cases"] if method_of(record) is not None]
COMPARED = [r for r in RECORDS if "error" not in r and r["id"] not in EQUAL]
REFUSED = [r for r in RECORDS if "error" in r or r["id"] in EQUAL]


def values_of(record):
    return np.array(CONTENT["vectors"][record["data"]], dtype=float)


def snapped(membership):
    return np.where(membership < 1e-4, 0, np.where(membership > 0.9999, 1, membership))


if FOUND:

    @pytest.mark.parametrize("record", COMPARED, ids=lambda record: record["id"])
    def test_memberships_equal_those_of_the_reference(record):
        raw, method = values_of(record), method_of(record)
        found = method.fit(raw).apply(raw)
        tolerance = 1e-6
        if isinstance(method, Indirect):
            found, tolerance = np.round(found, 6), 1e-5
        if not isinstance(method, MultiValue):
            found = snapped(found)
        assert found == pytest.approx(np.array(record["output"], dtype=float), abs=tolerance)

    @pytest.mark.parametrize("record", REFUSED, ids=lambda record: record["id"])
    def test_what_the_reference_refuses_is_refused(record):
        with pytest.raises(InputError, match=r"threshold|anchors"):
            method_of(record).fit(values_of(record))

    def test_no_record_is_left_out_in_silence():
        assert Counter(method_of(record).kind for record in RECORDS) == EXPECTED
        assert (len(COMPARED), len(REFUSED)) == (397, 36)
