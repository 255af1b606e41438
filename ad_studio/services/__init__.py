"""Use cases, the one surface of window and command line: no Qt, no SQL, no torch of their own."""
