using RagcSharp.Grouping;
using RagcSharp.Memory;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;

namespace RagcSharp.Dense;

/// <summary>Cuts contigs into segments, against the references as they stand. Used by one thread.</summary>
internal sealed class DenseCutter(ContigDivider divider, DenseSettings settings) : IDisposable
{
    // Of the two bits of a k-mer's first base: what begins with A is low.
    private const int FirstBase = 62;

    private readonly NativeBuffer _flipped = new();

    /// <summary>Adds the segments of a contig, in order, with their symbols as they are to be coded; neighbours share k symbols.</summary>
    public void Cut(NativeBuffer contig, List<PlacedSegment> segments)
    {
        var stretches = divider.Divide(contig);
        for (int i = 0; i < stretches.Count; i++)
        {
            long end = stretches[i].End + (i + 1 < stretches.Count ? DenseSettings.Parameters.KmerLength : 0);
            segments.Add(ToSegment(contig.AsSpan(stretches[i].Start, checked((int)(end - stretches[i].Start))), stretches[i]));
        }
    }

    public void Dispose() => _flipped.Dispose();

    private PlacedSegment ToSegment(ReadOnlySpan<byte> symbols, Stretch stretch)
    {
        bool isNew = stretch.Group == 0, opensGroup = isNew && symbols.Length >= settings.LeastToOpen;
        bool isFlipped = opensGroup ? IsFlipped(stretch.Front, stretch.Back) : stretch.IsFlipped;
        return new PlacedSegment
        {
            Group = isNew ? -1 : stretch.Group,
            Pair = isFlipped ? new KmerPair(stretch.Back, stretch.Front) : new KmerPair(stretch.Front, stretch.Back),
            IsFlipped = isFlipped,
            Length = symbols.Length,
            Symbols = Pack(symbols, isFlipped),
        };
    }

    // C++ AGC stores a segment as it is if its first k-mer is the smaller one; a single one is to be in front if it is low.
    private static bool IsFlipped(ulong front, ulong back)
    {
        if (front != Kmer.NoCanonical && back != Kmer.NoCanonical)
            return front > back;
        if (front != Kmer.NoCanonical)
            return front >> FirstBase != 0;
        return back != Kmer.NoCanonical && back >> FirstBase == 0;
    }

    private PackedSymbols Pack(ReadOnlySpan<byte> symbols, bool isFlipped)
    {
        if (!isFlipped)
            return new PackedSymbols(symbols, MemoryAccount.Queue);
        _flipped.SetLength(symbols.Length);
        Symbols.ReverseComplement(symbols, _flipped.AsSpan());
        return new PackedSymbols(_flipped.AsSpan(), MemoryAccount.Queue);
    }
}
