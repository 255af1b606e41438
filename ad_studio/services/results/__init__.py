"""Results of runs: read, chosen, sorted, reviewed and judged by people."""

from ad_studio.services.results.queries import counts, maps, moved, place_of, result, results, runs

__all__ = ["counts", "maps", "moved", "place_of", "result", "results", "runs"]
