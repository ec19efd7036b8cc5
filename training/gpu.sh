#!/bin/bash
# Train on a machine that has a GPU, torch, onnx and numpy and nothing else, from what `pack` wrote: four runs side by
# side from the weights that ship, averaged; then scored. Run in the repository root: training/gpu.sh CARGO MINUTES OUT
# (msgspec must be importable there; the rest of the product's dependencies need not be.)
set -eu
cargo=$(realpath "$1") minutes=$2 out=$3
mkdir -p "$out"; out=$(realpath "$out")
home=$(mktemp -d); mkdir -p "$home/src/dragoman/language"
cp -r training "$home/"; cp -r src/dragoman/language/encoder "$home/src/dragoman/language/"
cp src/dragoman/{problems,spans,model,edtf}.py "$home/src/dragoman/"
touch "$home/src/dragoman/__init__.py" "$home/src/dragoman/language/__init__.py"
cd "$home"; export PYTHONPATH="${PYTHONPATH:+$PYTHONPATH:}$home/src:$home" PYTHONUNBUFFERED=1 OMP_NUM_THREADS=2
run() {  # seed, share of blanked subwords
  python3 -m training.run --out "$out/$1" --threads 2 train --cargo "$cargo" --device cuda --minutes "$minutes" \
    --begin src/dragoman/language/encoder/weights --tokens 4096 --feeders 2 --seed "$1" --height 1.6 --blank "$2" \
    > "$out/$1.log" 2>&1
}
run 1 0 & run 2 0 & run 3 0.06 & run 4 0.06 & wait
tail -qn 1 "$out"/?.log
python3 -m training.run --out "$out/blend" blend --of "$out"/[1-4]/checkpoint.pt
python3 -m training.run --out "$out/blend" evaluate --device cuda --cargo "$cargo"
