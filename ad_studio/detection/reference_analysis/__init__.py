"""Views of the reference image in which a part may turn up."""
