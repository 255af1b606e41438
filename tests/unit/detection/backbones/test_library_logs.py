import logging
import subprocess
import sys
import warnings

from ad_studio.detection.backbones.library_logs import silence_libraries

_LOAD = """
import logging, sys
import ad_studio.detection, open_clip, timm, torch
from ad_studio.detection.backbones.open_clip_backbone import with_random_weights
open_clip.add_model_config(sys.argv[1])
with_random_weights("tiny-timm-vit", device=torch.device("cpu"))
assert not logging.getLogger().handlers
"""


def test_import_beside_any_torchvision_and_loading_say_nothing(tiny_architectures):
    """The guard holds with warnings as errors, and no library writes on the terminal."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _LOAD, str(tiny_architectures)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_quiet_lets_the_programs_own_records_through(caplog, expected_log):
    expected_log("^heard$")
    root = logging.getLogger()
    before = list(root.filters), list(root.handlers)
    with silence_libraries():
        warnings.warn("not heard", stacklevel=1)
        logging.getLogger("timm").warning("not heard")
        logging.getLogger("ad_studio").error("heard")
    assert [record.message for record in caplog.records] == ["heard"]
    assert (root.filters, root.handlers) == before
