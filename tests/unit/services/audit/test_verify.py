import pytest

from ad_studio.domain import Verdict
from ad_studio.errors import Cancelled, UsageError
from ad_studio.services.audit.verify import verify
from ad_studio.services.projects.project import Project
from tests.campaigns import tampering
from tests.projects import add_model, add_scores, make_store, start_run, tamper


@pytest.fixture
def project(tmp_path):
    store = make_store(tmp_path / "nut")
    add_scores(store, start_run(store, add_model(store)), [1.0, 4.0, 9.0])
    store.verdicts.record(3, Verdict.OK, author="Ann", reason="oil")
    store.close()
    with Project(store.folder, write=False) as project:
        yield project


def problems(project, **options):
    found = verify(project, **options)
    assert found.agrees == (not any(check.problems for check in found.checks))
    return {str(c.title): [str(one) for one in c.problems] for c in found.checks if c.problems}


def test_a_project_that_nobody_touched_agrees(project):
    head = project.store.audit.head()
    found = verify(project, since=head.short)
    assert found.agrees
    assert found.head == found.since == head
    assert len(head.sha256) == 64


def test_it_can_be_stopped(project):
    with pytest.raises(Cancelled):
        verify(project, should_stop=lambda: True)


@pytest.mark.parametrize(
    ("statement", "check", "words"),
    [
        (
            "UPDATE result SET score = 1.5 WHERE id = 1",
            "Records",
            "result, rows 1 to 3: not as recorded in entry 6",
        ),
        (
            "UPDATE result SET human = 'NG' WHERE id = 3",
            "Repeated values",
            "result 3 does not say what its latest verdict says",
        ),
        (
            "UPDATE threshold_version SET ng = 20",
            "Repeated values",
            "result 3 is not judged by the thresholds of its model",
        ),
        ("UPDATE project SET noun = 'bolt'", "Records", "project, row 1: not as recorded last"),
        (
            "INSERT INTO image VALUES (9, '/x.png', 'aa', 0, 0, 0, 0)",
            "Records",
            "image: there are rows that no entry records",
        ),
        ("UPDATE audit_entry SET login = 'x' WHERE id = 2", "Audit chain", "entry 2 was changed"),
        (
            "DELETE FROM audit_entry WHERE id = 2",
            "Audit chain",
            "before entry 3, entries are missing",
        ),
        (
            "UPDATE result SET run_id = 9 WHERE id = 1",
            "Database",
            "row 1 of result refers to a row of inspection_run that is gone",
        ),
    ],
)
def test_what_differs_is_said_in_plain_words(project, statement, check, words):
    tamper(project.store, statement)
    assert words in problems(project)[check]


def test_files_that_are_gone_or_changed_are_named(project):
    folder = project.info.folder
    (folder / "models/1/model.json").write_text('{"mean": 5}')
    (reference,) = (folder / "references").iterdir()
    reference.write_bytes(b"other")
    found = problems(project)
    assert found["Models"] == ["models/1/model.json is missing or was changed"]
    assert found["References and training images"] == [
        f"references/{reference.name}: The file was changed since it was taken into the project."
    ]


def test_a_head_that_was_kept_shows_a_chain_that_was_made_anew(project):
    kept = project.store.audit.head()
    tampering.change_and_seal_again(project.store)
    assert "Audit chain" not in problems(project)
    (words,) = problems(project, since=kept.sha256)["Head kept"]
    assert words.startswith(f"{kept.sha256} is not in the audit chain")


@pytest.mark.parametrize("head", ["", "abc", "not a number"])
def test_what_is_no_head_is_refused(project, head):
    with pytest.raises(UsageError, match="is no head"):
        verify(project, since=head)


def test_tampering_is_found(tmp_path):
    """The campaign, its short form."""
    assert tampering.run_campaign(tmp_path, every=4) == []
