"""What goes wrong in the layer Affine, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant

_OUT = "out = np.dot(self.x, self.W) + self.b"
_DX = "dx = np.dot(dout, self.W.T)"
_DW = "self.dW = np.dot(self.x.T, dout)"
_DB = "self.db = np.sum(dout, axis=0)"
_ROWS = "self.x = x.reshape(len(x), -1)"
_BACK = "return dx.reshape(self.x_shape)"

ALTERED = [
    altered(
        "Affine",
        "dW_transposed",
        "dW is turned round. It has the shape of W, (D, M): x.T comes first, dout second.",
        (_DW, "self.dW = np.dot(dout.T, self.x)"),
    ),
    altered(
        "Affine",
        "db_not_summed",
        "db still has one row for each sample. b is added to every row, so its gradient is the sum over the samples.",
        (_DB, "self.db = dout"),
    ),
    altered(
        "Affine",
        "db_mean",
        "db is a mean over the samples. It is their sum; the loss layer divides by N.",
        (_DB, "self.db = np.mean(dout, axis=0)"),
    ),
    altered(
        "Affine",
        "db_wrong_axis",
        "db sums along the neurons (axis 1). The samples are axis 0, and they have to go.",
        (_DB, "self.db = np.sum(dout, axis=1)"),
    ),
    altered(
        "Affine",
        "db_one_number",
        "db is one number, the sum of everything. There is one bias for each neuron: sum over axis 0 only.",
        (_DB, "self.db = np.sum(dout)"),
    ),
    altered(
        "Affine",
        "db_keeps_axis",
        "db has the shape (1, M). It has the shape of b, (M,): sum without keepdims.",
        (_DB, "self.db = np.sum(dout, axis=0, keepdims=True)"),
    ),
    altered(
        "Affine",
        "dX_uses_dW",
        "dx is computed with dW. It is made from dout and the weights themselves: dout W.T.",
        (_DX, "self.dW = np.dot(self.x.T, dout)"),
        (_DW, "dx = np.dot(dout, self.dW.T)"),
    ),
    altered(
        "Affine",
        "dx_without_transpose",
        "dx is made with W as it is. W has to be turned round: dout (N, M) times W.T (M, D) is (N, D).",
        (_DX, "dx = np.dot(dout, self.W)"),
    ),
    altered(
        "Affine",
        "stores_no_x",
        "Forward does not put x aside, and dW is made from it: self.x = ...",
        (_ROWS, "rows = x.reshape(len(x), -1)"),
        (_OUT, "out = np.dot(rows, self.W) + self.b"),
    ),
    altered(
        "Affine",
        "keeps_first_x",
        "Only the x of the first forward is kept. dW belongs to the last forward: store x in every forward.",
        (_ROWS, "rows = x.reshape(len(x), -1)\n        if self.x is None:\n            self.x = rows"),
        (_OUT, "out = np.dot(rows, self.W) + self.b"),
    ),
    altered(
        "Affine",
        "class_attribute_state",
        "x is kept in the class, which all layers share. Keep it in the object: self.x.",
        (_ROWS, "Affine.shared = x.reshape(len(x), -1)"),
        (_OUT, "out = np.dot(Affine.shared, self.W) + self.b"),
        (_DW, "self.dW = np.dot(Affine.shared.T, dout)"),
    ),
    altered(
        "Affine",
        "4d_not_restored",
        "For pictures dx comes back as rows. It has the shape that x had: keep x.shape, and reshape at the end.",
        (_BACK, "return dx"),
    ),
    altered(
        "Affine",
        "4d_not_flattened",
        "Forward does not read a picture as one row. x.reshape(len(x), -1) makes (N, D) of (N, C, H, W).",
        (_ROWS, "self.x = x"),
    ),
    altered(
        "Affine",
        "4d_wrong_order",
        "The pictures are turned round before they are made into rows, so the pixels meet the wrong weights.",
        (_ROWS, "self.x = x.transpose(0, *range(x.ndim - 1, 0, -1)).reshape(len(x), -1)"),
    ),
    altered(
        "Affine",
        "mutates_W",
        "Backward changes the weights. It only works out gradients; the step of gradient descent comes later.",
        (_DB, "self.db = np.sum(dout, axis=0)\n        self.W -= 0.1 * self.dW\n        self.b -= 0.1 * self.db"),
    ),
    altered(
        "Affine",
        "gradients_pile_up",
        "dW and db are added to those of the last time. Every backward starts anew: = and not +=.",
        (_DW, "self.dW = np.dot(self.x.T, dout) + (0 if self.dW is None else self.dW)"),
        (_DB, "self.db = np.sum(dout, axis=0) + (0 if self.db is None else self.db)"),
    ),
    altered(
        "Affine",
        "batch_division",
        "dW and db are divided by N. The loss layer has done that already; here it is a sum over the samples.",
        (_DW, "self.dW = np.dot(self.x.T, dout) / len(dout)"),
        (_DB, "self.db = np.sum(dout, axis=0) / len(dout)"),
    ),
    altered(
        "Affine",
        "dW_mean",
        "dW is divided by N. It is a sum over the samples; the loss layer divides.",
        (_DW, "self.dW = np.dot(self.x.T, dout) / len(dout)"),
    ),
    altered("Affine", "no_bias", "Forward forgets the bias: x W + b.", (_OUT, "out = np.dot(self.x, self.W)")),
    altered(
        "Affine",
        "elementwise",
        "The star multiplies entry by entry. Here it is a matrix product: np.dot or @.",
        (_OUT, "out = self.x * self.W + self.b"),
    ),
    altered(
        "Affine",
        "attributes_not_set",
        "dW and db stay None. Put them into the object: self.dW = ..., self.db = ...",
        (_DW, "dW = np.dot(self.x.T, dout)"),
        (_DB, "db = np.sum(dout, axis=0)"),
    ),
    altered("Affine", "returns_none", "Forward returns nothing. End it with return.", ("        return out\n", "")),
    altered(
        "Affine",
        "backward_returns_none",
        "Backward returns nothing. The layer before needs dx: end it with return.",
        (_BACK, "self.dx = dx.reshape(self.x_shape)"),
    ),
    altered(
        "Affine",
        "returns_all_three",
        "Backward returns dx, dW and db. Asked for is dx alone; the other two are kept as self.dW and self.db.",
        (_BACK, "return dx.reshape(self.x_shape), self.dW, self.db"),
    ),
    altered(
        "Affine",
        "gradients_not_kept",
        "Backward returns dx, dW and db and keeps none. Keep self.dW and self.db, and return dx alone.",
        ("self.dW = np.dot", "dW = np.dot"),
        ("self.db = np.sum", "db = np.sum"),
        (_BACK, "return dx.reshape(self.x_shape), dW, db"),
    ),
    altered_variant(
        "Affine",
        "at_operator",
        (_OUT, "out = self.b + self.x @ self.W"),
        (_DX, "dx = (self.W @ dout.T).T"),
        (_DW, "self.dW = (dout.T @ self.x).T"),
    ),
    altered_variant("Affine", "bias_by_ones", (_DB, "self.db = np.ones(len(dout)) @ dout")),
    altered_variant(
        "Affine",
        "sample_by_sample",
        (_DW, "self.dW = sum(np.outer(row, d) for row, d in zip(self.x, dout))"),
        (_DB, "self.db = sum(dout)"),
    ),
    altered_variant(
        "Affine",
        "einsum",
        (_DW, "self.dW = np.einsum('nd,nm->dm', self.x, dout)"),
        (_DX, "dx = np.einsum('nm,dm->nd', dout, self.W)"),
    ),
    altered_variant(
        "Affine", "in_place_arrays", (_DB, "self.db = np.zeros_like(self.b)\n        self.db += dout.sum(0)")
    ),
]
