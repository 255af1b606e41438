"""What was recorded about a project: shown, verified, put away and brought back."""
