"""Methods of detection behind one surface: `fit` on the reference, then `score` images."""
