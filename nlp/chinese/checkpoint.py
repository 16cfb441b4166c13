"""Reads the arrays of a PyTorch checkpoint without PyTorch. Builds float arrays only, whatever the file asks for."""

from __future__ import annotations

import io
import pickle
import zipfile
from collections import OrderedDict
from typing import Any

import numpy as np
from numpy.typing import NDArray


def load(content: bytes) -> dict[str, NDArray[np.float32]]:
    """Return the arrays of a checkpoint's `model_state_dict`, by name.

    Raises:
        pickle.UnpicklingError: the checkpoint asks for anything but float tensors.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        folder = next(name for name in archive.namelist() if name.endswith("/data.pkl")).removesuffix(
            "data.pkl"
        )
        unpickler = _ArraysOnly(io.BytesIO(archive.read(f"{folder}data.pkl")), archive, folder)
        state = unpickler.load()["model_state_dict"]
    return {name.removeprefix("module."): array for name, array in state.items()}


class _ArraysOnly(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, archive: zipfile.ZipFile, folder: str) -> None:
        super().__init__(file)
        self._archive = archive
        self._folder = folder

    def find_class(self, module: str, name: str) -> Any:
        allowed = {
            ("collections", "OrderedDict"): OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): _rebuild,
            ("torch", "FloatStorage"): np.float32,
        }
        if (module, name) not in allowed:
            raise pickle.UnpicklingError(f"a checkpoint of weights must not use {module}.{name}")
        return allowed[module, name]

    def persistent_load(self, pid: Any) -> NDArray[np.float32]:
        _, dtype, key, _, _ = pid
        return np.frombuffer(self._archive.read(f"{self._folder}data/{key}"), dtype=dtype)


def _rebuild(
    storage: NDArray[np.float32], offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_: Any
) -> NDArray[np.float32]:
    count = int(np.prod(size))
    contiguous = tuple(int(np.prod(size[place + 1 :])) for place in range(len(size)))
    if stride != contiguous:
        raise pickle.UnpicklingError(f"a tensor of shape {size} is stored with stride {stride}")
    return storage[offset : offset + count].reshape(size)
