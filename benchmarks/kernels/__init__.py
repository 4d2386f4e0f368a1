"""Programs as a NumPy user writes them, each with the adjoint that one writes by hand.

Every module has `KERNELS`, name by name: what is differentiated, and arguments. The function
called `name` returns a number; `name_adjoint` returns its gradients as a tuple.
"""
