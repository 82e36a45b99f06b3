"""From bytes to text: byte order marks, UTF-8, and what older programs write."""

from __future__ import annotations

import codecs

from hanse.errors import InputError
from hanse.messages import message
from hanse.tables.source import Source

__all__ = ["decoded"]

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


def decoded(source: Source, encoding: str | None) -> tuple[str, list[str]]:
    """Return the text of a file and what was recognised.

    Parameters
    ----------
    source : Source
        The file.
    encoding : str or None
        Name of an encoding. None reads what a byte order mark says, else UTF-8, else cp1252.

    Raises
    ------
    InputError
        If the encoding is not known or the bytes do not fit it.

    Examples
    --------
    >>> decoded(Source("a.csv", "Lübeck".encode("cp1252"), "", False, ()), None)
    ('Lübeck', ['Encoding is cp1252, because the bytes are not UTF-8.'])
    """
    if encoding is not None:
        return _decoded_as(source, encoding), [message("Encoding is {name}.", name=encoding)]
    for mark, name in _MARKS.items():
        if source.data.startswith(mark):
            text = _decoded_as(source, name).removeprefix("\ufeff")
            return text, [message("Encoding is {name}, with a byte order mark.", name=name)]
    try:
        return source.data.decode("utf-8"), [message("Encoding is {name}.", name="utf-8")]
    except UnicodeDecodeError:
        said = message("Encoding is {name}, because the bytes are not UTF-8.", name="cp1252")
        return _decoded_as(source, "cp1252"), [said]


def _decoded_as(source: Source, encoding: str) -> str:
    """Return the text in that encoding."""
    try:
        return source.data.decode(encoding).removeprefix("\ufeff")
    except LookupError as error:
        raise InputError(
            f"there is no encoding '{encoding}'",
            where=source.name,
            mend="Common ones are utf-8, utf-16, cp1252 and latin-1.",
        ) from error
    except UnicodeDecodeError as error:
        line = source.data[: error.start].count(b"\n") + 1
        raise InputError(
            f"a byte that is not {encoding} stands here",
            where=f"{source.name}, row {line}",
            mend='Save the file as UTF-8, or name its encoding: encoding = "..." (hanse.toml, '
            "Python), --encoding (hanse new).",
        ) from error
