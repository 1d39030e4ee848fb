"""What a build makes out of a finished generation and keeps with it."""

from index.encoder import Encoder
from index.publishing import Derive
from retriever.glossary import FORMS
from retriever.glossary import NAME as _FORMS
from retriever.scale import derive_scale
from retriever.scale import name as scale


def hooks(encoder: Encoder) -> Derive:
    """Return the makers of a generation's artefacts by name, as ``index.build.build`` takes them."""
    return {_FORMS: FORMS, scale(): lambda index: derive_scale(index, encoder)}
