"""The Checks step: whether the system still sees, and how well people agree."""
