"""Archives, their samples and contigs."""

import ctypes
import os
from collections.abc import Mapping
from typing import Any, BinaryIO, Callable, Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple, Union

from ragc import _native
from ragc._native import lib

Path = Union[str, bytes, "os.PathLike[Any]"]


class Error(Exception):
    """The file cannot be read, is no archive, or is damaged. The message names file and place."""


class AmbiguousContigError(KeyError):
    """No sample was named, and several contigs have the name."""


class Region(NamedTuple):
    """A region of a contig, for :meth:`Archive.fetch_many`."""

    sample: Optional[str]
    """Name of the sample; None for the only one that has the contig."""
    contig: str
    """The contig, by its header or the first word of it."""
    start: int = 0
    """Position of the first letter, from 0."""
    end: Optional[int] = None
    """Position behind the last letter; None for the end of the contig, where a larger one is cut off, too."""
    reverse: bool = False
    """Whether the reverse complement is wanted."""


class Archive(Mapping):
    """An AGC archive that is open: a mapping of names of samples, in the order of the archive, to :class:`Sample`.

    Any number of threads may use it; calls let other threads of Python run. The child of a fork may go on using it.
    """

    def __init__(self, path: Path, *, cache_bytes: int = 64 << 20, prefetch: bool = False):
        """Opens an archive.

        :param path: The file.
        :param cache_bytes: Bytes of memory for references and packs that were used last, and half as much for names of contigs.
        :param prefetch: Whether to copy the whole file into memory first.
        :raises Error: The file cannot be read, or is no archive.
        """
        self._handle: Optional[int] = None
        self._samples: Optional[List[str]] = None
        self._contigs: Dict[str, Sample] = {}
        if cache_bytes < 0:
            raise ValueError(f"cache_bytes is {cache_bytes}; 0 or more was expected")
        self.path = os.fspath(path)
        self._handle = lib.ragc_open(os.fsencode(path), _native.PREFETCH if prefetch else 0, cache_bytes)
        if not self._handle:
            raise Error(_native.last_error())

    def close(self) -> None:
        """Closes the archive, once calls on other threads have ended. May be called twice."""
        handle, self._handle = self._handle, None
        if handle:
            lib.agc_close(handle)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_handle", None):
            lib.agc_close(self._handle)

    def __reduce__(self) -> Any:
        raise TypeError("an Archive cannot be pickled; open it again by its path")

    def __repr__(self) -> str:
        return f"ragc.Archive({self.path!r})"

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def samples(self) -> List[str]:
        """Names of the samples in the order of the archive; the first one is the reference."""
        if self._samples is None:
            self._samples = _checked(_native.take_texts(lib.ragc_list_samples(self._open, None)))
        return list(self._samples)

    @property
    def reference(self) -> str:
        """Name of the reference sample."""
        return _checked(_native.take_text(lib.agc_reference_sample(self._open)))

    @property
    def is_exact(self) -> bool:
        """Whether samples are stored with all of their text: case and line ends."""
        return _count(lib.ragc_is_exact(self._open)) == 1

    def __getitem__(self, sample: str) -> "Sample":
        found = self._contigs.get(sample)
        if found is None:
            if lib.agc_n_ctg(self._open, _native.encode(sample)) < 0 and sample not in self.samples:
                raise KeyError(sample)
            found = self._contigs[sample] = Sample(self, sample)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.samples)

    def __len__(self) -> int:
        return _count(lib.agc_n_sample(self._open))

    def __contains__(self, sample: object) -> bool:
        return isinstance(sample, str) and sample in self.samples

    def length(self, sample: Optional[str], contig: str) -> int:
        """The length of a contig in letters; nothing is decoded.

        :raises KeyError: There is no such sample or contig.
        :raises AmbiguousContigError: `sample` is None, and several contigs have the name.
        """
        return _found(lib.ragc_contig_length(self._open, _name(sample), _native.encode(contig)))

    def fetch(
        self, sample: Optional[str], contig: str, start: int = 0, end: Optional[int] = None, *, reverse: bool = False
    ) -> str:
        """Letters of a contig.

        :param sample: Name of the sample; None for the only one that has the contig.
        :param contig: The contig, by its header or the first word of it.
        :param start: Position of the first letter, from 0.
        :param end: Position behind the last letter; None for the end of the contig, where a larger one is cut off, too.
        :param reverse: Whether the reverse complement is wanted.
        :raises KeyError: There is no such sample or contig.
        :raises AmbiguousContigError: `sample` is None, and several contigs have the name.
        :raises ValueError: The range ends before it starts, or starts behind the contig.
        :raises Error: The archive is damaged.
        """
        return _ascii(self._read(sample, contig, start, end, reverse))

    def fetch_array(
        self, sample: Optional[str], contig: str, start: int = 0, end: Optional[int] = None, *, reverse: bool = False
    ) -> Any:
        """Letters as an array of numpy, one byte each; the letters are not copied. See :meth:`fetch`."""
        import numpy

        return numpy.frombuffer(self._read(sample, contig, start, end, reverse), dtype=numpy.uint8)[:-1]

    def fetch_many(self, regions: Iterable[Union[Region, Tuple[Any, ...]]], *, threads: int = 0) -> List[str]:
        """Letters of many regions, in their order, read on several threads.

        :param regions: Regions, or tuples of the same items.
        :param threads: Threads; 0 for one for each processor.
        :raises ValueError, KeyError, AmbiguousContigError, Error: One of them cannot be read; see :meth:`fetch`.
        """
        wanted = [region if isinstance(region, Region) else Region(*region) for region in regions]
        table = (_native.Region * len(wanted))()
        for entry, region in zip(table, wanted):
            entry.sample, entry.contig = _name(region.sample), _native.encode(region.contig)
            entry.start, entry.end = _range(region.start, region.end)
            entry.flags = _native.REVERSE_COMPLEMENT if region.reverse else 0
        failed = lib.ragc_read_regions(self._open, table, len(wanted), threads)
        try:
            if failed:
                # The first one says what is wrong in its own way.
                for entry, region in zip(table, wanted):
                    if entry.result < 0:
                        self._read(*region)
                raise Error(_native.last_error())
            return [ctypes.string_at(entry.letters, entry.result).decode("ascii", "replace") for entry in table]
        finally:
            for entry in table:
                lib.agc_string_destroy(entry.letters)

    def write(
        self,
        samples: Iterable[str],
        output: BinaryIO,
        *,
        line_length: Optional[int] = None,
        plain: bool = False,
        threads: int = 0,
    ) -> None:
        """Writes samples as FASTA, one after another. Those that were stored exactly come out byte for byte.

        :param samples: Their names.
        :param output: A binary file, or whatever has a method `write`.
        :param line_length: Letters a line; None for 80, and for what the text had where that was stored.
        :param plain: Whether to write upper-case letters of the IUPAC code also of samples that were stored exactly.
        :param threads: Threads that decode; 0 for one for each processor.
        :raises KeyError: There is no such sample.
        :raises Error: The archive is damaged.
        """
        names = list(samples)
        for name in names:
            if name not in self:
                raise KeyError(name)
        if line_length is not None and line_length < 1:
            raise ValueError(f"line_length is {line_length}; 1 or more was expected")
        raised: List[BaseException] = []

        @_native.WRITE_FUNCTION
        def write(context: Any, text: int, length: int) -> int:
            try:
                output.write(ctypes.string_at(text, length))
                return 0
            except BaseException as error:
                raised.append(error)
                return 1

        table = (ctypes.c_char_p * len(names))(*map(_native.encode, names))
        flags = _native.PLAIN if plain else 0
        code = lib.ragc_write_samples(self._open, table, len(names), line_length or 0, flags, threads, write, None)
        if raised:
            raise raised[0]
        if code:
            raise Error(_native.last_error())

    @property
    def _open(self) -> int:
        if not self._handle:
            raise ValueError(f"{self.path!r} is closed")
        return self._handle

    def _read(self, sample: Optional[str], contig: str, start: int, end: Optional[int], reverse: bool) -> bytearray:
        first, last = _range(start, end)
        names = _name(sample), _native.encode(contig)
        flags = _native.REVERSE_COMPLEMENT if reverse else 0
        length = lib.ragc_contig_length(self._open, *names)
        if _found(length) < first or first > last:
            raise ValueError(f"range {start}-{end} of contig {contig}, which has {length} letters")
        letters = bytearray(min(last, length) - first + 1)
        block = (ctypes.c_char * len(letters)).from_buffer(letters)
        if lib.ragc_read(self._open, *names, first, last, flags, block, len(letters)) != len(letters) - 1:
            raise Error(_native.last_error())
        return letters


class Sample(Mapping):
    """A sample of an archive: a mapping of the headers of its contigs, in order, to :class:`Contig`.

    A contig is found by its whole header, or by the first word of it.
    """

    def __init__(self, archive: Archive, name: str):
        self.archive = archive
        self.name = name
        self._lengths: Optional[Dict[str, int]] = None
        self._count = 0

    def __repr__(self) -> str:
        return f"<sample {self.name} of {self.archive.path!r}>"

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def contigs(self) -> List["Contig"]:
        """All contigs. Of several with one header the first one is given for each."""
        return [Contig(self, header, length) for header, length in self.lengths.items()]

    @property
    def lengths(self) -> Dict[str, int]:
        """Lengths of the contigs in letters, by their headers; nothing is decoded."""
        if self._lengths is None:
            numbers, count = ctypes.POINTER(ctypes.c_int64)(), ctypes.c_int64()
            names = lib.ragc_list_contigs(
                self.archive._open, _native.encode(self.name), ctypes.byref(numbers), ctypes.byref(count)
            )
            headers = _checked(_native.take_texts(names))
            lengths: Dict[str, int] = {}
            for header, length in zip(headers, numbers[: count.value]):
                lengths.setdefault(header, length)
            lib.agc_string_destroy(ctypes.cast(numbers, ctypes.c_void_p))
            self._lengths = lengths
        return dict(self._lengths)

    def __getitem__(self, contig: str) -> "Contig":
        return Contig(self, contig, self.archive.length(self.name, contig))

    def __iter__(self) -> Iterator[str]:
        return iter(self.lengths)

    def __len__(self) -> int:
        return len(self.lengths)

    def __contains__(self, contig: object) -> bool:
        return isinstance(contig, str) and lib.ragc_contig_length(
            self.archive._open, _native.encode(self.name), _native.encode(contig)
        ) >= 0


class Contig:
    """A contig. ``len(contig)`` is its length in letters, ``contig[start:end]`` gives letters. Nothing is decoded before."""

    __slots__ = ("name", "sample", "_length")

    def __init__(self, sample: Sample, name: str, length: int):
        self.sample = sample
        self.name = name
        self._length = length

    def __len__(self) -> int:
        return self._length

    def __str__(self) -> str:
        return self[:]

    def __repr__(self) -> str:
        return f"<contig {self.name} of sample {self.sample.name}, {self._length} letters>"

    def __getitem__(self, place: Union[int, slice]) -> str:
        """A letter, or letters, as of a string."""
        if not isinstance(place, slice):
            position = range(self._length)[place]
            return self.fetch(position, position + 1)
        start, end, step = place.indices(self._length)
        if step == 1:
            return self.fetch(start, max(start, end))
        return self.fetch()[place]

    def fetch(self, start: int = 0, end: Optional[int] = None, *, reverse: bool = False) -> str:
        """Letters, see :meth:`Archive.fetch`."""
        return self.sample.archive.fetch(self.sample.name, self.name, start, end, reverse=reverse)

    def array(self, start: int = 0, end: Optional[int] = None, *, reverse: bool = False) -> Any:
        """Letters as an array of numpy, see :meth:`Archive.fetch_array`."""
        return self.sample.archive.fetch_array(self.sample.name, self.name, start, end, reverse=reverse)


def verify(
    path: Path, *, quick: bool = False, threads: int = 0, found: Optional[Callable[[str], None]] = None
) -> List[str]:
    """Verifies an archive from the first byte to the last.

    :param path: The file.
    :param quick: Whether to check the container and its checksums only.
    :param threads: Threads that decode; 0 for one for each processor.
    :param found: Called with each fault as it is found.
    :returns: All faults, in words; none for a sound archive.
    :raises Error: The file cannot be read.
    """
    faults: List[str] = []
    raised: List[BaseException] = []

    @_native.FAULT_FUNCTION
    def take(context: Any, fault: bytes) -> None:
        faults.append(fault.decode("utf-8", "replace"))
        try:
            if found and not raised:
                found(faults[-1])
        except BaseException as error:
            raised.append(error)

    if lib.ragc_verify(os.fsencode(path), _native.QUICK if quick else 0, threads, take, None) < 0:
        raise Error(_native.last_error())
    if raised:
        raise raised[0]
    return faults


def _name(sample: Optional[str]) -> Optional[bytes]:
    return None if sample is None else _native.encode(sample)


def _range(start: int, end: Optional[int]) -> Tuple[int, int]:
    if start < 0 or end is not None and end < start:
        raise ValueError(f"range {start}-{end}: positions count from 0, and the end does not come before the start")
    return start, 2**63 - 1 if end is None else end


def _ascii(letters: bytearray) -> str:
    del letters[-1:]
    return letters.decode("ascii", "replace")


def _checked(value: Any) -> Any:
    if value is None:
        raise Error(_native.last_error())
    return value


def _count(value: int) -> int:
    if value < 0:
        raise Error(_native.last_error())
    return value


def _found(length: int) -> int:
    if length == _native.AMBIGUOUS:
        raise AmbiguousContigError(_native.last_error())
    if length == _native.NOT_FOUND:
        raise KeyError(_native.last_error())
    return _count(length)
