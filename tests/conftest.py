"""Keeps what the tests derive out of the user's own cache, and says how laws are tried."""

import os
import tempfile

from hypothesis import settings

os.environ["TELEO_CACHE_DIR"] = tempfile.mkdtemp(prefix="teleo-tests-")

# A commit passes or fails by what it holds, not by the dice or the clock; `make fuzz` throws the dice.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, max_examples=1000)
settings.load_profile("steady")
