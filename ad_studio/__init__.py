"""ad_studio: visual inspection from one good image."""

__version__ = "0.1.0"
