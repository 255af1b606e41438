"""Objects that bind widgets of the Inspect step to its state and to the services."""
