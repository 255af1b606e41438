"""Projects: the workspace that holds them, their reference image and ignore regions."""
