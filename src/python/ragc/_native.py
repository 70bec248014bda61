"""The library libagc by ctypes: where it is, and its functions."""

import ctypes
import ctypes.util
import os
import sys
from ctypes import POINTER, c_char_p, c_int, c_int64, c_size_t, c_uint, c_uint32, c_void_p
from typing import List, Optional

API_VERSION = 1

ERROR = -1
AMBIGUOUS = -2
NOT_FOUND = -4

PREFETCH = 1
REVERSE_COMPLEMENT = 1
PLAIN = 1
QUICK = 1

DEFAULT = -1


class Region(ctypes.Structure):
    """A region to be read, ``ragc_region`` of ``agc-api.h``."""

    _fields_ = [
        ("sample", c_char_p),
        ("contig", c_char_p),
        ("start", c_int64),
        ("end", c_int64),
        ("letters", c_void_p),
        ("capacity", c_int64),
        ("result", c_int64),
        ("flags", c_uint32),
        ("reserved", c_uint32),
    ]


WRITE_FUNCTION = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_size_t)
FAULT_FUNCTION = ctypes.CFUNCTYPE(None, c_void_p, c_char_p)

_TEXTS = POINTER(c_void_p)

_FUNCTIONS = {
    "agc_open": (c_void_p, [c_char_p, c_int]),
    "agc_close": (c_int, [c_void_p]),
    "agc_n_sample": (c_int, [c_void_p]),
    "agc_n_ctg": (c_int, [c_void_p, c_char_p]),
    "agc_get_ctg_len": (c_int, [c_void_p, c_char_p, c_char_p]),
    "agc_get_ctg_seq": (c_int, [c_void_p, c_char_p, c_char_p, c_int, c_int, c_void_p]),
    "agc_reference_sample": (c_void_p, [c_void_p]),
    "agc_list_sample": (_TEXTS, [c_void_p, POINTER(c_int)]),
    "agc_list_ctg": (_TEXTS, [c_void_p, c_char_p, POINTER(c_int)]),
    "agc_list_destroy": (c_int, [_TEXTS]),
    "agc_string_destroy": (c_int, [c_void_p]),
    "ragc_api_version": (c_int, []),
    "ragc_last_error": (c_char_p, []),
    "ragc_open": (c_void_p, [c_char_p, c_uint, c_int64]),
    "ragc_ctg_seq_len": (c_int, [c_void_p, c_char_p, c_char_p, c_int, c_int]),
    "ragc_is_exact": (c_int, [c_void_p]),
    "ragc_list_samples": (_TEXTS, [c_void_p, POINTER(c_int64)]),
    "ragc_list_contigs": (_TEXTS, [c_void_p, c_char_p, POINTER(POINTER(c_int64)), POINTER(c_int64)]),
    "ragc_contig_length": (c_int64, [c_void_p, c_char_p, c_char_p]),
    "ragc_read": (c_int64, [c_void_p, c_char_p, c_char_p, c_int64, c_int64, c_uint, c_void_p, c_int64]),
    "ragc_read_regions": (c_int64, [c_void_p, POINTER(Region), c_int64, c_int]),
    "ragc_write_samples": (
        c_int,
        [c_void_p, POINTER(c_char_p), c_int64, c_int, c_uint, c_int, WRITE_FUNCTION, c_void_p],
    ),
    "ragc_verify": (c_int64, [c_char_p, c_uint, c_int, FAULT_FUNCTION, c_void_p]),
}


def _candidates() -> List[str]:
    """Paths of the library: what RAGC_LIBAGC names; else beside this file, beside an installed ragc, and where the system looks."""
    chosen = os.environ.get("RAGC_LIBAGC")
    if chosen:
        return [chosen]
    here = os.path.dirname(os.path.abspath(__file__))
    name = "libagc.dylib" if sys.platform == "darwin" else "libagc.so.3"
    paths = [os.path.join(folder, name) for folder in (here, os.path.dirname(here), os.path.join(sys.prefix, "lib"))]
    return [path for path in paths if os.path.exists(path)] + [ctypes.util.find_library("agc") or name]


def _load() -> ctypes.CDLL:
    failures = []
    for path in _candidates():
        try:
            library = ctypes.CDLL(path)
            for name, (result, arguments) in _FUNCTIONS.items():
                function = getattr(library, name)
                function.restype, function.argtypes = result, arguments
        except (OSError, AttributeError) as error:
            # C++ AGC's own library has not all of the functions.
            failures.append(f"{path}: {error}")
            continue
        if library.ragc_api_version() >= API_VERSION:
            return library
        failures.append(f"{path}: version {library.ragc_api_version()}, {API_VERSION} was expected")
    raise ImportError(
        "libagc of ragc-sharp was not found; name it by the variable RAGC_LIBAGC (" + "; ".join(failures) + ")"
    )


lib = _load()


def encode(name: str) -> bytes:
    """The bytes of a name. Bytes that were not UTF-8 come back as they were."""
    return name.encode("utf-8", "surrogateescape")


def decode(name: bytes) -> str:
    """A name as text."""
    return name.decode("utf-8", "surrogateescape")


def last_error() -> str:
    """The reason of the last failure on this thread."""
    return (lib.ragc_last_error() or b"").decode("utf-8", "replace")


def take_texts(texts) -> Optional[List[str]]:
    """The strings of a list of C, which is freed; None for a null pointer."""
    if not texts:
        return None
    try:
        result = []
        while texts[len(result)]:
            result.append(decode(ctypes.string_at(texts[len(result)])))
        return result
    finally:
        lib.agc_list_destroy(texts)


def take_text(text) -> Optional[str]:
    """A string of C, which is freed; None for a null pointer."""
    if not text:
        return None
    try:
        return decode(ctypes.string_at(text))
    finally:
        lib.agc_string_destroy(text)
