"""What editors build pages from: a dozen blocks, each with a template and a preview (DESIGN 2)."""

from cms.blocks.bodies import BODY_BLOCKS, STANDARD_BLOCKS

__all__ = ["BODY_BLOCKS", "STANDARD_BLOCKS"]
