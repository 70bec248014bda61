"""Package ragc: pleasant.py TOY NAMES EXACT EXACT_TEXT DAMAGED."""

import gc
import io
import multiprocessing
import os
import pathlib
import pickle
import sys
import threading

import ragc


def raises(error, action, *words):
    try:
        action()
    except error as raised:
        return all(word in str(raised) for word in words)
    return False


def check_toy(toy):
    archive = ragc.Archive(pathlib.Path(toy), prefetch=True, cache_bytes=1 << 20)
    assert archive.samples == ["ref", "a", "b", "c"] == list(archive) and archive.reference == "ref" and len(archive) == 4
    assert "a" in archive and "nope" not in archive and None not in archive and not archive.is_exact
    b = archive["b"]
    assert b.lengths == {"chr1": 9, "g h i 21": 7, "c": 9, "t": 7} and list(b) == list(b.lengths) and len(b) == 4
    assert [(c.name, len(c)) for c in b.contigs] == list(b.lengths.items()) and "g" in b and "x" not in b
    assert str(b["g"]) == "GGGAGGG" == b["g h i 21"][:] and b["g"][-3:] == "GGG" and b["g"][3] == "A" == b["g"][-4]
    contig = archive["a"]["chr1a"]
    assert contig[8:13] == "ACTGA" and contig[::-1] == "AGTCAGTCGAGTC" and contig[::2] == "CGGTATA" and contig[5:2] == "" and contig[99:] == ""
    assert contig.fetch(0, 4, reverse=True) == "TCAG" and contig.fetch(8) == "ACTGA" == contig.fetch(8, 10**12)
    assert archive.fetch(None, "chr3a", 4) == "TAGCT" and archive.length(None, "chr3a") == 9
    assert raises(ragc.AmbiguousContigError, lambda: archive.fetch(None, "chr1"), "several")
    assert raises(KeyError, lambda: archive["nope"]) and raises(KeyError, lambda: archive["a"]["nope"], "no contig nope")
    assert raises(ValueError, lambda: contig.fetch(14)) and raises(ValueError, lambda: contig.fetch(-1)) and raises(ValueError, lambda: contig.fetch(3, 2))
    assert raises(IndexError, lambda: contig[13]) and contig.fetch(13) == ""
    regions = [ragc.Region("a", "chr1a", 0, 5), ("a", "chr3a"), (None, "t", 0, None, True)] * 50
    assert archive.fetch_many(regions, threads=3) == ["CTGAG", "AGTTTAGCT", "AAAAAAA"] * 50 and archive.fetch_many([]) == []
    assert raises(KeyError, lambda: archive.fetch_many([("a", "chr1a"), ("a", "nope")]), "nope")
    assert raises(ValueError, lambda: archive.fetch_many([("a", "chr1a", 20, 30)]))
    assert raises(TypeError, lambda: pickle.dumps(archive)) and raises(ValueError, lambda: ragc.Archive(toy, cache_bytes=-1))
    text = io.BytesIO()
    archive.write(["a", "a"], text, line_length=5)
    assert text.getvalue() == b">chr1a\nCTGAG\nCTGAC\nTGA\n>chr3a\nAGTTT\nAGCT\n" * 2
    assert raises(KeyError, lambda: archive.write(["nope"], text)) and raises(ValueError, lambda: archive.write(["a"], text, line_length=0))

    class Full:
        def write(self, text):
            raise OSError("full")

    assert raises(OSError, lambda: archive.write(["a"], Full()), "full")
    archive.close()
    archive.close()
    assert raises(ValueError, lambda: archive.length("a", "chr1a"), "closed") and raises(ValueError, lambda: len(archive))
    assert raises(ragc.Error, lambda: ragc.Archive("/no/such/file.agc"), "/no/such/file.agc")
    with ragc.Archive(os.fsencode(toy)) as archive:
        assert len(archive) == 4
    assert ragc.verify(toy) == []


def check_numpy(toy):
    try:
        import numpy
    except ImportError:
        return
    array = ragc.Archive(toy)["a"]["chr1a"].array(0, 4)
    assert array.dtype == numpy.uint8 and array.tobytes() == b"CTGA" and array.flags.writeable


def check_exact(exact, text):
    archive = ragc.Archive(exact)
    assert archive.is_exact
    output = io.BytesIO()
    archive.write(archive.samples, output)
    with open(text, "rb") as file:
        assert output.getvalue() == file.read()
    output = io.BytesIO()
    archive.write(archive.samples, output, plain=True)
    assert b"acgt" not in output.getvalue()


def check_damaged(damaged):
    told = []
    faults = ragc.verify(damaged, found=told.append)
    assert faults and told == faults and damaged in faults[0]
    archive = ragc.Archive(damaged)
    assert raises(ragc.Error, lambda: [str(c) for s in archive.values() for c in s.contigs], damaged)


def check_threads_and_processes(names):
    archive = ragc.Archive(names)
    right = archive.fetch("ref", "chr1")
    wrong = []

    def read():
        for start in range(0, 500, 7):
            if archive.fetch("ref", "chr1", start, start + 50) != right[start : start + 50]:
                wrong.append(start)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    with multiprocessing.get_context("fork").Pool(2) as pool:
        parts = pool.starmap(archive_fetch, [(names, "ref", "chr1", start, start + 100) for start in range(0, 500, 100)])
    assert "".join(parts) == right[:500]
    if os.fork() == 0:
        pieces = archive.fetch_many([("ref", "chr1", start, start + 1) for start in range(599)], threads=4)
        os._exit(0 if "".join(pieces) == right else 1)
    assert os.wait()[1] == 0
    gc.collect()


def archive_fetch(path, *region):
    with ragc.Archive(path) as archive:
        return archive.fetch(*region)


def main(toy, names, exact, text, damaged):
    check_toy(toy)
    check_numpy(toy)
    check_exact(exact, text)
    check_damaged(damaged)
    check_threads_and_processes(names)
    print("ok")


if __name__ == "__main__":
    main(*sys.argv[1:])
