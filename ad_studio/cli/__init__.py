"""The command line: whatever the window does, headless."""
