"""Keeping files that belong to the record."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from .models import StoredFile


def keep(content: bytes, *, name: str, content_type: str, owner: Any, now: datetime) -> StoredFile:
    """Store a file and return its row; equal content is stored once and keeps its first name."""
    file, _ = StoredFile.objects.get_or_create(
        sha256=sha256(content).hexdigest(),
        defaults={"name": name, "content_type": content_type, "content": content, "owner": owner, "at": now},
    )
    return file


def kept(key: int) -> StoredFile:
    """Return a stored file by its key. Raises StoredFile.DoesNotExist."""
    return StoredFile.objects.get(pk=key)
