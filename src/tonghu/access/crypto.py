"""Sealing of single fields: SM4-GCM bound to its row, a blind index by HMAC-SM3, keys outside the database.

Algorithms: GB/T 32907-2016 (SM4), GB/T 32905-2016 (SM3), by the OpenSSL in `cryptography`. 国密算法; nothing here has
been certified (商密认证). A sealed value is `version byte | key number (2 bytes) | nonce (12) | ciphertext and tag`,
in base64; its associated data are table, column and the row's own random key, so that a value copied to another row
or column does not open.
"""

from __future__ import annotations

import base64
import os
import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tonghu.base.errors import TonghuError

VERSION = 1
NONCE, TAG, HEAD = 12, 16, 3
KEY_BYTES = 16
INDEX_BYTES = 16


class NotOpened(TonghuError):
    """A sealed value does not open: another row's, altered, or sealed with a key that is not in the ring."""


@dataclass(frozen=True)
class Keyring:
    """Field keys by number, the number used for new values, and the key of the blind index."""

    keys: dict[int, bytes]
    current: int
    index: bytes

    def seal(self, plain: bytes, bound_to: str) -> str:
        """Encrypt; opens only with the same `bound_to` (table|column|row)."""
        nonce = os.urandom(NONCE)
        cipher = Cipher(algorithms.SM4(self.keys[self.current]), modes.GCM(nonce)).encryptor()
        head = bytes([VERSION]) + self.current.to_bytes(2, "big")
        cipher.authenticate_additional_data(head + bound_to.encode())
        body = cipher.update(plain) + cipher.finalize()
        return base64.b64encode(head + nonce + body + cipher.tag).decode()

    def open(self, sealed: str, bound_to: str) -> bytes:
        """Decrypt. Raises NotOpened."""
        raw = base64.b64decode(sealed)
        head, nonce, body, tag = raw[:HEAD], raw[HEAD : HEAD + NONCE], raw[HEAD + NONCE : -TAG], raw[-TAG:]
        key = self.keys.get(int.from_bytes(head[1:], "big"))
        if key is None or head[0] != VERSION:
            raise NotOpened("sealed with a key that is not in the ring")
        cipher = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
        cipher.authenticate_additional_data(head + bound_to.encode())
        try:
            return cipher.update(body) + cipher.finalize()
        except InvalidTag:
            raise NotOpened("altered, or moved from another row") from None

    def key_of(self, sealed: str) -> int:
        """The number of the key that a value was sealed with."""
        return int.from_bytes(base64.b64decode(sealed)[1:HEAD], "big")

    def blind(self, purpose: str, value: str) -> str:
        """A keyed fingerprint by which equal values meet; 32 hexadecimal digits."""
        made = hmac.HMAC(self.index, hashes.SM3())
        made.update(f"{purpose}|{value}".encode())
        return made.finalize()[:INDEX_BYTES].hex()


def sm3(*parts: bytes) -> str:
    """The SM3 digest of the parts together; 64 hexadecimal digits."""
    made = hashes.Hash(hashes.SM3())
    for part in parts:
        made.update(part)
    return made.finalize().hex()


def new_ring() -> str:
    """The text of a new key file."""
    return _told({1: secrets.token_bytes(KEY_BYTES)}, 1, secrets.token_bytes(32))


def with_new_key(ring: Keyring) -> str:
    """The text of the key file with one more field key, used for new values from now on. The index key stays."""
    number = max(ring.keys) + 1
    return _told({**ring.keys, number: secrets.token_bytes(KEY_BYTES)}, number, ring.index)


def without_key(ring: Keyring, number: int) -> str:
    """The text of the key file without an old key. Raises ValueError for the one in use."""
    if number == ring.current or number not in ring.keys:
        raise ValueError(f"key {number} is in use or unknown")
    left = {other: key for other, key in ring.keys.items() if other != number}
    return _told(left, ring.current, ring.index)


def sealed_prefix(number: int) -> str:
    """How every value begins that was sealed with a key: three bytes are four characters of base64."""
    return base64.b64encode(bytes([VERSION]) + number.to_bytes(2, "big")).decode()


def _told(keys: dict[int, bytes], current: int, index: bytes) -> str:
    listed = "\n".join(f'{number} = "{key.hex()}"' for number, key in sorted(keys.items()))
    return (
        "# Tonghu: keys of sealed fields. Without this file the numbers in the database cannot be read.\n"
        "# Keep a copy apart from the backups of the database.\n"
        f'current = {current}\nindex = "{index.hex()}"\n\n[keys]\n{listed}\n'
    )


def read_ring(path: Path) -> Keyring:
    """The ring that a key file holds. Raises ValueError when others than its owner may read it."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise ValueError(f"{path}: others can read the keys; chmod 600 {path}")
    table = tomllib.loads(path.read_text("utf-8"))
    keys = {int(number): bytes.fromhex(key) for number, key in table["keys"].items()}
    return Keyring(keys, int(table["current"]), bytes.fromhex(table["index"]))
