"""A backbone that stands before another one."""

from typing import Any, Generic, TypeVar

from ad_studio.detection.backbones.base import VisionBackbone

B = TypeVar("B", bound=VisionBackbone)


class ForwardingBackbone(Generic[B]):
    """Is as the backbone behind it in everything that a subclass does not do itself.

    Args:
        backbone: Frozen.
    """

    def __init__(self, backbone: B) -> None:
        self._backbone = backbone

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the backbone has
        if name.startswith("_"):  # while this is being copied, nothing stands behind it yet
            raise AttributeError(name)
        return getattr(self._backbone, name)
