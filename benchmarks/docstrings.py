"""Make a collection in BEIR's layout out of what is installed: ``python -m benchmarks.docstrings OUT``.

The docstrings of the public functions and classes of numpy, scipy and scikit-learn: a document is one without its first
line, and a query is such a line. They are like neither the seed documents nor StackFAQ; the confidence is fitted to
them as well (``benchmarks.fit_confidence``), the ranking is not.
"""

import ast
import random
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click

from benchmarks.variants import write

_LIBRARIES = ("numpy", "scipy", "sklearn")
_DOCUMENTS, _QUERIES = 900, 200
_WORDS = 160  # of a document
_FEWEST = 40
_LINE = range(5, 21)  # words of a first line that says something


def docstrings(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the first line and the rest of the docstrings of what is public in a folder of Python files."""
    for path in sorted(folder.rglob("*.py")):
        if "test" in str(path.relative_to(folder)):
            continue
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                line, _, rest = (ast.get_docstring(node) or "").partition("\n\n")
                words = rest.split()[:_WORDS]
                if len(line.split()) in _LINE and len(words) > _FEWEST:
                    yield " ".join(line.split()), " ".join(words)


@click.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
def main(out: Path) -> None:
    """Write the collection into OUT."""
    found: dict[str, str] = {}
    for library in _LIBRARIES:
        spec = find_spec(library)
        assert spec is not None
        assert spec.origin is not None
        found |= {line: rest for line, rest in docstrings(Path(spec.origin).parent) if line not in found}
    by_rest = {rest: line for line, rest in found.items()}
    chosen = random.Random(1).sample(sorted(by_rest), _DOCUMENTS)
    documents = {f"d{number}": {"title": "", "text": rest} for number, rest in enumerate(chosen)}
    write(out, documents, [(by_rest[rest], [f"d{number}"]) for number, rest in enumerate(chosen[:_QUERIES])])


if __name__ == "__main__":
    main()
