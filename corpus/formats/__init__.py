"""corpus/formats."""
