"""The view for the shop floor: the newest part large, its verdict to be read from afar."""
