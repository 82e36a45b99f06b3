"""Values quoted for hanse.toml."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from hanse.study.start_text import quote


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.integers() | st.floats(-1e9, 1e9))
def test_whatever_is_quoted_reads_back_equal(value):
    assert tomllib.loads(f"k = {quote([value, value])}")["k"] == [value, value]
    assert "\n" not in quote(value)
