"""Whom to meet and where to go next: market path, partner search, matching, meetings."""
