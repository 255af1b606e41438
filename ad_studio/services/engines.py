"""The engine that runs the starter on this computer: measured before the first training."""

from ad_studio import paths
from ad_studio.imaging.decode import load_image
from ad_studio.progress import Progress

_NAMES = {"vision": "tower", "efficientnet": "EfficientNet"}
_IMAGES = ("reference.jpg", "inspect/part_04.jpg")


def choose_engines(progress: Progress) -> None:
    """Measure which engine runs the starter faster, if that is not known of this computer yet.

    Args:
        progress: Told what goes on; may stop it.

    Raises:
        Cancelled: The user asked to stop.
    """
    from ad_studio.detection.backbones import engines

    if engines.is_to_be_measured():
        folder = paths.resources() / "sample"
        images = [load_image(folder / name).pixels for name in _IMAGES]
        candidates = engines.starter_candidates(paths.resources() / "starter", images)
        engines.measure(candidates, progress=progress)


def describe_engines() -> str:
    """Say which engine runs the starter on this computer, and what was measured."""
    from ad_studio.detection.backbones import engines
    from ad_studio.detection.backbones.openvino_network import is_installed

    if not is_installed():
        return "torch; OpenVINO is not installed (pip install 'ad_studio[engines]')"
    found = engines.measured()
    if found is None:
        return "torch; OpenVINO is measured before the next training with the starter"
    if not found:
        return "torch; OpenVINO cannot run the starter here"
    return "; ".join(
        f"{_NAMES[one.network]} by {'OpenVINO' if one.is_used else 'torch'} (OpenVINO is "
        f"{one.times_as_fast:.2f} times as fast, maps correlate by {one.correlation:.5f})"
        for one in found
    )
