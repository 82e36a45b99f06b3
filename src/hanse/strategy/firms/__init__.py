"""What a table of firms says: roles, shares, measures, and what a programme can move."""
