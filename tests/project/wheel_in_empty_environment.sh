#!/bin/sh
# Build the wheel, install it in an empty environment outside the checkout, and ask it a question there.
# usage: wheel_in_empty_environment.sh PYTHON, with the build tools on PATH, from the root of the checkout
set -eu
python=$1
checkout=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python -m build --wheel --no-isolation --outdir "$work/dist" . >"$work/build.log" || { cat "$work/build.log"; exit 1; }
"$python" -m venv --without-pip "$work/venv"
pip="python -m pip --python $work/venv/bin/python install --quiet --disable-pip-version-check --no-compile"
$pip --no-index --no-deps -r "$checkout/requirements/torch.lock" 2>/dev/null || $pip -c "$checkout/constraints.txt" torch
$pip -c "$checkout/constraints.txt" "$work"/dist/*.whl
mkdir "$work/elsewhere"
cd "$work/elsewhere"
export ANSWERBOOK_HOME="$work/home"
PATH="$work/venv/bin:/usr/bin:/bin"
answerbook index
answerbook ask "how do I avoid Lambda cold starts" | tee "$work/answer.txt" | head -5
grep -qi "cold start" "$work/answer.txt"
answerbook ui --help >/dev/null
echo "the wheel works in an empty environment"
