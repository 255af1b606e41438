"""Detection methods with one interface: `fit` on references, then `score` images."""
