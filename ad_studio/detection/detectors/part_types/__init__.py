"""One model for several part types: it recognises the type, then judges the part by it."""
