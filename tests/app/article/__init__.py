"""The article of a turn."""
