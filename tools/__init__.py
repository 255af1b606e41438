"""Scripts that rebuild the shipped resources."""
