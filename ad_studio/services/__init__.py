"""Use cases: the interface for window and command line. No Qt, SQL or torch of their own."""
