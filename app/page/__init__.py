"""app/page."""
