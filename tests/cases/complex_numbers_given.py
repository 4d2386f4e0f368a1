"""The gradient of a complex number is complex, also where only its real part counts."""


def complex_numbers_given(z, poles, scale):
    total = scale * z.real
    for pole in poles:
        total += pole.real * scale - pole.imag
    if z.imag > 0.0:
        total += (z * z).real ** 2
    return total


WRT = ("z", "poles", "scale")


def samples(rng):
    return [(1.5 + 0.5j, [0.3 - 1.0j, 2.0 + 0.1j], 0.7), (1.5 - 0.5j, [1.0j], 1.2)]


# --- expected ---
def complex_numbers_given_grad(z, poles, scale):
    """Gradient of `complex_numbers_given` with respect to z, poles and scale."""
    z_bar = 2 * z * (2 * (z * z).real * 1.0) if z.imag > 0.0 else 0j  # total += ...
    poles_bar = [0.0] * len(poles)
    scale_bar = 0.0
    for k in reversed(range(len(poles))):
        pole = poles[k]
        poles_bar[k] = scale + 1j  # total += pole.real * scale - pole.imag
        scale_bar += pole.real
    scale_bar += z.real  # total = scale * z.real
    z_bar += scale
    return complex(z_bar), [complex(item) for item in poles_bar], scale_bar
