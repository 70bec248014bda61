"""Module py_agc_api: drop_in.py TOY."""

import copy
import pathlib
import pickle
import sys

from py_agc_api import CAGCFile, StringVector


def raises(error, action):
    try:
        action()
    except error:
        return True
    return False


def check_vector():
    v = StringVector(["a", "b"])
    v.append("c")
    v.extend(("d", "b"))
    v.insert(0, "x")
    assert len(v) == 6 and v[0] == "x" and v[-1] == "b" and list(v) == ["x", "a", "b", "c", "d", "b"]
    assert v.count("b") == 2 and "c" in v and "q" not in v and bool(v) and not StringVector()
    assert v.pop() == "b" and v.pop_back() is None and v[-1] == "c" and v.pop(0) == "x"
    v.remove("b")
    assert v == StringVector(["a", "c"]) and repr(v) == "StringVector[a, c]" and v != StringVector()
    assert isinstance(v[:1], StringVector) and v[::-1] == StringVector(["c", "a"])
    v[0] = "z"
    del v[1]
    assert v == StringVector(["z"]) and raises(IndexError, lambda: v[99]) and not hasattr(v, "sort")
    v.clear()
    assert len(v) == 0 and repr(v) == "StringVector[]"
    assert raises(TypeError, lambda: v.append(1)) and raises(TypeError, lambda: StringVector([1]))
    assert raises(TypeError, lambda: v.extend(["a", None])) and len(v) == 0


def check_closed(agc):
    v = StringVector(["kept"])
    assert agc.NSample() == -1 and agc.NCtg("a") == -1 and agc.GetReferenceSample() == "" and not agc.Close()
    assert agc.ListSample(v) == -1 and agc.ListCtg("a", v) == -1 and v == StringVector(["kept"])
    assert agc.GetCtgLen("a", "chr1a") == -1 and agc.GetCtgSeq("a", "chr1a", -1, -1) == "" == agc.GetCtgSeq("chr1a", 0, 3)


def main(toy):
    check_vector()
    agc = CAGCFile()
    check_closed(agc)
    assert agc.Open("/no/such/file.agc", False) is False
    for error in (
        lambda: agc.Open(toy), lambda: agc.Open(pathlib.Path(toy), True), lambda: agc.Open(None, True), lambda: agc.Open(toy, "x"),
        lambda: agc.Open(file_name=toy, prefetching=True), lambda: CAGCFile(1), lambda: copy.copy(agc), lambda: copy.deepcopy(agc),
        lambda: pickle.dumps(agc), lambda: agc.__enter__(),
    ):
        assert raises((TypeError, AttributeError), error)
    for prefetching in (True, False, 1, 0):
        assert agc.Open(toy.encode() if prefetching else toy, prefetching) is True and agc.Open(toy, True) is False
        assert agc.NSample() == 4 and agc.NCtg("b") == 4 and agc.NCtg("nope") == -1 and agc.GetReferenceSample() == "ref"
        v = StringVector(["old"])
        assert agc.ListSample(v) == 0 and v == StringVector(["a", "b", "c", "ref"])
        assert agc.ListCtg("b", v) == 0 and v == StringVector(["chr1", "g h i 21", "c", "t"])
        assert agc.ListCtg("nope", v) == 0
        assert agc.GetCtgLen("b", "g") == 7 and agc.GetCtgLen("", "chr1") == -2 and agc.GetCtgLen("a", "nope") == -1
        assert agc.GetCtgSeq("a", "chr1a", 8, 12) == "ACTGA" == agc.GetCtgSeq("chr1a", 8, 12)
        assert agc.GetCtgSeq("a", "chr1a", -1, -1) == "CTGAGCTGACTGA" == agc.GetCtgSeq(b"a", b"chr1a", 5, 3)
        assert agc.GetCtgSeq("a", "nope", 0, 1) == "" == agc.GetCtgSeq("chr1", 0, 1) == agc.GetCtgSeq("a", "chr1a", 13, 14)
        for error in (
            lambda: agc.NCtg(None), lambda: agc.NCtg(), lambda: agc.GetCtgLen("chr1"), lambda: agc.GetCtgLen(sample="a", name="b"),
            lambda: agc.GetCtgSeq("a", "chr1a", 0.0, 1), lambda: agc.GetCtgSeq("a", "chr1a", 0, 2**31), lambda: agc.GetCtgSeq("a", 1),
            lambda: agc.GetCtgSeq("a", "chr1a", "0", 1), lambda: agc.ListSample([]), lambda: agc.ListCtg("a", []), lambda: agc.ListSample(),
        ):
            assert raises(TypeError, error)
        assert agc.Close() is True
        check_closed(agc)
    print("ok")


if __name__ == "__main__":
    main(sys.argv[1])
