"""The widgets of the Inspect step; none of them calls a service."""
