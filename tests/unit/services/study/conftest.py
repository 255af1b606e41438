import pytest

from tests.projects import add_model, add_scores, start_run


@pytest.fixture
def run(project):
    """A run with 30 parts: ten of each verdict of the machine."""
    run = start_run(project.store, add_model(project.store))
    add_scores(project.store, run, [1.0, 4.0, 9.0] * 10)
    return run


@pytest.fixture
def judge(project):
    """Has a person say what results are: `judge(OK, 1, 2)`."""

    def call(verdict, *result_ids):
        for result_id in result_ids:
            project.store.verdicts.record(result_id, verdict, author="Eve", reason="")

    return call
