"""The real model, loaded once for all tests that need it."""

import os
import tempfile
from functools import cache

from index.encoder import Encoder, load


@cache
def real_encoder(model: str | None = None) -> Encoder:
    """Return the encoder of ``model``, its graph written into a folder of its own that is gone afterwards."""
    before = os.environ.get("ANSWERBOOK_HOME")
    with tempfile.TemporaryDirectory() as home:
        os.environ["ANSWERBOOK_HOME"] = home
        try:
            return load(model)
        finally:
            os.environ.pop("ANSWERBOOK_HOME")
            if before is not None:
                os.environ["ANSWERBOOK_HOME"] = before
