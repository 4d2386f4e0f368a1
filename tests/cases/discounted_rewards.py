"""Discounted sums from the last reward back, in place."""


def discounted_rewards(rewards, gamma):
    total = rewards.copy()
    for t in range(len(total) - 2, -1, -1):
        total[t] += gamma * total[t + 1]
    return total


WRT = ("rewards", "gamma")
MODE = "vjp"
LIKE = True


def samples(rng):
    return [(rng.normal(size=5), 0.9)]


# --- expected ---
