"""Sixty made texts of two themes, a quarter of them relevant."""

import numpy as np

ON = ("cluster", "firms", "export", "abroad", "network", "region", "market", "entry", "supplier")
OFF = ("knee", "surgery", "patient", "pain", "dose", "trial", "nurse", "ward", "blood", "therapy")
BOTH = ("study", "results", "method", "data", "review", "analysis", "sample", "effect", "paper")


def made_texts(n=60, seed=3):
    """Return ids, texts and labels; relevant texts lean to words of the theme."""
    rng = np.random.default_rng(seed)
    ids, texts, included = [], [], []
    for at in range(n):
        relevant = bool(rng.random() < 0.25)
        lean = 0.55 if relevant else 0.15
        words = []
        for _ in range(int(rng.integers(8, 20))):
            of = BOTH if rng.random() < 0.4 else ON if rng.random() < lean else OFF
            words.append(of[int(rng.integers(len(of)))])
        ids.append(f"R{at:02d}")
        texts.append(" ".join(words).capitalize() + ".")
        included.append(relevant)
    return ids, texts, included
