"""PromptAD (CVPR 2024)."""
