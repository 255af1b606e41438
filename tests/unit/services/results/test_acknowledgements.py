import time
from datetime import UTC, datetime, timedelta

import pytest

from ad_studio.domain import (
    AcknowledgedBy,
    RunScope,
    RunStatus,
    Shift,
    TraceSettings,
    Verdict,
    VerdictCounts,
)
from ad_studio.domain.traceability import shift_start
from ad_studio.errors import UsageError
from ad_studio.services.audit.trail import trail
from ad_studio.services.projects.traceability import set_trace_settings
from ad_studio.services.results import verdicts
from ad_studio.services.results.acknowledgements import acknowledge, waiting
from ad_studio.services.results.shift_counts import counts_of_shift
from tests.projects import add_model, add_scores, start_run


@pytest.fixture
def run(project):
    return start_run(project.store, add_model(project.store))


def test_an_ng_part_waits_until_somebody_takes_note_of_it(project, run):
    rows = add_scores(project.store, run, [1.0, 9.0, 4.0, 8.0])
    assert waiting(project, run.id) == [rows[1].id, rows[3].id]
    first = acknowledge(project, rows[1].id, means=AcknowledgedBy.KEY, author="Ada")
    assert waiting(project, run.id) == [rows[3].id]
    again = acknowledge(project, rows[1].id, means=AcknowledgedBy.SCANNER, author="Bob")
    assert again == first
    (found,) = [entry for entry in trail(project) if str(entry.what) == "NG acknowledged"]
    assert (found.author, found.image, str(found.why)) == ("Ada", rows[1].path, "by a key")
    assert found.record is not None
    (of_image,) = [e for e in trail(project, image=rows[1].path.name) if e.author == "Ada"]
    assert of_image == found


def test_the_verdict_that_counts_decides(project, run):
    rows = add_scores(project.store, run, [1.0, 9.0])
    verdicts.record_verdict(project, rows[1].id, Verdict.OK)
    verdicts.record_verdict(project, rows[0].id, Verdict.NG)
    assert waiting(project, run.id) == [rows[0].id]
    with pytest.raises(UsageError):
        acknowledge(project, rows[1].id, means=AcknowledgedBy.KEY)


NOON = datetime(2026, 11, 29, 12).astimezone()
NIGHT = (Shift("early", NOON.time().replace(hour=6)), Shift("night", NOON.time().replace(hour=22)))


@pytest.mark.parametrize(
    ("shifts", "now", "start"),
    [
        ((), NOON, NOON.replace(hour=0)),
        (NIGHT, NOON, NOON.replace(hour=6)),
        (NIGHT, NOON.replace(hour=23), NOON.replace(hour=22)),
        (NIGHT, NOON.replace(hour=3), NOON.replace(day=28, hour=22)),
    ],
)
def test_a_shift_that_began_yesterday_goes_on(shifts, now, start):
    assert shift_start(shifts, now) == start


@pytest.fixture
def berlin(monkeypatch):
    """The clock of this machine is that of Berlin."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("now", "start"),
    [
        (datetime(2026, 10, 25, 4, tzinfo=UTC), datetime(2026, 10, 24, 20, tzinfo=UTC)),
        (datetime(2026, 3, 29, 3, tzinfo=UTC), datetime(2026, 3, 28, 21, tzinfo=UTC)),
    ],
)
@pytest.mark.usefixtures("berlin")
def test_a_night_in_which_the_clocks_change_began_by_the_time_of_before(now, start):
    assert shift_start(NIGHT, now.astimezone()) == start


def test_the_counts_of_the_shift_are_of_all_runs_but_of_no_earlier_shift(project, run):
    store = project.store
    add_scores(store, run, [1.0, 9.0])
    store.runs.finish(run.id, RunStatus.FINISHED)
    model = store.models.in_force()
    other = store.runs.start(
        model_id=model.id, folder=run.folder, total=1, scope=RunScope((run.folder,), watch=True)
    )
    add_scores(store, other, [4.0])
    add_scores(store, start_run(store, model), [9.0])
    store.runs.finish(3, RunStatus.FINISHED)
    store.runs.delete(3, author="", reason="wrong lot")
    now = datetime.now(UTC)
    start = (now - timedelta(minutes=2)).time().replace(second=0, microsecond=0)
    set_trace_settings(project, TraceSettings(shifts=(Shift("now", start),)))
    assert counts_of_shift(project, now=now) == VerdictCounts(ok=1, review=1, ng=1)
    assert counts_of_shift(project, now=now + timedelta(days=1)) == VerdictCounts()
