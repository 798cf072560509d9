"""How a file writes a course's methodologies: `SOS;RP;SP`, or with weights `SOS:50;RP:50` (FORMATS)."""

from collections.abc import Sequence

from foundation.methodologies import Split, equal_weights

NAMES = ("SOS", "RP", "SP")
WHOLE = 100


class BadWeights(ValueError):
    """The cell does not say how the time is shared; the message says what to write."""


def weights_of(cells: Sequence[str]) -> Split:
    """The percentages. Without weights they are equal; weights below 100 leave the rest to general learning.

    An empty cell is general learning. Raises BadWeights.
    """
    pairs = [cell.upper().partition(":") for cell in cells]
    names = [name.strip() for name, _, _ in pairs]
    if any(name not in NAMES for name in names) or len(set(names)) < len(names):
        raise BadWeights("Write SOS, RP and SP, each at most once, with ; between them: SOS;RP or SOS:50;RP:50.")
    given = [weight.strip() for _, mark, weight in pairs if mark]
    if not given:
        return equal_weights(name.lower() for name in names)
    return _weighed(names, given)


def _weighed(names: list[str], given: list[str]) -> Split:
    if len(given) < len(names) or not all(weight.isdecimal() for weight in given):
        raise BadWeights("Give every methodology a whole percentage, or none: SOS:50;RP:50.")
    shares = dict(zip((name.lower() for name in names), map(int, given), strict=True))
    rest = WHOLE - sum(shares.values())
    if rest < 0:
        raise BadWeights(f"The weights come to {WHOLE - rest}: they may come to at most 100.")
    return Split(shares.get("sos", 0), shares.get("rp", 0), shares.get("sp", 0), rest)
