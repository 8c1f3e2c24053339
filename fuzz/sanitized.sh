#!/usr/bin/env bash
# Runs Python with khmertext's native core built with AddressSanitizer and UBSan (Linux, gcc).
#   fuzz/sanitized.sh fuzz/fuzz_twins.py --seconds 300
#   fuzz/sanitized.sh -m pytest -q tests -k segment
# The build lies in build/sanitized, apart from the ordinary one. PYTHON chooses the interpreter; it
# needs Cython, setuptools and what the program needs.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
home=$PWD/build/sanitized
flags="-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -O1 -g"

mkdir -p "$home"
tar -C src --exclude='*.so' --exclude='*.c' --exclude=__pycache__ -cf - khmertext | tar -C "$home" -xf -
built=$home/khmertext/segmentation/_native.sanitized # when the core was built with these flags
if [ ! -e "$built" ] || [ -n "$(find src/khmertext/segmentation -name '*.pyx' -newer "$built" -o -name '*.h' -newer "$built")" ]; then
  rm -f "$home"/khmertext/segmentation/_native*.{so,c}
  "$python" - "$home" "$flags" <<'PROGRAM'
import sys
from Cython.Build import cythonize
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext

home, flags = sys.argv[1], sys.argv[2].split()
name = "khmertext.segmentation._native"
source = f"{home}/khmertext/segmentation/_native.pyx"
core = Extension(name, [source], extra_compile_args=[*flags, "-UNDEBUG"], extra_link_args=flags)
command = build_ext(Distribution({"ext_modules": cythonize([core], language_level=3)}))
command.build_lib, command.build_temp = home, f"{home}/objects"
command.ensure_finalized()
command.run()
PROGRAM
  touch "$built"
fi

# CPython keeps its own objects to the end, and its allocator would hide what is read behind a block
export PYTHONPATH=$home PYTHONMALLOC=malloc ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1
libraries="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)"
"$python" -c 'pass' # a missing interpreter is said here, without the libraries
exec env LD_PRELOAD="$libraries" "$python" "$@"
