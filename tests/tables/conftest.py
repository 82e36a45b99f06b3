"""Files for the tests of tables."""

import pytest


@pytest.fixture
def file(tmp_path):
    """Return a function that writes a text or bytes into a file and returns its path."""

    def made(content, name="towns.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return made
