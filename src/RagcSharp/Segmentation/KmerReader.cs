using System.Runtime.InteropServices;

using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Segmentation;

/// <summary>Reads the k-mers of short ranges of packed contigs, with buffers of its own. Not thread-safe.</summary>
internal sealed class KmerReader(int k) : IDisposable
{
    private readonly NativeBuffer _symbols = new();
    private readonly NativeBuffer _scratch = new();
    private readonly List<(Kmer Kmer, long End)> _kmers = [];

    /// <summary>
    /// The k-mers that end from <paramref name="start"/> on and before <paramref name="end"/>, and begin at <paramref name="from"/> or
    /// later, in order; valid until the next call.
    /// </summary>
    public ReadOnlySpan<(Kmer Kmer, long End)> Read(PackedContig contig, long from, long start, long end)
    {
        from = Math.Max(from, start - (k - 1));
        _kmers.Clear();
        if (end <= from)
            return [];
        _symbols.SetLength(end - from);
        var symbols = _symbols.AsSpan();
        contig.Read(from, symbols, _scratch);
        var window = new KmerWindow(k);
        for (int i = 0; i < symbols.Length; i++)
        {
            if (window.Push(symbols[i]) && from + i >= start)
                _kmers.Add((window.Kmer, from + i));
        }

        return CollectionsMarshal.AsSpan(_kmers);
    }

    public void Dispose()
    {
        _symbols.Dispose();
        _scratch.Dispose();
    }
}
