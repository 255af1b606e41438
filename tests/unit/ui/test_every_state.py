"""Every control in every state of the window: named, explained, in reach of the keyboard, whole."""

import json
import os
import subprocess
import sys

import pytest

from ad_studio.ui import i18n
from tests.unit.ui.walk_of_all_states import HERE, SCREENS


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_every_control_is_whole_has_a_name_a_tooltip_and_the_keyboard(code, tmp_path):
    """At each size and scale of a screen, light and dark.

    In a process of its own for each language: Qt reads once which screens there are.
    """
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps({"screens": SCREENS}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", HERE, "-k", code],
        env={**os.environ, "AD_STUDIO_TEST_SCREENS": f"offscreen:configfile={screens}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
