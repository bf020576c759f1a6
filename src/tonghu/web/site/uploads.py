"""Uploaded files stay in memory: nothing that somebody sends ever lies readable in a temporary file."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class InMemory(FileUploadHandler):
    """Keeps a file while it is no larger than `TONGHU_MOST_UPLOAD`; of a larger one only the size, for the view to tell."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._held, self._size = BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a part, or let go of everything once it is too much."""
        self._size += len(raw_data)
        if self._size > settings.TONGHU_MOST_UPLOAD:
            self._held = BytesIO()
        else:
            self._held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, with the size that was sent."""
        self._held.seek(0)
        return InMemoryUploadedFile(
            self._held, self.field_name, self.file_name, self.content_type, file_size, self.charset,
            self.content_type_extra,
        )  # fmt: skip
