using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Segmentation;

/// <summary>
/// Which k-mers of some sequences are probably repeated: a guess from two small Bloom filters, for "seen" and "seen again", that share
/// words. It tells where splitters will probably be; <see cref="KmerOccurrences"/> knows.
/// </summary>
/// <remarks>
/// <para>A k-mer has one word of 64 bits: 2 of its 44 lower bits say that it was seen, 2 of its 20 upper ones that it was seen again. With 8
/// k-mers a word (a byte each) one in 20 that occur once seems to be repeated, with 16 a word one in 5, and with more the guesses
/// are worth nothing. So a sketch that is smaller than that notes only some of the k-mers, chosen by their hash.</para>
/// <para>Threads may add at the same time, without locks: at worst an update is lost, and a repeat overlooked.</para>
/// </remarks>
internal sealed unsafe class KmerSketch : IForecast, IDisposable
{
    private const int SeenBits = 44, AgainBits = 64 - SeenBits;
    private const int MostAWord = 16;

    // K-mers between the moment when a word is called for and that when it is used.
    private const int Ahead = 24;

    private readonly int _k;
    private readonly NativeBuffer _words;
    private readonly ulong _count;

    // The words that there would be if all k-mers were noted; those with a word beyond `_count` are not.
    private readonly ulong _wanted;

    /// <summary>An empty sketch of so many bytes for so many symbols.</summary>
    public KmerSketch(int k, long bytes, long symbols)
    {
        _k = k;
        _count = (ulong)Math.Max(1, bytes / sizeof(ulong));
        _wanted = Math.Max(_count, (ulong)symbols / MostAWord);
        _words = NativeBuffer.Zeros((long)_count * sizeof(ulong), MemoryAccount.Splitters);
    }

    /// <summary>Whether a k-mer probably occurs more than once in the sequences.</summary>
    public Guess this[ulong canonical]
    {
        get
        {
            ulong place = Place(Multiplicative.Hash(canonical), _wanted, out _, out ulong again);
            return GuessOf(place, again);
        }
    }

    /// <summary>Whether a k-mer of some other sequence probably occurs in these ones.</summary>
    public Guess Elsewhere(ulong canonical)
    {
        ulong place = Place(Multiplicative.Hash(canonical), _wanted, out ulong seen, out _);
        return GuessOf(place, seen);
    }

    /// <summary>Adds the k-mers that end in a block of a contig.</summary>
    public void Add(PackedContig contig, int block, NativeBuffer scratch, NativeBuffer symbols)
    {
        var adding = new Adding(this);
        KmerScan.Run(contig, block, _k, scratch, symbols, ref adding);
    }

    public void Dispose() => _words.Dispose();

    private Guess GuessOf(ulong place, ulong bits)
    {
        if (place >= _count)
            return Guess.Unknown;
        return (((ulong*)_words.Start)[place] & bits) == bits ? Guess.Repeated : Guess.Single;
    }

    // The number of a k-mer's word, and its bits in it: made of what the hash has below that number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Place(ulong hash, ulong wanted, out ulong seen, out ulong again)
    {
        ulong place = Math.BigMul(hash, wanted, out ulong rest);
        uint a = (uint)(rest >> 48), b = (uint)(rest >> 32) & 0xFFFF;
        seen = 1UL << (int)(a * SeenBits >> 16) | 1UL << (int)(b * SeenBits >> 16);
        uint c = (a ^ b) * 0x9E37 & 0xFFFF, d = (a + b * 3) * 0x79B9 & 0xFFFF;
        again = 1UL << (int)(SeenBits + (c * AgainBits >> 16)) | 1UL << (int)(SeenBits + (d * AgainBits >> 16));
        return place;
    }

    private readonly struct Adding(KmerSketch sketch) : IKmerVisitor
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Visit(ulong* hashes, int count, int first, int lanes, int lane)
        {
            ulong* words = (ulong*)sketch._words.Start;
            ulong wanted = sketch._wanted, last = sketch._count - 1;
            for (int i = 0; i < Math.Min(Ahead, count); i++)
                Prefetch(words + Math.Min(last, Math.BigMul(hashes[i], wanted, out _)));
            for (int i = 0; i < count; i++)
            {
                if (i + Ahead < count)
                    Prefetch(words + Math.Min(last, Math.BigMul(hashes[i + Ahead], wanted, out _)));
                ulong place = Place(hashes[i], wanted, out ulong seen, out ulong again);
                if (place > last)
                    continue;
                ulong before = words[place], after = before | seen | ((before & seen) == seen ? again : 0);
                if (after != before)
                    words[place] = after;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Prefetch(ulong* word)
        {
            if (Sse.IsSupported)
                Sse.Prefetch0(word);
        }
    }
}
