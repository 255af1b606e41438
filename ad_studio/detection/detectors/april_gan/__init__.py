"""April-GAN (winner of the VAND challenge, CVPR 2023)."""
