"""app/answer."""
