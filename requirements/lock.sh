#!/bin/sh
# Write constraints.txt and the three lock files out of pyproject.toml. Needs uv (https://docs.astral.sh/uv/).
# PyTorch has a lock of its own: its CPU build for Linux is not on the package index, so the hashes of that build which
# requirements/torch-linux-cpu.sha256 lists are added to those of the index.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
torch=2.13.0
echo "torch==$torch" >"$work/pins"
printf 'hatchling\neditables\n' >"$work/build"
compile() { uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate -c "$work/pins" "$@"; }
gpu=$(compile pyproject.toml | sed -n 's/^\(cuda-[a-z-]*\|nvidia-[a-z0-9-]*\|triton\)==.*/--no-emit-package \1/p')

# The browser tests read axe-core's script out of axe-playwright-python; what that package drives browsers with is not used.
unused="--no-emit-package playwright --no-emit-package pyee --no-emit-package greenlet"

# shellcheck disable=SC2086
{
    compile pyproject.toml "$work/build" $gpu >"$work/run.txt"
    compile --extra test pyproject.toml "$work/build" $gpu $unused >constraints.txt
    grep == constraints.txt >>"$work/pins"
    compile --generate-hashes pyproject.toml "$work/build" $gpu --no-emit-package torch >requirements/run.lock
    compile --generate-hashes --extra test pyproject.toml "$work/build" $gpu $unused \
        --no-emit-package torch >"$work/all.lock"
}
python3 - "$work/all.lock" requirements/run.lock >requirements/test.lock <<'EOF'
import sys
blocks = lambda path: open(path).read().replace("\n    ", "\0").splitlines()
run = set(blocks(sys.argv[2]))
print("\n".join(b for b in blocks(sys.argv[1]) if b not in run).replace("\0", "\n    "))
EOF
echo "torch==$torch" | compile --generate-hashes --no-deps - >"$work/torch.lock"
{
    echo "torch==$torch \\"
    sed -n 's/^\([0-9a-f]\{64\}\).*/    --hash=sha256:\1 \\/p' requirements/torch-linux-cpu.sha256
    grep -- --hash "$work/torch.lock"
} >requirements/torch.lock
