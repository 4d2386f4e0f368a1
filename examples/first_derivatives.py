"""x², sin x and sin x + cos x, with their first and second derivatives.

Run it: `python examples/first_derivatives.py` prints each derivative as it is generated and
the largest difference from the closed form.
"""

import numpy as np

from tangentgen import grad


def square(x):
    return x * x


def sine(x):
    return np.sin(x)


def sine_and_cosine(x):
    return np.sin(x) + np.cos(x)


CLOSED_FORMS = {
    square: (lambda x: 2.0 * x, lambda x: 2.0),
    sine: (np.cos, lambda x: -np.sin(x)),
    sine_and_cosine: (lambda x: np.cos(x) - np.sin(x), lambda x: -np.sin(x) - np.cos(x)),
}

square_grad = grad(square, like=(1.0,))
sine_grad = grad(sine, like=(1.0,))
sine_and_cosine_grad = grad(sine_and_cosine, like=(1.0,))


def largest_difference(derivative, closed_form):
    return max(abs(derivative(x) - closed_form(x)) for x in map(float, np.linspace(-4.0, 4.0, 33)))


def main():
    differences = []
    for first, (slope, curvature) in zip(
        (square_grad, sine_grad, sine_and_cosine_grad), CLOSED_FORMS.values(), strict=True
    ):
        second = grad(first, like=(1.0,))
        print(first.source, second.source, sep="\n\n")
        differences += [largest_difference(first, slope), largest_difference(second, curvature)]
        print(
            f"\nfirst {differences[-2]:.1e}, second {differences[-1]:.1e} from the closed forms\n"
        )
    return differences


if __name__ == "__main__":
    main()
