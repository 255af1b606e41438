import pytest

from tests.projects import add_model, add_parts, start_run


@pytest.fixture
def run_of(project, tmp_path):
    """Stores a run of files that are there, by their scores: `run_of([1.0, 9.0])`."""

    def call(scores):
        run = start_run(project.store, add_model(project.store))
        add_parts(project.store, run, tmp_path / "lot", scores)
        return run

    return call


@pytest.fixture
def run(run_of):
    """A run with 30 parts: ten of each verdict of the machine."""
    return run_of([1.0, 4.0, 9.0] * 10)


@pytest.fixture
def judge(project):
    """Has a person say what results are: `judge(OK, 1, 2)`."""

    def call(verdict, *result_ids):
        for result_id in result_ids:
            project.store.verdicts.record(result_id, verdict, author="Eve", reason="")

    return call
