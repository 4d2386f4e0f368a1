"""Derivative rules: the words templates are written in, and how a rule is found and applied."""
