"""Draws computational graphs: circles, solid arrows forward, dashed arrows back.

It stands beside the notebook, which draws its figures with it. You may draw your own graphs, too.
"""

import matplotlib.pyplot as plt
import numpy as np


def draw(nodes, edges, title="", height=None):
    """Draw a graph.

    Args:
        nodes: a dict; each name stands for (column, row) or (column, row, sign). With a sign it is
            drawn as a circle around the sign; without one it is only the end of an arrow.
        edges: tuples (start, end, forward text, backward text). Without a backward text there is
            no dashed arrow.
        title: text above the drawing.
        height: in inches; by default it grows with the number of rows.
    """
    places = {name: np.array(node[:2], dtype=float) for name, node in nodes.items()}
    columns, rows = zip(*places.values())
    width = 8.0
    height = height or 0.8 + 1.15 * (max(rows) - min(rows))
    _, ax = plt.subplots(figsize=(width, height))
    ax.set(xlim=(min(columns) - 0.3, max(columns) + 0.3), ylim=(min(rows) - 0.6, max(rows) + 0.6), title=title)
    ax.axis("off")
    ax.figure.tight_layout(pad=0.2)
    box = ax.get_window_extent()
    scale = np.array([box.width / (max(columns) - min(columns) + 0.6), box.height / (max(rows) - min(rows) + 1.2)])
    for start, end, forward, backward in edges:
        _arrows(ax, nodes, places, scale, (start, end), (forward, backward))
    for name, node in nodes.items():
        if len(node) > 2:
            ax.text(*places[name], node[2], ha="center", va="center", fontsize=12,
                    bbox={"boxstyle": "circle,pad=0.35", "facecolor": "white", "edgecolor": "black"})


def _arrows(ax, nodes, places, scale, ends, texts):
    """Draw the arrows of one edge, both of them a little beside the line between its ends."""
    start, end = (places[name] * scale for name in ends)
    along = (end - start) / np.linalg.norm(end - start)
    aside = np.array([-along[1], along[0]])
    room = [14 + 5 * len(nodes[name][2]) if len(nodes[name]) > 2 else 3 for name in ends]
    start, end = start + room[0] * along, end - room[1] * along
    gap = 4 * aside if texts[1] else 0 * aside
    part = 0.5 if abs(along[1]) < 0.1 else 0.38  # where two arrows meet in a node, there is little room for text
    styles = [({"arrowstyle": "->"}, start, end, 1), ({"arrowstyle": "->", "linestyle": "--"}, end, start, -1)]
    for text, (style, tail, head, side) in zip(texts, styles):
        if not text:
            continue
        ax.annotate("", (head + side * gap) / scale, (tail + side * gap) / scale, arrowprops={"shrinkA": 0, "shrinkB": 0, **style})
        away = 9 * abs(along[0]) + (4 + 3 * len(text)) * abs(along[1])  # so that the arrow does not run through the text
        middle = start + part * (end - start) + side * (gap + away * aside)
        ax.text(*(middle / scale), text, ha="center", va="center", fontsize=10, style="normal" if side > 0 else "italic",
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})
