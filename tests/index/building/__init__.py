"""Documents into generations."""
