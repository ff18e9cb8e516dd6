"""corpus/pdf."""
