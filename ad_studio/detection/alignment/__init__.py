"""Which views of an image are looked at, and where their maps lie on it."""
