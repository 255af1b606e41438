"""Detection on torch: backbones, prompts, memory, training, maps. Knows no database and no Qt."""

from ad_studio.detection import openmp, torchvision_guard

__all__ = ["openmp"]

torchvision_guard.install()
