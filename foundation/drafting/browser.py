"""The keys under which a browser seals words that have not reached us yet (DESIGN 4).

They are worked out from FIELD_KEYS and the account, kept nowhere, and given only over that account's
own session. The page's module takes them as keys that cannot be read out again, and forgets them
with the page. So a stored text opens for its writer alone; another user of the same machine, or
somebody with its disk, has nothing to open it with.
"""

import base64
from typing import Any

from django.conf import settings

from foundation.protected_text.digesting import digest
from foundation.protected_text.sealing import derived_key

PURPOSE = b"academy.browser_text.v1:"
HOURS = 24
"""Hours after which stored text is wiped, opened or not."""


def keys_of(user: Any) -> list[str]:
    """256-bit keys, base64, the newest first: the first seals, all open."""
    purpose = PURPOSE + str(user.pk).encode()
    return [base64.b64encode(derived_key(key, purpose)).decode() for key in settings.FIELD_KEYS]


def owner_mark(user: Any) -> str:
    """By what a browser knows whose a stored text is, without knowing who that is."""
    return digest("drafting.owner", str(user.pk))[:20]
