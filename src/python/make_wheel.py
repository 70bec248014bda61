"""Writes the wheel: make_wheel.py VERSION LIBRARY OUTDIR. A wheel is a zip file with a list of its contents."""

import base64
import hashlib
import os
import platform
import re
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
MODULES = ["py_agc_api.py", "ragc/__init__.py", "ragc/_archive.py", "ragc/_native.py", "ragc/py.typed"]
# The oldest date that a zip file can hold: the wheel does not depend on when it is made.
DATE = (1980, 1, 1, 0, 0, 0)

METADATA = """\
Metadata-Version: 2.1
Name: ragc
Version: {version}
Summary: Reads AGC archives: collections of assembled genomes, compressed against each other
License: MIT
Requires-Python: >=3.8
Classifier: Programming Language :: Python :: 3
Classifier: Topic :: Scientific/Engineering :: Bio-Informatics
Description-Content-Type: text/markdown

"""


def platform_tag(library: bytes) -> str:
    """The platforms on which the library runs: those whose C library has all versions of symbols that it asks for."""
    versions = [tuple(map(int, v.split(b"."))) for v in re.findall(rb"GLIBC_(\d+\.\d+)", library)]
    major, minor = max(versions)
    return f"manylinux_{major}_{minor}_{platform.machine()}"


def main(version: str, library_path: str, folder: str) -> None:
    with open(library_path, "rb") as file:
        library = file.read()
    tag = f"py3-none-{platform_tag(library)}"
    info = f"ragc-{version}.dist-info"
    with open(os.path.join(HERE, "..", "..", "docs", "library-python.md"), "rb") as file:
        description = file.read()
    contents = {}
    for module in MODULES:
        with open(os.path.join(HERE, module), "rb") as file:
            contents[module] = file.read().replace(b"@VERSION@", version.encode())
    contents["ragc/libagc.so.3"] = library
    contents[f"{info}/METADATA"] = METADATA.format(version=version).encode() + description
    contents[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: ragc-sharp\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()
    record = "".join(f"{name},sha256={digest(data)},{len(data)}\n" for name, data in contents.items())
    contents[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()

    path = os.path.join(folder, f"ragc-{version}-{tag}.whl")
    with zipfile.ZipFile(path + ".new", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for name, data in contents.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.external_attr = 0o100644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, data)
    os.replace(path + ".new", path)
    print(path)


def digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


if __name__ == "__main__":
    main(*sys.argv[1:])
