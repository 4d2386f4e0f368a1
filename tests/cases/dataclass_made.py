"""Dataclasses with defaults and `__post_init__`, changed by their methods."""

from dataclasses import dataclass, field


@dataclass
class Account:
    balance: float
    rate: float = 0.05
    log: list = field(default_factory=list)

    def deposit(self, amount):
        self.balance += amount
        self.log.append(amount)

    def withdraw(self, amount):
        if amount > self.balance:
            return False
        self.deposit(-amount)
        return True

    def grow(self):
        self.balance *= 1.0 + self.rate


@dataclass
class Box:
    width: float
    height: float = 2.0

    def __post_init__(self):
        self.area = self.width * self.height


def dataclass_made(x):
    account = Account(x[0])
    account.deposit(x[1])
    while account.withdraw(x[2]):
        account.grow()
    return account.balance * len(account.log) + account.log[-1] * Box(x[0]).area


WRT = "x"


def samples(rng):
    import numpy as np

    return [(np.array([0.7, 1.3, 0.4]),)]


# --- expected ---
import numpy as np

from tests.cases import dataclass_made  # isort: skip


def dataclass_made_grad(x):
    """Gradient of `dataclass_made` with respect to x."""
    saved2_stack = []
    saved_stack = []
    condition_stack = []
    account = dataclass_made.Account(x[0])
    saved3 = deposit_forward(account, x[1])
    trips = 0
    while True:
        trips += 1  # counts the trips
        condition, saved2 = withdraw_forward(account, x[2])
        saved2_stack.append(saved2)
        if condition:
            saved = grow_forward(account)
            saved_stack.append(saved)
            condition_stack.append(condition)
        else:
            condition_stack.append(condition)
            break
    Box_ans = dataclass_made.Box(x[0])

    # Reverse sweep
    balance_bar = len(account.log) * 1.0  # return account.balance * len(...) + ...
    log_bar = [0.0] * len(account.log)
    log_bar[-1] += Box_ans.area
    width_bar = Box_reverse(x[0], 2.0, account.log[-1])
    x_bar = np.zeros_like(x)
    x_bar[0] = width_bar
    for _ in range(trips):
        condition = condition_stack.pop()
        if condition:
            saved = saved_stack.pop()
            balance_bar = grow_reverse(account, saved, balance_bar)  # account.grow()
        saved2 = saved2_stack.pop()
        balance_bar, log_bar, amount_bar = withdraw_reverse(
            account, saved2, balance_bar, log_bar
        )
        x_bar[2] += amount_bar
    # account.deposit(x[1])
    balance_bar, log_bar, amount_bar2 = deposit_reverse(
        account, saved3, balance_bar, log_bar
    )
    x_bar[1] += amount_bar2
    x_bar[0] += balance_bar  # account = Account(x[0])
    return x_bar


def post_init_reverse(self, area_bar):
    width_bar = self.height * area_bar  # self.area = self.width * self.height
    return width_bar


def Box_reverse(width, height, ans_area_bar):
    self = object.__new__(dataclass_made.Box)
    self.width = width
    self.height = height
    self.__post_init__()

    # Reverse sweep
    width_bar = post_init_reverse(self, ans_area_bar)
    return width_bar


def grow_forward(self):
    balance_old = self.balance
    self.balance *= 1.0 + self.rate
    return balance_old


def grow_reverse(self, balance_old, balance_bar):
    self.balance = balance_old
    balance_bar = (1.0 + self.rate) * balance_bar  # self.balance *= 1.0 + self.rate
    return balance_bar


def deposit_forward(self, amount):
    balance_old = self.balance
    self.balance += amount
    self.log.append(amount)
    return balance_old


def deposit_reverse(self, balance_old, balance_bar, log_bar):
    amount_bar = log_bar.pop()  # self.log.append(amount)
    self.log.pop()
    self.balance = balance_old
    amount_bar += balance_bar  # self.balance += amount
    return balance_bar, log_bar, amount_bar


def withdraw_forward(self, amount):
    saved = None
    condition = amount > self.balance
    if condition:
        ans = False
    else:
        saved = deposit_forward(self, -amount)
        ans = True
    return ans, (condition, saved)


def withdraw_reverse(self, saved2, balance_bar, log_bar):
    condition, saved = saved2
    if condition:
        amount_bar = 0.0
    else:
        # self.deposit(-amount)
        balance_bar, log_bar, amount_bar2 = deposit_reverse(
            self, saved, balance_bar, log_bar
        )
        amount_bar = -amount_bar2
    return balance_bar, log_bar, amount_bar
