"""Rewrites that make derived text read as if written by hand, one to a file."""
