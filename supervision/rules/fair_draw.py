"""Which records a seed draws from a pool: anybody with both draws the same ones; pure.

Each record gets a number made from the seed and its own key, and the lowest are taken. So no record is
likelier than another, nobody can choose, and the seed, made before the pool is put in order, can be
shown to have been kept.
"""

import hashlib
from collections.abc import Iterable


def drawn(pool: Iterable[str], seed: str, size: int) -> list[str]:
    """Keys in the order drawn; all of them where the pool is no larger. A key twice in the pool counts once."""
    return sorted(set(pool), key=lambda key: (_number(seed, key), key))[:size]


def _number(seed: str, key: str) -> str:
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()
