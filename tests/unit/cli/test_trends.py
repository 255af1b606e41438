"""`trends`: a table for people, fields for programs."""

import json

from ad_studio.cli.codes import ExitCode


def test_the_table_says_lots_shares_and_what_is_known_of_errors(run, inspected):
    run("verdict", inspected, "c.png", "ng", "--reason", "scratch", "--author", "Ada")
    code, out, _ = run("trends", inspected)
    assert code == ExitCode.DONE
    for words in (
        "L7", "33.3 %", "NG: 33.3 % (1 of 3;", "Escape: 0.0 % (0 of 1;",
        "Overkill: no parts to say it of", "NG per million (DPPM): 333333 (", "scratch",
    ):  # fmt: skip
        assert words in out


def test_the_fields_are_for_programs(run, inspected):
    found = json.loads(run("trends", inspected, "--json")[1])
    (group,) = found["groups"]
    assert found["by"] == "lot"
    assert (group["lot"], group["runs"], group["NG"], group["parts"]) == ("L7", [1], 1, 3)
    assert group["scores"] == [
        {"model": 1, "images": 3, "quartile_1": 2.5, "median": 4.0, "quartile_3": 6.75}
    ]
    assert found["ng"]["share"] == found["dppm"] / 1e6
    day = json.loads(run("trends", inspected, "--by", "day", "--json")[1])
    assert day["groups"][0]["day"] == day["groups"][0]["started_at"][:10]


def test_before_any_inspection(run, trained):
    code, out, err = run("trends", trained)
    assert (code, out) == (ExitCode.DONE, "")
    assert "Nothing has been inspected yet." in err
