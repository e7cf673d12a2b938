"""A device made of software: it makes passkeys and signs, also what no good device would sign."""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

HOME = "localhost"
ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, MADE = 0x01, 0x04, 0x40
Json = dict[str, Any]


def coded(raw: bytes) -> str:
    """As JSON carries bytes."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """The bytes that JSON carried."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """One device with one key; each attribute can be set to something wrong."""

    origin: str = ORIGIN
    home: str = HOME
    flags: int = PRESENT | VERIFIED
    count: int = 0
    handle: bytes = b""
    pk: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, options: Json) -> Json:
        """Answers a question for a new passkey."""
        self.handle = decoded(options["user"]["id"])
        told = self._client_data("webauthn.create", options)
        data = self._data(self.flags | MADE) + b"\0" * 16 + len(self.pk).to_bytes(2, "big")
        data += self.pk + self._public_key()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer({"clientDataJSON": told, "attestationObject": attestation})

    def sign(self, options: Json) -> Json:
        """Answers a question for a passkey that exists."""
        told = self._client_data("webauthn.get", options)
        data = self._data(self.flags)
        signature = self.key.sign(data + sha256(told).digest(), ec.ECDSA(SHA256()))
        parts = {"clientDataJSON": told, "authenticatorData": data, "signature": signature}
        return self._answer({**parts, "userHandle": self.handle})

    def _client_data(self, kind: str, options: Json) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(told).encode()

    def _data(self, flags: int) -> bytes:
        home = sha256(self.home.encode()).digest()
        return home + bytes([flags]) + self.count.to_bytes(4, "big")

    def _public_key(self) -> bytes:
        at = self.key.public_key().public_numbers()
        x, y = at.x.to_bytes(32, "big"), at.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _answer(self, parts: dict[str, bytes]) -> Json:
        return {
            "id": coded(self.pk),
            "rawId": coded(self.pk),
            "type": "public-key",
            "response": {name: coded(part) for name, part in parts.items()},
            "clientExtensionResults": {"credProps": {"rk": True}},
        }
