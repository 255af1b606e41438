from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from ad_studio.store.types import InnerName, InnerPath, PackedTexts, PathText, UtcDateTime, Words

DIALECT = sqlite.dialect()


def test_times_are_stored_as_utc_and_come_back_aware():
    tokyo = datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=9)))
    stored = UtcDateTime().process_bind_param(tokyo, DIALECT)
    assert stored == datetime(2026, 1, 1)
    assert UtcDateTime().process_result_value(stored, DIALECT) == tokyo
    assert UtcDateTime().process_result_value(stored, DIALECT).tzinfo is UTC


def test_a_naive_time_is_a_bug():
    with pytest.raises(ValueError, match="naive"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), DIALECT)


@given(st.binary(min_size=1).filter(lambda raw: b"\0" not in raw))
def test_any_file_name_comes_back(raw):
    path = Path("/lot") / raw.decode(errors="surrogateescape").lstrip("/")
    stored = PathText().process_bind_param(path, DIALECT)
    assert isinstance(stored, bytes) or stored.encode()
    assert PathText().process_result_value(stored, DIALECT) == path


def test_many_texts_are_packed_and_come_back():
    texts = [f"/lot/cam1/part_{number}.png" for number in range(1000)] + ["/lot/\udcff \u00fc.png"]
    packed = PackedTexts().process_bind_param(texts, DIALECT)
    assert len(packed) < len("".join(texts)) / 5
    assert PackedTexts().process_result_value(packed, DIALECT) == texts


@pytest.mark.parametrize("kind", [InnerPath, InnerName])
@pytest.mark.parametrize(
    "path",
    [
        "/abs/x",
        "../x",
        "a/../../x",
        r"\\server\share\x",
        "//server/share/x",
        "C:/x",
        "C:x",
        r"a\..\x",
    ],
)
def test_paths_that_would_leave_the_project_are_neither_stored_nor_read(kind, path):
    with pytest.raises(ValueError, match="inside the project"):
        kind().process_bind_param(Path(path) if kind is InnerPath else path, DIALECT)
    with pytest.raises(ValueError, match="inside the project"):
        kind().process_result_value(path, DIALECT)


@pytest.mark.parametrize(("kind", "path"), [(InnerPath, Path("a/b.pt")), (InnerName, "a/b.pt")])
def test_paths_inside_the_project_come_back(kind, path):
    stored = kind().process_bind_param(path, DIALECT)
    assert stored == "a/b.pt"
    assert kind().process_result_value(stored, DIALECT) == path


def test_text_always_encodes():
    assert Words().process_bind_param("caf\udce9 ü", DIALECT) == "caf\\udce9 ü"
