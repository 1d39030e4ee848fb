"""What a build makes out of a finished generation and keeps with it."""

from collections.abc import Callable, Mapping

from index.encoder import Encoder
from index.opened import Index
from retriever.glossary import NAME as FORMS
from retriever.glossary import derive_forms
from retriever.scale import NAME, derive_scale


def hooks(encoder: Encoder) -> Mapping[str, Callable[[Index], bytes]]:
    """Return the makers of a generation's artefacts by name, as ``index.build.build`` takes them."""
    return {
        FORMS: derive_forms,
        NAME: lambda index: derive_scale(index, encoder),
    }
