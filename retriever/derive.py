"""What a build makes out of a finished generation and keeps with it."""

from index.encoder import Encoder
from index.publishing import Derive
from retriever import glossary, scale


def hooks(encoder: Encoder) -> Derive:
    """Return the makers of a generation's artefacts by name, as ``index.build.build`` takes them."""
    return {glossary.NAME: glossary.FORMS, scale.name(): lambda index: scale.derive_scale(index, encoder)}
