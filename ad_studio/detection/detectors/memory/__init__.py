"""Visual memory alone, as PatchCore."""
