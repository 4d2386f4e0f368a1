"""Text and trees: reading what the user wrote, printing what was derived."""
