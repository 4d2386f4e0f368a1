"""One array where a list of arrays may be given: its adjoint is one array."""

import numpy as np


def array_for_list(m, blocks):
    columns = np.column_stack(m) @ np.vstack(m)
    layers = np.dstack(blocks) * np.hstack(blocks)[:, :2, None]
    return np.sum(columns**2) + np.sum(
        layers * np.concatenate(blocks, axis=1)[:2, :2, None]
    )


WRT = ("m", "blocks")
LIKE = True


def samples(rng):
    return [(rng.normal(size=(2, 3)), rng.normal(size=(2, 2, 2)))]


# --- expected ---
import numpy as np


def array_for_list_grad(m, blocks):
    """Gradient of `array_for_list` with respect to m and blocks."""
    vstack_m = np.vstack(m)
    column_stack_m = np.column_stack(m)
    columns = column_stack_m @ vstack_m
    dstack_blocks = np.dstack(blocks)
    hstack_blocks2 = np.hstack(blocks)
    hstack_blocks = hstack_blocks2[:, :2, None]
    layers = dstack_blocks * hstack_blocks
    concatenate_blocks2 = np.concatenate(blocks, axis=1)
    concatenate_blocks = concatenate_blocks2[:2, :2, None]

    # Reverse sweep
    concatenate_blocks_bar = np.zeros_like(concatenate_blocks2)  # return ...
    concatenate_blocks_bar[:2, :2, None] = unbroadcast(
        np.broadcast_to(layers, np.shape(layers * concatenate_blocks)),
        concatenate_blocks,
    )
    columns_bar = 2 * columns
    layers_bar = unbroadcast(
        np.broadcast_to(concatenate_blocks, np.shape(layers * concatenate_blocks)),
        layers,
    )
    blocks_bar = np.stack(np.split(concatenate_blocks_bar, len(blocks), axis=1))
    hstack_blocks_bar = np.zeros_like(hstack_blocks2)  # layers = np.dstack(...) * ...
    hstack_blocks_bar[:, :2, None] = unbroadcast(
        dstack_blocks * layers_bar, hstack_blocks
    )
    blocks_bar += np.reshape(
        np.moveaxis(unbroadcast(hstack_blocks * layers_bar, blocks), 2, 0),
        np.shape(blocks),
    ) + np.stack(np.split(hstack_blocks_bar, len(blocks), axis=1))
    # columns = np.column_stack(m) @ np.vstack(m)
    m_bar = np.reshape(
        np.transpose(columns_bar @ vstack_m.T), np.shape(m)
    ) + np.reshape(column_stack_m.T @ columns_bar, np.shape(m))
    return m_bar, blocks_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
