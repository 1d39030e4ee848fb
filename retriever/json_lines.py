"""JSON lines that others wrote, one object a line."""

import json
from typing import Any


def read_object(line: str | bytes) -> dict[str, Any]:
    """Return the object on a line; raises ValueError where there is none, or where a text of it is no Unicode text.

    JSON can write half a character alone (a surrogate, as in ``"\\ud800"``), which nothing can print or encode.
    """
    try:
        found = json.loads(line)
        json.dumps(found, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except UnicodeEncodeError as error:
        raise ValueError(f"it holds half a character ({error.object[error.start]!a})") from error
    if not isinstance(found, dict):
        raise ValueError("it is not an object")
    return found
