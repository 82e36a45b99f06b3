"""Two reviews with their labels: read in place, beside the checkout."""

from functools import cache
from pathlib import Path

import pandas as pd

from hanse.evidence.ranking import index_texts

FOLDER = Path(__file__).parents[3].parent / "shared" / "data" / "slr-screening-labelled"
FOUND = FOLDER.exists()


@cache
def labelled(name):
    """Return the index, the texts and the labels of a review, duplicates kept."""
    frame = pd.read_csv(FOLDER / f"{name}.csv.gz", keep_default_na=False)
    frame = frame[frame["label_included"].astype(str).isin(["0", "1"])]
    texts = (frame["title"] + " " + frame["abstract"]).tolist()
    index = index_texts([str(at) for at in range(len(texts))], texts)
    return index, texts, (frame["label_included"].astype(int) == 1).to_numpy()
