"""Inspecting images: what a run takes in, how it is carried out, stored and resumed."""
