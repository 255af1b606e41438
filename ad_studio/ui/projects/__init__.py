"""The Projects step."""
