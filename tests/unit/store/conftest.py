import pytest

from tests.projects import make_store


@pytest.fixture
def store(tmp_path):
    store = make_store(tmp_path / "nut")
    yield store
    store.close()
