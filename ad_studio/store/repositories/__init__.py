"""One repository per kind of thing that a project stores; `ProjectStore` holds them."""
