import pytest
from tests.evidence.review.made_review import frozen, made_review


@pytest.fixture
def empty(tmp_path):
    return frozen(tmp_path / "review")


@pytest.fixture
def review(tmp_path):
    return made_review(tmp_path / "review")
