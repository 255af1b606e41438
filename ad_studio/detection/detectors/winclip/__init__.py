"""WinCLIP (CVPR 2023)."""
