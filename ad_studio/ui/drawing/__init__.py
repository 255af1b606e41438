"""Drawing regions on the reference: what ignore regions and zones have in common."""
