"""corpus/minutes."""
