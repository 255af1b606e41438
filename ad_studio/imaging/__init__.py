"""Image files in, pixels and pictures out; numpy and Pillow only."""
