"""Detection on torch: backbones, prompts, memory, training, maps. Knows no database and no Qt."""

from ad_studio.detection import torchvision_guard

torchvision_guard.install()
