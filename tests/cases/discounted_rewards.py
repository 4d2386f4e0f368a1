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
def discounted_rewards_vjp(rewards, gamma, *, cotangent):
    """Value and vector-Jacobian product of `discounted_rewards` with respect to
    rewards and gamma.
    """
    total = rewards.copy()
    for t in range(len(total) - 2, -1, -1):
        total[t] += gamma * total[t + 1]

    # Reverse sweep
    total_bar = cotangent.copy()  # return total
    gamma_bar = 0.0
    for t in reversed(range(len(total) - 2, -1, -1)):
        gamma_bar += total[t + 1] * total_bar[t]  # total[t] += gamma * total[t + 1]
        total_bar[t + 1] += gamma * total_bar[t]
    rewards_bar = total_bar  # total = rewards.copy()
    return total, (rewards_bar, float(gamma_bar))
