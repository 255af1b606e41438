"""Zones with a size limit of their own: drawn, named, shown over an image."""
