"""Layers of networks with windows in loops."""

import numpy as np


def conv2d(input, weights):
    K = weights.shape[0]
    N = input.shape[0]
    H_out = input.shape[1] - K + 1
    W_out = input.shape[2] - K + 1
    C_out = weights.shape[3]
    output = np.empty((N, H_out, W_out, C_out), dtype=np.float64)
    for i in range(H_out):
        for j in range(W_out):
            output[:, i, j, :] = np.sum(
                input[:, i : i + K, j : j + K, :, np.newaxis] * weights[np.newaxis, :, :, :],
                axis=(1, 2, 3),
            )
    return output


def conv2d_bias(input, weights, bias):
    return conv2d(input, weights) + bias


def loss_conv(I4, W4, b2):
    return np.sum(conv2d_bias(I4, W4, b2) ** 2)


def relu(x):
    return np.maximum(x, 0)


def maxpool2d(x):
    output = np.empty([x.shape[0], x.shape[1] // 2, x.shape[2] // 2, x.shape[3]], dtype=x.dtype)
    for i in range(x.shape[1] // 2):
        for j in range(x.shape[2] // 2):
            output[:, i, j, :] = np.max(x[:, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2, :], axis=(1, 2))
    return output


def small_network(input, conv1, conv1bias, fc1w, fc1b, N, C):
    x = relu(conv2d(input, conv1) + conv1bias)
    x = maxpool2d(x)
    x = np.reshape(x, (N, C))
    x = relu(x @ fc1w + fc1b)
    return x


def loss_lenet(I4, W4, b2, F1, b3):
    return np.sum(small_network(I4, W4, b2, F1, b3, 2, 2 * 2 * 2))


def softmax(x):
    tmp_max = np.max(x, axis=-1, keepdims=True)
    tmp_out = np.exp(x - tmp_max)
    tmp_sum = np.sum(tmp_out, axis=-1, keepdims=True)
    return tmp_out / tmp_sum


def loss_softmax(M):
    return np.sum(softmax(M) ** 2)


def mlp(input, w1, b1, w2, b2):
    x = relu(input @ w1 + b1)
    x = softmax(x @ w2 + b2)
    return x


def loss_mlp(M, N, b, L, b3x):
    return np.sum(mlp(M, N, b, L, b3x) ** 2)


def batch_norm(x, eps=1e-5):
    mean = np.mean(x, axis=0, keepdims=True)
    std = np.std(x, axis=0, keepdims=True)
    return (x - mean) / np.sqrt(std + eps)


def loss_bn(M):
    return np.sum(batch_norm(M) ** 3)
