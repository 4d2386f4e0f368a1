"""Derivatives on disk: where they are kept, when they are current, how they are loaded."""
