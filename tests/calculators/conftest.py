"""Properties are checked without a clock: a loaded machine proves nothing wrong."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
