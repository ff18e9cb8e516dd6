"""scripts/measure."""
