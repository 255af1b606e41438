"""Networks run by OpenVINO, an engine for processors; an extra: `ad_studio[engines]`.

OpenVINO comes with a package that reports each import over the network. It is kept from being
loaded: this program calls nobody unasked.
"""

import sys
import threading
import warnings
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

_TELEMETRY = "openvino_telemetry"
_ANY_IMAGES = (-1, 3, -1, -1)
_MOST_SIZES = 4  # some 100 MB each


def is_installed() -> bool:
    """Whether OpenVINO is there."""
    return find_spec("openvino") is not None


def openvino_version() -> str:
    """Its version."""
    return version("openvino")


class OpenVinoNetwork:
    """A converted network, ready to run; may be called on any thread."""

    def __init__(self, file: Path, *, precision: str) -> None:
        """Load it.

        Args:
            file: What `convert` wrote.
            precision: Of its calculations, "f32" or "bf16".

        Raises:
            RuntimeError: The file is missing or damaged.
        """
        self._core = _openvino().Core()
        self._network = self._core.read_model(file)
        self._hints = {
            "INFERENCE_NUM_THREADS": torch.get_num_threads(),
            "INFERENCE_PRECISION_HINT": precision,
            "PERFORMANCE_HINT": "LATENCY",
        }
        # by height and width: fixed sizes take a quarter less
        self._compiled: dict[tuple[int, ...], Any] = {}
        self._lock = threading.Lock()  # it answers one request at a time

    def __call__(self, pixels: Tensor) -> list[Tensor]:
        """Its outputs, float32, for images [B, 3, H, W]."""
        with self._lock:
            compiled = self._for_size(tuple(pixels.shape[2:]))
            found = [
                [torch.from_numpy(output.copy()) for output in compiled([image.numpy()]).values()]
                for image in torch.split(pixels.contiguous(), 1)
            ]
        return [torch.cat(outputs) for outputs in zip(*found, strict=True)]

    def _for_size(self, size: tuple[int, ...]) -> Any:  # noqa: ANN401 - it has no types
        """The network made ready for images of a size; those used last are kept."""
        compiled = self._compiled.pop(size, None)
        if compiled is None:
            self._network.reshape([1, 3, *size])
            compiled = self._core.compile_model(self._network, "CPU", self._hints)
        self._compiled[size] = compiled
        while len(self._compiled) > _MOST_SIZES:
            del self._compiled[next(iter(self._compiled))]
        return compiled


def convert(network: nn.Module, example: Tensor, file: Path) -> None:
    """Write a network as OpenVINO runs it, for any number of images of any size.

    Args:
        network: Float32, frozen, on the processor; makes several tensors of an image batch.
        example: Images [1, 3, H, W] to follow through it.
        file: The file, `.xml`; another one with the weights is put beside it.
    """
    openvino = _openvino()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sizes that it takes for constants: a test compares
        found = openvino.convert_model(network, example_input=example, input=[_ANY_IMAGES])
    # in half precision, weights are turned again at each run where sizes are not fixed
    openvino.save_model(found, file, compress_to_fp16=False)


def _openvino() -> Any:  # noqa: ANN401 - it may be missing
    modules: dict[str, Any] = sys.modules
    modules.setdefault(_TELEMETRY, None)  # importing it fails from now on
    import openvino

    return openvino
