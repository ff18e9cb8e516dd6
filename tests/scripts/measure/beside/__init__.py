"""The product beside what others would build."""
