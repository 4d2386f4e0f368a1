"""How a glider flies farthest: its angles of attack, found by the gradient of a whole flight."""
