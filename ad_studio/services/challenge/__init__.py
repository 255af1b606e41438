"""Challenges: known samples, inspecting them again, and when inspections need a challenge."""
