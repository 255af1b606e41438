"""Measuring detectors on labelled images: layouts of folders, metrics, tables. Knows no torch."""
