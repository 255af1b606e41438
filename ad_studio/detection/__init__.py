"""Detection on torch: backbones, prompts, memory, training, maps. Knows no database and no Qt."""

from ad_studio.detection import libraries

libraries.load()
