"""Time, memory and tables, the same way in every benchmark."""

import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np


def machine() -> str:
    """Describe this machine in one line: processor, cores in use, memory."""
    model = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []:
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, load {load:.1f}, Python {platform.python_version()}"


def times(action: Callable[[Any], object], arguments: Sequence[Any], warm_up: int = 5) -> tuple[float, float, float]:
    """Return the median and the 99th percentile of the wall time and the median of the processor time, in ms, of
    ``action`` over ``arguments``; the processor time is that of all threads.
    """
    for argument in arguments[:warm_up]:
        action(argument)
    wall, processor = [], []
    for argument in arguments:
        began, began_processor = time.perf_counter(), time.process_time()
        action(argument)
        wall.append(time.perf_counter() - began)
        processor.append(time.process_time() - began_processor)
    return (
        float(np.median(wall)) * 1000,
        float(np.percentile(wall, 99)) * 1000,
        float(np.median(processor)) * 1000,
    )


def peak_memory() -> float:
    """Return the largest resident memory of this process so far, in MB."""
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6


def anonymous_memory() -> float:
    """Return the memory of this process that is no file's, in MB; Linux only."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("RssAnon"))


def size_of(path: Path) -> float:
    """Return the size of a file or a folder in MB."""
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return sum(each.stat().st_size for each in files) / 1e6


def alone(module: str, *arguments: str) -> dict[str, Any]:
    """Run ``python -m module arguments`` by itself and return the JSON object of its last line."""
    done = subprocess.run([sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def table(rows: Sequence[Sequence[object]], *, title: str) -> None:
    """Print ``rows``, the first being the header, as a Markdown table."""
    texts = [[_shown(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in texts) for i in range(len(texts[0]))]
    print(f"\n{title}\n")
    for number, row in enumerate(texts):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")


def _shown(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:,.3f}" if abs(cell) < 1 else f"{cell:,.1f}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
