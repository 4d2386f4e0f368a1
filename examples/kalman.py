"""The Nile's floods: noise and drift of a local level, by maximum likelihood.

Run it: `python examples/kalman.py`. The data are the yearly flows at Aswan, 1871 to 1970 (Cobb
1978; Durbin and Koopman 2012 fit this model and get variances 15099 and 1469).
"""

import numpy as np

from tangentgen import hessian, value_and_grad

FLOWS = """1120 1160 963 1210 1160 1160 813 1230 1370 1140 995 935 1110 994 1020 960 1180 799 958
1140 1100 1210 1150 1250 1260 1220 1030 1100 774 840 874 694 940 833 701 916 692 1020 1050 969 831
726 456 824 702 1120 1100 832 764 821 768 845 864 862 698 845 744 796 1040 759 781 865 845 944 984
897 822 1010 771 676 649 846 812 742 801 1040 860 874 848 890 744 749 838 1050 918 986 797 923 975
815 1020 906 901 1170 912 746 919 718 714 740"""


def cost(logs, flows):
    """Minus the log-likelihood, without its constant; logs of the two variances."""
    noise, drift = np.exp(logs)
    level, spread = flows[0], noise
    total = 0.0
    for flow in flows[1:]:
        spread = spread + drift
        surprise, variance = flow - level, spread + noise
        total += 0.5 * (np.log(variance) + surprise**2 / variance)
        gain = spread / variance
        level = level + gain * surprise
        spread = spread * (1.0 - gain)
    return total


cost_and_gradient = value_and_grad(cost, like="logs=f8[2] flows=f8[n]")


def main():
    from scipy.optimize import minimize

    flows = np.array([float(word) for word in FLOWS.split()])
    found = minimize(cost_and_gradient, [9.0, 9.0], args=(flows,), jac=True)
    print(cost_and_gradient.source)
    noise, drift = np.exp(found.x)
    errors = np.sqrt(np.diag(np.linalg.inv(hessian(cost)(found.x, flows))))
    print(
        f"\nvariances {noise:.0f} and {drift:.0f}, log-errors {errors[0]:.2f} and {errors[1]:.2f}"
    )
    return noise, drift


if __name__ == "__main__":
    main()
