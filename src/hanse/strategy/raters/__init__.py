"""Several raters of one catalogue: their ratings read, and held against each other."""
