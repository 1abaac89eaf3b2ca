"""Keeps what the tests derive out of the user's own cache."""

import os
import tempfile

os.environ["TELEO_CACHE_DIR"] = tempfile.mkdtemp(prefix="teleo-tests-")
