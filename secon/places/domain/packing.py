"""Named arrays as bytes and back. Pure."""

import io
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Arrays = Mapping[str, npt.NDArray[Any]]
_QUICK = 1  # a third of the time of the usual level, a tenth more bytes


def pack(arrays: Arrays) -> bytes:
    """Arrays compressed into one piece."""
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays)
    return zlib.compress(buffer.getvalue(), _QUICK)


def unpack(data: bytes) -> dict[str, npt.NDArray[Any]]:
    """The arrays that :func:`pack` packed."""
    with np.load(io.BytesIO(zlib.decompress(data)), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}
