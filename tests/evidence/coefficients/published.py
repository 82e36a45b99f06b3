"""Tables of ratings that were published, with the coefficients printed for them."""

N = None
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: observers A to D.
OBSERVERS = (
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
)
KRIPPENDORFF = [list(row) for row in zip(*OBSERVERS, strict=True)]

# Fleiss (1971), Table 1: 30 patients, 6 diagnoses of 5 kinds; kappa is printed as 0.430.
FLEISS_COUNTS = """
0 0 0 6 0|0 3 0 0 3|0 1 4 0 1|0 0 0 0 6|0 3 0 3 0|2 0 4 0 0|0 0 4 0 2|2 0 3 1 0|2 0 0 4 0|0 0 0 0 6
1 0 0 5 0|1 1 0 4 0|0 3 3 0 0|1 0 0 5 0|0 2 0 3 1|0 0 5 0 1|3 0 0 1 2|5 1 0 0 0|0 2 0 4 0|1 0 2 0 3
0 0 0 0 6|0 1 0 5 0|0 2 0 1 3|2 0 0 4 0|1 0 0 4 1|0 5 0 1 0|4 0 0 0 2|0 2 0 4 0|1 0 5 0 0|0 0 0 0 6
"""
# The example of the article "Fleiss' kappa" of Wikipedia: 10 subjects, 14 raters, 5 codes; 0.210.
WIKIPEDIA_COUNTS = """
0 0 0 0 14|0 2 6 4 2|0 0 3 5 6|0 3 9 2 0|2 2 8 1 1|7 7 0 0 0|3 2 6 3 0|2 5 3 2 2|6 5 2 1 0|0 2 2 3 7
"""


def spelt(counts):
    """Return a table of counts, a unit between bars, as ratings."""
    units = [unit.split() for line in counts.split("\n") for unit in line.split("|") if unit]
    return [[code for code, n in enumerate(unit, start=1) for _ in range(int(n))] for unit in units]


def of_cells(cells):
    """Return two lists of ratings from rows of counts, codes 1, 2, 3, …"""
    pairs = [
        (a, b)
        for a, row in enumerate(cells, start=1)
        for b, n in enumerate(row, start=1)
        for _ in range(n)
    ]
    return [a for a, _ in pairs], [b for _, b in pairs]
