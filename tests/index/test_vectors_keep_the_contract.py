"""FAISS behind the vector store's contract, for each kind of index that is chosen by size."""

from pathlib import Path

from vector_contract import DIMENSION, VectorStoreContract

from index.vectors import FaissVectors


class TestFlat(VectorStoreContract):
    def make(self, path: Path) -> FaissVectors:
        return FaissVectors(path, DIMENSION)


class TestHalfPrecision(VectorStoreContract):
    rounding = 1e-3
    recall = 0.98

    def make(self, path: Path) -> FaissVectors:
        return FaissVectors(path, DIMENSION, kind="IDMap2,SQfp16")


class TestInvertedLists(VectorStoreContract):
    rounding = 1e-3
    recall = 0.95

    def make(self, path: Path) -> FaissVectors:
        return FaissVectors(path, DIMENSION, kind="IVF4,SQfp16")
