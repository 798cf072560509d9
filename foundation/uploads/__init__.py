"""Files that people hand in: checked by name, size and content before they are kept (DESIGN 4, "Files").

Every room that takes a file asks here first, whatever it keeps the file for:

    checked = accept(upload, limits_on(book, today))   # raises UploadRefused, in words for the person
    row.file.save(stored_name(checked), upload)

The name a person gave is kept beside the file, to give it back under; in the store it has a random one.
"""

from foundation.uploads.accepting import Accepted, accept, stored_name
from foundation.uploads.limits import POLICIES, Limits, limits_on
from foundation.uploads.refusals import UploadRefused

__all__ = ["POLICIES", "Accepted", "Limits", "UploadRefused", "accept", "limits_on", "stored_name"]
