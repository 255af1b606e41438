import pytest

from ad_studio.domain import TrainingRole
from ad_studio.services.projects import training_set
from ad_studio.store import NewTrainingImage
from tests.projects import add_model, add_scores, start_run

OK, NG, LOT = TrainingRole.CONFIRMED_OK, TrainingRole.CONFIRMED_NG, TrainingRole.LOT


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ((), "reference"),
        ((OK, OK), "reference, 2 confirmed OK, 0 confirmed NG"),
        ((OK, NG), "reference, 1 confirmed OK, 1 confirmed NG"),
        ((OK, LOT, LOT), "reference, 1 confirmed OK, 0 confirmed NG, 2 of a lot"),
    ],
)
def test_what_a_model_learned_from_is_said_in_a_few_words(project, roles, words):
    rows = add_scores(project.store, start_run(project.store, add_model(project.store)), [1.0] * 3)
    images = [
        NewTrainingImage(
            role=role,
            sha256=row.sha256,
            result_id=row.id,
            confirmed_by="Kim",
            confirmed_at=row.inspected_at,
        )
        for role, row in zip(roles, rows, strict=False)
    ]
    learned = project.store.training_sets.change(add=images, author="Kim")
    summary = project.store.training_sets.summaries()[learned.id]
    assert summary.number == learned.number
    assert str(training_set.learned_from(summary)) == words
