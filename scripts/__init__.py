"""Programs that developers run: they make what is shipped, and measure it."""
