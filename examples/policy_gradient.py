"""Balance a pole on a cart: REINFORCE with a linear policy.

Run it: `python examples/policy_gradient.py`. The cart is simulated here (Barto, Sutton and
Anderson 1983); what is differentiated is the surrogate of an episode, whose gradient is the
policy gradient: log-probabilities of what was done, times what came of it.
"""

import numpy as np
from tqdm import tqdm

from tangentgen import grad
from tangentgen.optimize import Adam

LONGEST = 200


def surrogate(w, states, actions, advantages):
    """Σ advantage · log π(action | state), for a logistic policy."""
    total = 0.0
    for state, action, advantage in zip(states, actions, advantages, strict=True):
        z = state @ w
        if action == 1:
            total += advantage * -np.log1p(np.exp(-z))
        else:
            total += advantage * -np.log1p(np.exp(z))
    return total


surrogate_grad = grad(surrogate, like="w=f8[d] states=f8[n,d] actions=i8[n] advantages=f8[n]")


def moved(state, action):
    """The cart and the pole 0.02 s later."""
    x, speed, angle, turning = state
    push = 10.0 if action == 1 else -10.0
    sine, cosine = np.sin(angle), np.cos(angle)
    common = (push + 0.05 * turning**2 * sine) / 1.1
    bend = (9.8 * sine - cosine * common) / (0.5 * (4.0 / 3.0 - 0.1 * cosine**2 / 1.1))
    slide = common - 0.05 * bend * cosine / 1.1
    return np.array(
        [x + 0.02 * speed, speed + 0.02 * slide, angle + 0.02 * turning, turning + 0.02 * bend]
    )


def episode(w, rng):
    """States and actions until the pole has fallen."""
    state, states, actions = rng.uniform(-0.05, 0.05, 4), [], []
    for _ in range(LONGEST):
        action = int(rng.random() < 1.0 / (1.0 + np.exp(-state @ w)))
        states.append(state)
        actions.append(action)
        state = moved(state, action)
        if abs(state[0]) > 2.4 or abs(state[2]) > 0.21:
            break
    return np.array(states), np.array(actions)


def main(episodes=250, seed=0):
    rng = np.random.default_rng(seed)
    method, w, lengths = Adam(rate=0.1), np.zeros(4), []
    state = method.start(w)
    for _ in tqdm(range(episodes), disable=None):
        states, actions = episode(w, rng)
        lengths.append(len(actions))
        ahead = np.cumsum(0.98 ** np.arange(len(actions)))[::-1]
        advantages = (ahead - ahead.mean()) / (ahead.std() + 1e-8)
        gradient = surrogate_grad(w, states, actions, advantages)
        w, state = method.step(w, -gradient, state)
    print(surrogate_grad.source)
    first, last = np.mean(lengths[:20]), np.mean(lengths[-20:])
    print(f"\nthe pole stands {first:.0f} steps at first, {last:.0f} in the end")
    return first, last


if __name__ == "__main__":
    main()
