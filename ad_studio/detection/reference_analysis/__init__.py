"""What the reference image says about the part: its pose, whether it is a texture."""
