"""Read AGC archives: a drop-in replacement for C++ AGC's module of this name. Package ragc is a more pleasant one."""

import operator
import os

from ragc import _native

__all__ = ["CAGCFile", "StringVector"]

_LEAST_INT, _MOST_INT = -(2**31), 2**31 - 1


class StringVector(list):
    """A list of strings."""

    def __init__(self, items=(), /):
        super().__init__(_text(item) for item in items)

    def append(self, item, /):
        super().append(_text(item))

    def extend(self, items, /):
        super().extend([_text(item) for item in items])

    def insert(self, index, item, /):
        super().insert(index, _text(item))

    def pop_back(self):
        """Removes the last string; returns nothing."""
        super().pop()

    def __getitem__(self, index):
        found = super().__getitem__(index)
        return StringVector(found) if isinstance(index, slice) else found

    def __setitem__(self, index, value):
        super().__setitem__(index, [_text(item) for item in value] if isinstance(index, slice) else _text(value))

    def __repr__(self):
        return f"StringVector[{', '.join(self)}]"

    sort = property(doc="A vector has none.")
    __hash__ = None


class CAGCFile:
    """An AGC archive. Every argument is positional."""

    __slots__ = ("_handle",)

    def __init__(self, /):
        self._handle = None

    def __del__(self):
        if getattr(self, "_handle", None):
            _native.lib.agc_close(self._handle)

    def __copy__(self):
        raise TypeError("a CAGCFile cannot be copied")

    def __deepcopy__(self, memo):
        raise TypeError("a CAGCFile cannot be copied")

    def __reduce_ex__(self, protocol):
        raise TypeError("a CAGCFile cannot be pickled")

    def Open(self, file_name, prefetching, /):
        """Opens an archive; with `prefetching` it is read into memory first. False if that fails, or if one is open."""
        path = _text(file_name, has_paths=True)
        if not isinstance(prefetching, (bool, int)):
            raise TypeError(f"a bool was expected, not {type(prefetching).__name__}")
        if self._is_open():
            return False
        self._handle = _native.lib.ragc_open(_bytes(path), _native.PREFETCH if prefetching else 0, _native.DEFAULT)
        return bool(self._handle)

    def Close(self, /):
        """Closes the archive. False if none is open."""
        return self._handle is not None and _native.lib.agc_close(self._handle) == 0

    def NSample(self, /):
        """The number of samples, or -1."""
        return _native.lib.agc_n_sample(self._handle)

    def NCtg(self, sample, /):
        """The number of contigs of a sample, or -1."""
        return _native.lib.agc_n_ctg(self._handle, _bytes(_text(sample)))

    def GetReferenceSample(self, /):
        """The name of the reference sample; an empty string if no archive is open."""
        return _native.take_text(_native.lib.agc_reference_sample(self._handle)) or ""

    def ListSample(self, samples, /):
        """Replaces the strings of a StringVector by the names of all samples, sorted. Returns 0, or -1."""
        return _replace(samples, lambda: _native.lib.agc_list_sample(self._handle, None))

    def ListCtg(self, sample, names, /):
        """Replaces the strings of a StringVector by the headers of the contigs of a sample. Returns 0, or -1."""
        name = _bytes(_text(sample))
        return _replace(names, lambda: _native.lib.agc_list_ctg(self._handle, name, None))

    def GetCtgLen(self, sample, name, /):
        """The length of a contig; -1 if there is none of the name, -2 if `sample` is empty and there are several."""
        return _native.lib.agc_get_ctg_len(self._handle, _bytes(_text(sample)), _bytes(_text(name)))

    def GetCtgSeq(self, *arguments):
        """GetCtgSeq(sample, name, start, end) or GetCtgSeq(name, start, end): letters of a contig.

        Positions count from 0, and both are included; negative ones mean the first or the last letter. Any error gives an empty string.
        """
        if len(arguments) not in (3, 4):
            raise TypeError(f"3 or 4 arguments were expected, not {len(arguments)}")
        sample = _bytes(_text(arguments[0])) if len(arguments) == 4 else b""
        name = _bytes(_text(arguments[-3]))
        start, end = _int(arguments[-2]), _int(arguments[-1])
        length = _native.lib.ragc_ctg_seq_len(self._handle, sample, name, start, end)
        if length < 0:
            return ""
        letters = bytearray(length + 1)
        address = (_native.ctypes.c_char * len(letters)).from_buffer(letters)
        if _native.lib.agc_get_ctg_seq(self._handle, sample, name, start, end, address) != length:
            return ""
        del address
        return letters[:length].decode("ascii", "replace")

    def _is_open(self):
        return _native.lib.agc_n_sample(self._handle) >= 0


def _text(value, has_paths=False):
    if isinstance(value, (str, bytes)):
        return value if isinstance(value, str) else os.fsdecode(value) if has_paths else _native.decode(value)
    raise TypeError(f"a string was expected, not {type(value).__name__}")


def _bytes(text):
    return _native.encode(text)


def _int(value):
    if isinstance(value, float):
        raise TypeError("an int was expected, not float")
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"an int was expected, not {type(value).__name__}") from None
    if not _LEAST_INT <= number <= _MOST_INT:
        raise TypeError(f"{number} is more than an int holds")
    return number


def _replace(vector, list_texts):
    if not isinstance(vector, StringVector):
        raise TypeError(f"a StringVector was expected, not {type(vector).__name__}")
    texts = _native.take_texts(list_texts())
    if texts is None:
        return -1
    vector[:] = texts
    return 0
