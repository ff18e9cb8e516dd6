"""A running page, a browser, commands."""
