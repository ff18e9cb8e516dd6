"""The first moments of a visit, and the last."""
