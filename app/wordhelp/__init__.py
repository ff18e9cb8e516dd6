"""app/wordhelp."""
