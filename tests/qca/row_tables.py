"""Truth tables made from rows: crisp data with one case for each observed row."""

import pandas as pd

from hanse.qca import AsIs, build_truth_table, calibrate


def table_of_rows(positives, negatives, levels):
    """Build the truth table in which these rows are observed, each by one case.

    ``levels`` counts the values of each condition; those with two are crisp sets. Conditions are
    named A, B, C, ...; the outcome is Y.
    """
    names = [chr(ord("A") + j) for j in range(len(levels))]
    lines = [(*row, 1) for row in sorted(positives)] + [(*row, 0) for row in sorted(negatives)]
    frame = pd.DataFrame(lines, columns=[*names, "Y"])
    frame["case"] = [f"c{i}" for i in range(len(lines))]
    specs = {n: AsIs(levels=v) if v > 2 else AsIs() for n, v in zip(names, levels, strict=True)}
    sets = calibrate(frame, {**specs, "Y": AsIs()}, id="case")
    return build_truth_table(sets, "Y", consistency=1.0)
