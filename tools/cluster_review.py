"""Make the systematic review of examples/cluster-review from a seed, through the library's own API.

Run ``PYTHONPATH=. python -m tools.cluster_review`` from the root of the repository; the same seed
gives the same bytes. Times are those of the story, never those of the clock.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tools.evidence_example.exports import exports, update_export
from tools.evidence_example.pool import pool
from tools.evidence_example.readme import readme_text
from tools.evidence_example.sheets import write_sheets
from tools.evidence_example.story import FIRST_PART, SECOND, Story

from hanse.evidence import review as rv

SOURCE = Path(__file__).parent / "evidence_example"
OUT = Path(__file__).parents[1] / "examples" / "cluster-review"
SETTINGS = OUT / "hanse.toml"
"""The one file of the example that is written by hand."""
OLD = 'text = "Not about internationalisation"'
NEW = (
    'text = "Says nothing on work abroad: neither sales, production or ties across the border nor '
    'why there are none; a cluster that is said not to export is not left out"'
)
TITLE = "How clusters in emerging and developing economies go abroad"
DAYS = [f"2025-02-{day:02d}" for day in (5, 6, 7, 10, 11, 12, 13, 14, 17, 18, 19, 20, 21, 24, 25)]


def build(folder: Path) -> Story:
    """Make the review in a folder that is new, and return the story behind it."""
    found = pool()
    files = exports(found)
    with tempfile.TemporaryDirectory() as scratch:
        rv.new_review(folder, title=TITLE)
        (folder / "hanse.toml").unlink()
        text = (SOURCE / "protocol-1.toml").read_text(encoding="utf-8")
        (folder / "protocol.toml").write_text(text, encoding="utf-8", newline="")
        story = Story(folder, found, Path(scratch))
        search(story, files)
        screen(story)
        update(story, files)
        write_sheets(story)
        text = readme_text(story, SETTINGS)
        (folder / "README.md").write_text(text, encoding="utf-8", newline="")
    shutil.rmtree(folder / ".index")
    return story


def search(story: Story, files: list) -> None:
    """Freeze, search, import, and merge duplicates."""
    story.freeze("the review begins")
    for at, export in enumerate(files):
        story.clock.set(f"2025-01-{9 + at:02d}")
        story.take_in(export, missing_hits=2 if export.source == "wos" else 0)
    story.clock.set("2025-01-24")
    story.merge()
    rv.undo_merge(
        story.review,
        newsletter(story),
        why="two issues of one newsletter, spring and autumn",
        person="ann",
        at=story.clock.tick(600),
    )
    first, second = (story.record(key) for key in TWINS)
    rv.link_reports(
        story.review,
        first,
        second,
        kind="same-study",
        why="made up: one survey, told twice",
        person="ann",
        at=story.clock.tick(600),
    )


TWINS = ("MU-003", "XU-008")


def newsletter(story: Story) -> str:
    """Return the second newsletter, which the rules merge into the first."""
    return next(one for one, key in story.keys.items() if key == "XU-002")


def screen(story: Story) -> None:
    """Screen under both wordings of a criterion, read what is left, and publish."""
    story.screen(FIRST_PART, day="2025-01-27")
    story.clock.set("2025-02-03")
    path = story.folder / "protocol.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(OLD, NEW), encoding="utf-8", newline="")
    story.review = rv.open_review(story.folder)
    story.freeze("most conflicts hung on E3, which was read in two ways")
    story.version = SECOND
    story.screen_to_the_end(DAYS)
    story.clock.set("2025-03-03")
    story.get_texts()
    story.assess("2025-03-17")
    story.clock.set("2025-05-05")
    rv.publish(story.review, version="2025", person="cai", at=story.clock.tick())


def update(story: Story, files: list) -> None:
    """Search Scopus again, half a year later, and screen a part of what is new."""
    story.clock.set("2025-11-10")
    first = next(one for one in files if one.source == "scopus")
    story.take_in(update_export(story.found, first))
    story.merge()
    story.clock.set("2025-11-12")
    for person in ("ann", "ben"):
        story.screen_some(person, 2)


def main() -> None:
    """Make the example anew; its settings stay."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    with tempfile.TemporaryDirectory() as parent:
        made = Path(parent) / "review"
        build(made)
        target.mkdir(parents=True, exist_ok=True)
        for old in target.iterdir():
            if old.is_dir():
                shutil.rmtree(old)
            elif old.name != SETTINGS.name:
                old.unlink()
        shutil.copytree(made, target, dirs_exist_ok=True)


if __name__ == "__main__":
    main()
