"""app/evaluation."""
