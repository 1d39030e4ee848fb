"""The seed documents are the user's own: they stay byte for byte."""

import hashlib
from pathlib import Path

SHA256 = {
    "000": "7f084f42ad4804943fe1feeec076262a8533babbe54fa67c3b51eaa3aab088ef",
    "001": "680782739ab7251de239431de2a68ad0f0b83c2aa3820a0ab0621a8f904bd4a1",
    "002": "ea9bd9e69ce38f7d2882dd76a68abfff1e090f6e7379b54b1fe73bfd9fe05d65",
    "003": "cff655fad857146ffc544fc8c35d1b39cc98a7a3f404bc1f226369e973adbe63",
    "004": "ba5bf3d4596d2b06113ab4570fc6e9d7d5c8647cfaa09e5d415f9fc98d4c9def",
}


def test_the_seed_documents_are_byte_for_byte_what_the_user_gave(aws: Path) -> None:
    found = {path.name[:3]: hashlib.sha256(path.read_bytes()).hexdigest() for path in aws.glob("*.md")}
    assert found == SHA256
