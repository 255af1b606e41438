"""The panel beside the image in which thresholds are tried out."""
