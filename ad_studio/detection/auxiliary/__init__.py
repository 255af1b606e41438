"""Weights that a method learns once, on labelled images of other things than the part."""
