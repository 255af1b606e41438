"""Trains the starter's text side on generated images: `python -m tools.starter_text.train`."""
