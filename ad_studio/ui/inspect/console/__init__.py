"""The threshold console: everything beside the image that has to do with where the lines stand."""
