"""The window: pages and widgets over the services. The only package that knows Qt."""
