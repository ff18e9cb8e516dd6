"""Questions into hits."""
