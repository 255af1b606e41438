"""The Inspect step, one module for each of its widgets."""
