"""What surrounds the viewer: its controls, the reference beside it, its readings."""
