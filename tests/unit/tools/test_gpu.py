"""The benchmark on a GPU says so where there is none."""

import pytest
import torch

from benchmarks import gpu


def test_without_a_gpu_nothing_is_measured(monkeypatch, tmp_path):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(SystemExit, match="no CUDA device here"):
        gpu.main(["--json", str(tmp_path / "gpu.json")])
    assert not list(tmp_path.iterdir())


def test_an_image_has_the_size_that_the_starter_looks_at():
    images = gpu.sample(15)
    assert len(images) == 15
    assert {image.shape for image in images} == {(448, 448, 3)}
