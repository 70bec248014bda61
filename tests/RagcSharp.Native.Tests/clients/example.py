"""What C++ AGC's example in Python does: lists samples and contigs, and prints letters 8 to 12 of each contig of the first sample."""

import sys

import py_agc_api

agc = py_agc_api.CAGCFile()
if not agc.Open(sys.argv[1], True):
    sys.exit("cannot be opened")
samples, contigs = py_agc_api.StringVector(), py_agc_api.StringVector()
agc.ListSample(samples)
print("No. samples:", agc.NSample())
print("Reference:", agc.GetReferenceSample())
for sample in samples:
    agc.ListCtg(sample, contigs)
    print(sample, ":", agc.NCtg(sample), *contigs, sep=" ")
agc.ListCtg(samples[0], contigs)
for contig in contigs:
    end = min(12, agc.GetCtgLen(samples[0], contig) - 1)
    start = end - 4
    print(contig, start, end, agc.GetCtgSeq(samples[0], contig, start, end), agc.GetCtgSeq(contig, start, end))
if not agc.Close():
    sys.exit("cannot be closed")
