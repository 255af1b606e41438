import numpy as np
import pytest
import torch
import torch.nn.functional as F

from ad_studio.detection.backbones.efficientnet import WIDTHS, EfficientNet, Stages, create_network


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(0)
    return EfficientNet(Stages(create_network().requires_grad_(False)), device=torch.device("cpu"))


@pytest.fixture(scope="module")
def photo():
    return np.random.default_rng(0).integers(0, 256, (96, 160, 3), dtype=np.uint8)


@torch.inference_mode()
def test_tokens_are_the_stages_smoothed_and_brought_to_the_grid(network, photo):
    grid = (7, 11)
    pixels = torch.from_numpy(photo).permute(2, 0, 1)[None].float() / 127.5 - 1
    torch.manual_seed(0)
    whole = create_network()
    x = whole.bn1(whole.conv_stem(pixels))
    stages = []
    for number, block in enumerate(whole.blocks):
        x = block(x)
        if number in (2, 4, 6):
            stages.append(x)
    found = network.tokens([photo], grid)
    assert [one.shape for one in found] == [(1, 77, width) for width in WIDTHS]
    for stage, tokens in zip(stages, found, strict=True):
        counts = F.avg_pool2d(torch.ones_like(stage), 3, 1, 1)
        smooth = F.avg_pool2d(stage, 3, 1, 1) / counts
        if stage.shape[-1] >= 1.5 * grid[1]:
            expected = F.adaptive_avg_pool2d(smooth, grid)
        else:
            expected = F.interpolate(smooth, grid, mode="bilinear", align_corners=False)
        torch.testing.assert_close(tokens[0], expected[0].flatten(1).T, atol=1e-4, rtol=1e-4)


@torch.inference_mode()
def test_an_image_does_not_depend_on_its_neighbours(network, photo):
    both = network.tokens([photo, 255 - photo], (6, 10))
    alone = network.tokens([photo], (6, 10))
    for one, other in zip(both, alone, strict=True):
        torch.testing.assert_close(one[:1], other, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("shape", [(14, 14), (448, 30), (33, 47)])
@torch.inference_mode()
def test_images_of_any_size_are_taken(network, shape):
    found = network.tokens([np.zeros((*shape, 3), np.uint8)], (3, 4))
    assert [one.shape for one in found] == [(1, 12, width) for width in WIDTHS]
    assert all(torch.isfinite(one).all() for one in found)
