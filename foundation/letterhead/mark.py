"""The Academy's mark, drawn as vectors: the same shapes as static/images/mark.svg."""

from typing import Any

from foundation.letterhead.style import APRICOT, BLUSH, MINT, PINE, WHITE

SIDE = 64.0
"""The square the shapes are drawn in; y runs downwards, as in the SVG."""

Point = tuple[float, float]
Curve = tuple[float, float, float, float, float, float]

SHAPES: tuple[tuple[Any, tuple[Point | Curve, ...]], ...] = (
    (APRICOT, ((32, 41), (21.5, 33, 21.2, 16.5, 32, 5), (42.8, 16.5, 42.5, 33, 32, 41))),
    (MINT, ((29, 42.5), (16, 44.5, 6.5, 34.5, 6, 19.5), (20, 22, 28.5, 30.5, 29, 42.5))),
    (BLUSH, ((35, 42.5), (48, 44.5, 57.5, 34.5, 58, 19.5), (44, 22, 35.5, 30.5, 35, 42.5))),
    (
        WHITE,
        (
            (32, 60),
            (26.5, 55, 18.5, 52.5, 7, 52.5),
            (7, 46.8),
            (18.5, 46.8, 26.8, 48.8, 32, 53.5),
            (37.2, 48.8, 45.5, 46.8, 57, 46.8),
            (57, 52.5),
            (45.5, 52.5, 37.5, 55, 32, 60),
        ),
    ),
)


def draw_mark(canvas: Any, x: float, y: float, side: float) -> None:
    """Draw the mark on its pine square, its lower left corner at (x, y), in points."""
    canvas.saveState()
    canvas.translate(x, y + side)
    canvas.scale(side / SIDE, -side / SIDE)
    canvas.setFillColor(PINE)
    canvas.roundRect(0, 0, SIDE, SIDE, 12, stroke=0, fill=1)
    canvas.translate(6.4, 6)
    canvas.scale(0.8, 0.8)
    for colour, steps in SHAPES:
        canvas.setFillColor(colour)
        canvas.drawPath(_path(canvas, steps), stroke=0, fill=1)
    canvas.restoreState()


def _path(canvas: Any, steps: tuple[Point | Curve, ...]) -> Any:
    path = canvas.beginPath()
    path.moveTo(*steps[0])
    for step in steps[1:]:
        if len(step) == 2:
            path.lineTo(*step)
        else:
            path.curveTo(*step)
    path.close()
    return path
