"""Workbooks without the time at which they were saved: what is written twice is the same file."""

from __future__ import annotations

import io
import re
import zipfile

__all__ = ["undated"]

_SAVED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_STAMP = rb"\g<1>2000-01-01T00:00:00Z\g<3>"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def undated(data: bytes) -> bytes:
    """Return a workbook without the time at which it was saved.

    Parameters
    ----------
    data : bytes
        The workbook as the bytes of a file, as openpyxl saves it.

    Returns
    -------
    bytes
        The same parts, the times of the archive and of the document's properties fixed.

    Raises
    ------
    zipfile.BadZipFile
        If the bytes are no workbook.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = _SAVED.sub(_STAMP, content)
            made = zipfile.ZipInfo(part.filename, _FIRST_DAY)
            made.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(made, content)
    return stream.getvalue()
