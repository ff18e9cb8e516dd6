"""app/feedback."""
