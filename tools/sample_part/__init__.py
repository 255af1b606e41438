"""Renders the sample part: a milled and turned metal flange on an inspection table."""
