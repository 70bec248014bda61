"""Read AGC archives: collections of assembled genomes, compressed against each other.

    import ragc

    with ragc.Archive("yeasts.agc") as archive:
        for name in archive.samples:
            print(name, len(archive[name]))
        print(archive["S288C"]["chr1"][1000:1050])

Positions count from 0, ends are not included, as in all of Python. Letters are upper-case letters of the IUPAC code.
"""

from ragc._archive import (
    AmbiguousContigError,
    Archive,
    Contig,
    Error,
    Region,
    Sample,
    verify,
)

__all__ = ["AmbiguousContigError", "Archive", "Contig", "Error", "Region", "Sample", "verify"]
__version__ = "@VERSION@"
