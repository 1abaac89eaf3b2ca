"""What the name of a note's file may not be, so that every system and every link can hold it."""

import re

UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\[\]#^]+')
"""Characters that some system forbids, or that would end a link."""

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Return whether Windows keeps a name, with whatever extension, for a device."""
    return _DEVICE.match(name) is not None
