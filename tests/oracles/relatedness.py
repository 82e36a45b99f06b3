"""Relatedness and complexity from their definitions, with loops and fractions: slow and obvious."""

from fractions import Fraction


def advantage(values):
    """Return RCA as fractions, None where a total is 0; values are whole numbers."""
    rows = [sum(row) for row in values]
    columns = [sum(row[p] for row in values) for p in range(len(values[0]))]
    whole = sum(rows)
    return [
        [
            Fraction(x, rows[c]) / Fraction(columns[p], whole) if rows[c] and columns[p] else None
            for p, x in enumerate(row)
        ]
        for c, row in enumerate(values)
    ]


def specialised(values, cut):
    """Return presences after empty rows and columns are left out, with what is kept."""
    full = [[x is not None and x >= cut for x in row] for row in advantage(values)]
    rows = [c for c, row in enumerate(full) if any(row)]
    columns = [p for p in range(len(full[0])) if any(row[p] for row in full)]
    return [[int(full[c][p]) for p in columns] for c in rows], rows, columns


def proximities(m, diagonal):
    """Return the least of the two conditional probabilities for every two products."""
    n = len(m[0])
    phi = [[Fraction(0)] * n for _ in range(n)]
    for p in range(n):
        for q in range(n):
            both = sum(1 for row in m if row[p] and row[q])
            first = Fraction(both, sum(row[p] for row in m))
            second = Fraction(both, sum(row[q] for row in m))
            phi[p][q] = min(first, second)
        if diagonal == "zero":
            phi[p][p] = Fraction(0)
    return phi


def densities(m, diagonal):
    """Return the part of what is near each product that each region has, None where nothing is."""
    phi = proximities(m, diagonal)
    made = []
    for row in m:
        line = []
        for p in range(len(row)):
            near = sum(phi[q][p] for q in range(len(row)))
            have = sum(phi[q][p] for q in range(len(row)) if row[q])
            line.append(have / near if near else None)
        made.append(line)
    return made


def added(m, ours, theirs, p, diagonal):
    """Return what region ``theirs`` has near product p and ``ours`` has not, p left out."""
    phi = proximities(m, diagonal)
    near = sum(phi[q][p] for q in range(len(m[0])))
    have = sum(phi[q][p] for q in range(len(m[0])) if q != p and m[theirs][q] and not m[ours][q])
    return have / near


def transitions(m):
    """Return the matrix of regions whose second eigenvector is ECI, as fractions."""
    ubiquity = [sum(row[p] for row in m) for p in range(len(m[0]))]
    return [
        [
            sum(Fraction(a * b, sum(row) * k) for a, b, k in zip(row, other, ubiquity, strict=True))
            for other in m
        ]
        for row in m
    ]


def outlook_of(m, pci, diagonal, c):
    """Return the outlook of a region."""
    omega = densities(m, diagonal)[c]
    return sum(float(omega[p] or 0) * pci[p] for p in range(len(pci)) if not m[c][p])


def gain_of(m, pci, diagonal, c, p, *, net):
    """Return the gain of a product that a region has not."""
    phi = proximities(m, diagonal)
    products = range(len(pci))
    total = 0.0
    for q in products:
        near = sum(phi[s][q] for s in products)
        if not m[c][q] and near:
            total += float(phi[p][q] / near) * pci[q]
    if net:
        total -= float(densities(m, diagonal)[c][p] or 0) * pci[p]
    return total


def front_of(points, i):
    """Return the front of a point, from 1: one above the highest of those that beat it."""
    x, y = points[i]
    beaten = [j for j, (a, b) in enumerate(points) if a >= x and b >= y and (a, b) != (x, y)]
    return 1 + max((front_of(points, j) for j in beaten), default=0)
