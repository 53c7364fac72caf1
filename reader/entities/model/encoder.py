"""From the embeddings of tokens to vectors that know their neighbours."""

import numpy as np

from reader.entities.model.weights import DEPTH, Floats, Maxout, Weights


def maxout(inputs: Floats, layer: Maxout) -> Floats:
    """Apply one layer: the largest of three pieces a unit, then layer normalisation.

    Source: Goodfellow et al. 2013, "Maxout Networks"; Ba et al. 2016, "Layer Normalization".
    """
    pieces = inputs @ layer.weight
    pieces += layer.bias
    width = len(layer.gain)
    units: Floats = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
    np.maximum(units, pieces[:, 2 * width :], out=units)
    units -= units.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", units, units)[:, None] / width + 1e-8
    units *= 1 / np.sqrt(variance)
    units *= layer.gain
    units += layer.shift
    return units


def encode(embedded: Floats, weights: Weights) -> Floats:
    """Let each token see `DEPTH` tokens to both sides.

    Args:
        embedded: the tokens of one text, shape (n, width).
        weights: of the encoder.

    Returns:
        Shape (n, hidden), what the parser looks at.
    """
    width = embedded.shape[1]
    tokens = np.zeros((len(embedded) + 2 * DEPTH, width), np.float32)
    tokens[DEPTH:-DEPTH] = embedded
    window = np.zeros((len(tokens), 3 * width), np.float32)
    for layer in weights.layers:
        window[1:, :width] = tokens[:-1]
        window[:, width : 2 * width] = tokens
        window[:-1, 2 * width :] = tokens[1:]
        tokens += maxout(window, layer)
    encoded: Floats = tokens[DEPTH:-DEPTH] @ weights.reduce + weights.reduce_bias
    return encoded
