"""Frozen dual encoders behind one protocol."""
