"""Learning from confirmed parts: which ones, candidates, and how they compare."""
