"""Results of runs: read, chosen, sorted, reviewed and judged by people."""

from ad_studio.services.results.queries import counts, maps, result, results, runs

__all__ = ["counts", "maps", "result", "results", "runs"]
