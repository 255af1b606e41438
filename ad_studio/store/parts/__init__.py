"""The store's use cases, one module each; `ProjectStore` puts them together."""
