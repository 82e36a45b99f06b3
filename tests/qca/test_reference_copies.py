"""The copied reference outputs are the ones that were made, and all of them are there."""

import json

from tests.qca.reference import COPIED, FOUND, GOLDEN, OPEN, described

FOLDERS = {"data": "csv", "truthtable": "json", "pof": "json", "minimize": "json"}
FILES = [f"{folder}/{name}.{end}" for folder, end in FOLDERS.items() for name in COPIED]


def test_six_random_data_sets_are_copied_with_all_their_outputs():
    assert COPIED == ("Ro01", "Ro02", "Ro08", "Ro09", "Ro14", "Ro16")
    found = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    assert found == {*FILES, "README.md", "datasets.json"}
    assert {about["source"] for about in described(GOLDEN).values()} == {"random"}


def test_the_readme_names_the_program_and_says_that_the_data_are_random():
    text = (GOLDEN / "README.md").read_text("utf-8")
    assert "QCA 3.25" in text
    assert "random and describe nothing" in " ".join(text.split())


if FOUND:

    def test_the_copies_are_unchanged():
        for name in FILES:
            assert (GOLDEN / name).read_bytes() == (OPEN / name).read_bytes(), name
        original = json.loads((OPEN / "datasets.json").read_text("utf-8"))
        assert described(GOLDEN) == {name: original[name] for name in COPIED}
