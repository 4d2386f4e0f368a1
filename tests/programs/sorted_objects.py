"""Objects in the order of their own `__lt__`, the one comparison that sorting asks for."""

import functools


class Bid:
    def __init__(self, price, size):
        self.price = price
        self.size = size

    def __lt__(self, other):
        return self.price < other.price


@functools.total_ordering
class Ranked:
    def __init__(self, rank, weight):
        self.rank = rank
        self.weight = weight

    def __eq__(self, other):
        return self.rank == other.rank

    def __lt__(self, other):
        return self.rank < other.rank


def p_sorted_bids(a, b):
    bids = [Bid(a, 1.0), Bid(b, 2.0), Bid(a * b, a)]
    low, middle, high = sorted(bids)
    return low.price * middle.size + high.price**2


def p_sorted_backwards(a, b):
    bids = [Bid(a, 1.0), Bid(b, 2.0), Bid(a * b, a)]
    return sum(k * bid.price for k, bid in enumerate(sorted(bids, reverse=True)))


def p_sorted_in_place(a, b):
    bids = [Bid(b, 2.0), Bid(a, 1.0), Bid(a * b, a)]
    bids.sort()
    return sum(k * bid.price * bid.size for k, bid in enumerate(bids))


def p_sorted_ranked(x):
    items = [Ranked(v * v, v) for v in x]
    first, *_ = sorted(items)
    return first.weight * max(items).weight


def p_least_bid(a, b):
    bids = [Bid(a, 1.0), Bid(b, 2.0)]
    return min(bids).price ** 2 + max(bids).size * a


REFUSED: set[str] = set()
