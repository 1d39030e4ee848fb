"""The files of an index: written once, front to back, then synced and hashed together; read through a memory map.

Nothing is written through a map: on a full disk that ends the process, while ``write`` raises OSError.
"""

import hashlib
import math
import mmap
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Self

import numpy as np
from numpy.lib import format as npy
from numpy.typing import DTypeLike, NDArray

from index.arrays import Array

_MAGIC = b"ABREC001"
_CHUNK = 1 << 20
_MAPPED_FROM = 1 << 18
_HEAD = 256
# As numpy writes it: magic, version 1.0, two bytes of length, a literal, blanks.
_HEADER = re.compile(
    rb"\x93NUMPY\x01\x00..\{'descr': '([<|][a-z]\d)', 'fortran_order': False, 'shape': \((\d+),(?: (\d+))?\), \} *\n",
    re.DOTALL,
)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex; raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(path: Path) -> None:
    """Make the names in a folder last through a power cut, where the platform lets a folder be synced."""
    with suppress(PermissionError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_whole(path: Path, content: bytes) -> None:
    """Write ``path`` so that a reader finds the old content or all of the new, never a part, whatever happens."""
    staged = path.with_name(f".{os.urandom(8).hex()}")  # a name of its own: threads of one process may write at once
    try:
        with staged.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        staged.replace(path)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file as it was written: its size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


def seal(folder: Path) -> dict[str, Sealed]:
    """Sync every file of ``folder``, and the folder, to disk and return what they are, by name; raises OSError.

    Side by side: a disk that takes one sync at a time makes a small build wait longer for these than for all the rest.
    """
    from concurrent.futures import ThreadPoolExecutor  # reading starts sooner without it

    paths = sorted(path for path in folder.iterdir() if path.is_file())
    with ThreadPoolExecutor(8) as pool:
        found = dict(zip((path.name for path in paths), pool.map(_seal, paths), strict=True))
    sync_folder(folder)
    return found


def _seal(path: Path) -> Sealed:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Sealed(os.fstat(file.fileno()).st_size, digest)


class _Writer:
    """A file that is whole when it is closed in order, and left for the caller to clear away when it is not."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb", buffering=_CHUNK)

    def _finish(self) -> None:
        """Write what stands after the last row."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            with suppress(OSError):
                self._file.close()
            return
        with self._file:
            self._finish()


class ArrayWriter(_Writer):
    """Write a ``.npy`` file of rows without holding them: ``width`` None gives one axis, else two."""

    def __init__(self, path: Path, dtype: DTypeLike, width: int | None = None) -> None:
        super().__init__(path)
        self._dtype, self._width, self._count = np.dtype(dtype), width, 0
        self._header()

    def append(self, rows: Array) -> None:
        """Add rows, (n,) or (n, width); raises ValueError where the width is another."""
        if rows.shape[1:] != (() if self._width is None else (self._width,)):
            raise ValueError(f"rows of shape {rows.shape} do not fit a file of width {self._width}")
        self._file.write(np.ascontiguousarray(rows, self._dtype).data)
        self._count += len(rows)

    def _header(self) -> None:
        shape = (self._count,) if self._width is None else (self._count, self._width)
        npy.write_array_header_1_0(
            self._file, {"descr": npy.dtype_to_descr(self._dtype), "fortran_order": False, "shape": shape}
        )

    def _finish(self) -> None:
        # numpy leaves room in the header for the first axis to grow, so the new one has the old one's length
        self._file.seek(0)
        self._header()


class RecordWriter(_Writer):
    """Write byte strings of any length that can be read by number: their bytes, then int64 offsets, then a footer."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._ends: list[Array] = [np.zeros(1, np.int64)]
        self._last = 0

    def append(self, record: bytes) -> None:
        """Add one record."""
        self.extend([record])

    def extend(self, records: Sequence[bytes]) -> None:
        """Add records in their order."""
        if records:
            self._file.write(b"".join(records))
            ends = np.cumsum([len(record) for record in records], dtype=np.int64) + self._last
            self._ends.append(ends)
            self._last = int(ends[-1])

    def _finish(self) -> None:
        offsets = np.concatenate(self._ends)
        self._file.write(offsets.data)
        self._file.write((len(offsets) - 1).to_bytes(8, "little") + _MAGIC)


class Records(Sequence[bytes]):
    """Byte strings read by number out of a file; raises ValueError where the file is not one of records."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._content = _content(file)
        size = len(self._content)
        if size < 24 or self._content[-8:] != _MAGIC:
            raise ValueError(f"{path.name} is no file of records")
        self._count = int.from_bytes(self._content[-16:-8], "little")
        table = size - 16 - 8 * (self._count + 1)
        if table < 0:
            raise ValueError(f"{path.name} names {self._count} records and is {size} bytes long")
        self._offsets: NDArray[np.int64] = np.frombuffer(self._content, np.int64, self._count + 1, table)
        if self._offsets[0] != 0 or self._offsets[-1] != table:
            raise ValueError(f"{path.name} has records that end at {self._offsets[-1]}, not at {table}")

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            return [self[i] for i in range(*row.indices(self._count))]
        if not 0 <= row < self._count:
            raise IndexError(row)
        return self._content[int(self._offsets[row]) : int(self._offsets[row + 1])]

    def __iter__(self) -> Iterator[bytes]:
        return (self[row] for row in range(self._count))

    def find(self, record: bytes) -> int:
        """Return the row of ``record`` among sorted records, -1 where it is not there."""
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self[middle] < record:
                low = middle + 1
            else:
                high = middle
        return low if low < self._count and self[low] == record else -1


def starts(counts: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where runs of these lengths (n,) start, and where the last one ends: int64 (n + 1,)."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])


def write_array(path: Path, rows: Array) -> None:
    """Write one array as a ``.npy`` file."""
    with ArrayWriter(path, rows.dtype, rows.shape[1] if rows.ndim == 2 else None) as file:
        file.append(rows)


def write_records(path: Path, records: Iterable[bytes]) -> None:
    """Write a file of records, in batches."""
    with RecordWriter(path) as file:
        batch: list[bytes] = []
        for record in records:
            batch.append(record)
            if len(batch) == 1024:
                file.extend(batch)
                batch.clear()
        file.extend(batch)


def open_array(path: Path) -> Array:
    """Map a ``.npy`` file that ArrayWriter wrote; raises ValueError where it is none or is cut short.

    ``numpy.load`` reads the header with ``ast``, which fails now and then when several threads do so at once (CPython
    3.11), and gives a class of arrays that is slow to slice.
    """
    with path.open("rb") as file:
        head = _HEADER.match(file.read(_HEAD))
        if head is None:
            raise ValueError(f"{path.name} is no array")
        dtype, rows, width = np.dtype(head[1].decode()), int(head[2]), head[3]
        shape = (rows,) if width is None else (rows, int(width))
        size = os.fstat(file.fileno()).st_size
        needed = head.end() + math.prod(shape) * dtype.itemsize
        if size != needed:
            raise ValueError(f"{path.name} should be {needed} bytes long and is {size}")
        if not math.prod(shape):
            return np.zeros(shape, dtype)
        content = _content(file)
    return np.frombuffer(content, dtype, math.prod(shape), head.end()).reshape(shape)


def _content(file: BinaryIO) -> bytes | mmap.mmap:
    """Map a file, or read it where it is small: a map holds a descriptor for as long as it is there."""
    size = os.fstat(file.fileno()).st_size
    if size > _MAPPED_FROM:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    file.seek(0)
    return file.read()
