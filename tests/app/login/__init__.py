"""The login of a shared machine."""
