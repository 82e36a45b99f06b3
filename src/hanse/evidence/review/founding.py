"""Beginning a review, and freezing its protocol."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from hanse.errors import InputError
from hanse.evidence.log import STAGES, ReviewLog, write_log
from hanse.evidence.protocol import (
    Protocol,
    ProtocolChange,
    freeze,
    protocol_from_toml,
    starter_protocol,
)
from hanse.evidence.review.folder import Entry, Review
from hanse.evidence.review.layout import EVENTS, PROTOCOL, VERSIONS
from hanse.tables import write_text

__all__ = ["check_frozen", "freeze_protocol", "new_review"]

STUDY = "hanse.toml"


def new_review(folder: str | os.PathLike[str], *, title: str) -> Path:
    """Begin a review: a protocol to fill in, an empty log, and the settings of its report.

    Parameters
    ----------
    folder : path
        A folder that is new or empty; the one it stands in must exist.
    title : str
        Of the review.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    InputError
        If there is a review already, or the folder holds other files.
    """
    path = Path(folder)
    if not title.strip():
        raise InputError("the title is empty", where="--title", mend="Say what is reviewed.")
    if (path / PROTOCOL).exists() or (path / EVENTS).exists():
        raise InputError(
            "holds a review already", where=str(path), mend="Name a folder that is new."
        )
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise InputError("is not empty", where=str(path), mend="Name a folder that is new.")
    if not path.parent.is_dir():
        raise InputError(
            f"there is no folder '{path.parent}'", where=str(path), mend="Make the folder first."
        )
    path.mkdir(exist_ok=True)
    write_text(path / PROTOCOL, starter_protocol(title.strip()))
    write_log(path / EVENTS, ReviewLog())
    write_text(path / STUDY, _study(title.strip()))
    return path


def _study(title: str) -> str:
    """Return the settings of the report of a review."""
    import tomli_w

    return tomli_w.dumps({"study": {"title": title}, "evidence": {"review": "."}})


def freeze_protocol(
    review: Review, *, because: str, person: str, at: str
) -> tuple[Review, ProtocolChange]:
    """Freeze ``protocol.toml`` as the next version: from here on it holds.

    Parameters
    ----------
    review : Review
        With a protocol that differs from the version before.
    because : str
        Why it was changed.
    person, at : str
        Who freezes it, and when.

    Returns
    -------
    Review, ProtocolChange
        The review with its new version, and what changed in words. In ``protocol.toml`` only the
        number of the version is changed.

    Raises
    ------
    InputError
        If nothing changed.
    """
    earlier = review.state.amendments
    previous = frozen_protocol(review, earlier[-1].version) if earlier else None
    known = {one.id for one in review.protocol.people}
    gone = [one for one in review.state.people if one not in known]
    if gone:
        raise InputError(
            f"{gone[0]} decided on records and is not among the people any more",
            where=PROTOCOL,
            mend="Keep everybody who decided anything; another person needs an id of their own.",
        )
    written = (review.folder / PROTOCOL).read_text(encoding="utf-8-sig")
    change = freeze(review.protocol, previous, text=written)
    name = f"{change.version}.toml"
    review.check_current()
    (review.folder / VERSIONS).mkdir(exist_ok=True)
    write_text(review.folder / VERSIONS / name, change.text)
    write_text(review.folder / PROTOCOL, change.text)
    why = " ".join(because.split())
    entries = [
        Entry(
            "amended",
            value=str(change.version),
            reason=f"{why}: {change.reason}" if why else change.reason,
            note=f"sha256:{change.sha256}",
        ),
        *(
            Entry("required", stage=stage, value=str(n), note=f"{VERSIONS}/{name}")
            for stage in STAGES
            if (n := change.protocol.screening.reviewers(stage)) != _required(review, stage)
        ),
    ]
    review.commit(entries, person=person, at=at)
    return review.reopened(), change


def _required(review: Review, stage: str) -> int | None:
    """Return how many reviewers the log requires at a stage, None where it does not say."""
    said = any(e.event == "required" and e.stage == stage for e in review.log.events)
    return review.state.required(stage) if said else None


def frozen_protocol(review: Review, version: int) -> Protocol:
    """Return a version of the protocol as it was frozen."""
    return protocol_from_toml(_frozen_text(review, version))


def _frozen_text(review: Review, version: int) -> str:
    """Return the file of a frozen version."""
    path = review.folder / VERSIONS / f"{version}.toml"
    if not path.is_file():
        raise InputError(
            f"there is no {VERSIONS}/{path.name}, which {EVENTS} names",
            where=str(review.folder),
            mend="Take it back from a copy.",
        )
    return path.read_text(encoding="utf-8-sig")


def check_frozen(review: Review) -> None:
    """Raise the error where the protocol as it stands was never frozen.

    Raises
    ------
    InputError
        If there is no version yet, or ``protocol.toml`` was changed after the last.
    """
    mend = 'Freeze it: hanse review freeze FOLDER --because "why".'
    if not review.state.amendments:
        raise InputError("no version of the protocol is frozen", where=PROTOCOL, mend=mend)
    last = review.state.amendments[-1]
    text = _frozen_text(review, last.version)
    if last.note and content_mark(text) != last.note:
        raise InputError(
            f"it was changed after it was frozen as version {last.version}",
            where=f"{VERSIONS}/{last.version}.toml",
            mend="Take it back from a copy; change protocol.toml instead and freeze that.",
        )
    if review.protocol != protocol_from_toml(text):
        raise InputError(f"it differs from version {last.version}", where=PROTOCOL, mend=mend)


def content_mark(text: str) -> str:
    """Return the SHA-256 of a text as the log notes it."""
    return f"sha256:{hashlib.sha256(text.encode('utf-8')).hexdigest()}"
