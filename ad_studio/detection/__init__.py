"""Anomaly detection with torch: backbones, prompts, memory banks, training. No database, no Qt."""

from ad_studio.detection import libraries

libraries.load()
