"""The encoder that an index was made with."""

from index.encoder import Encoder, load
from index.errors import UnusableIndexError
from index.opened import Index
from index.places import command


def encoder_of(index: Index, encoder: Encoder | None = None) -> Encoder:
    """Return the encoder that an index was made with: ``encoder`` where it is that one, else the one of its name.

    Raises ModelMissingError where that is missing, UnusableIndexError where what has its name now is another one: its
    vectors say nothing about those of the index.
    """
    model = index.manifest.model
    if encoder is not None and encoder.fingerprint == model.fingerprint:
        return encoder
    found = load(model.name)
    if found.fingerprint != model.fingerprint:
        raise UnusableIndexError(
            f"the index at {index.path} was made with another version of the model {model.name} (its fingerprint is "
            f"{model.fingerprint}, that of the model now {found.fingerprint})",
            command(index.path),
        )
    return found
