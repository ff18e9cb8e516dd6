"""scripts/train."""
