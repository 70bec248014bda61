using System.Buffers.Binary;

namespace RagcSharp.Fasta;

/// <summary>
/// Tells how much of a text is there before: what decides whether searching for matches pays. In DNA without repeats the many short matches
/// of deflate cost more than they save. Used by one thread.
/// </summary>
internal sealed class RepeatedText
{
    /// <summary>Bytes that must agree: a match of fewer letters saves nothing against two bits a letter.</summary>
    public const int WordLength = 16;

    private const int PlaceBits = 13, SampledBits = 4;
    private const ulong Factor1 = 0x9E3779B97F4A7C15, Factor2 = 0xC2B2AE3D27D4EB4F;

    // Where a word with that hash was seen last, and 1.
    private readonly ushort[] _places = new ushort[1 << PlaceBits];

    /// <summary>
    /// The share of words, 0 to 1, that were seen before, estimated from those with one of sixteen hashes: so the two of a pair are
    /// looked at, or none.
    /// </summary>
    /// <param name="text">At most 65535 bytes.</param>
    public double ShareOf(ReadOnlySpan<byte> text)
    {
        Array.Clear(_places);
        int words = 0, repeated = 0;
        for (int i = 0; i <= text.Length - WordLength; i++)
        {
            ulong hash = Hash(text[i..]);
            if (hash >> (64 - SampledBits) != 0)
                continue;
            words++;
            ref ushort place = ref _places[(hash >> (64 - SampledBits - PlaceBits)) & ((1 << PlaceBits) - 1)];
            if (place > 0 && text.Slice(place - 1, WordLength).SequenceEqual(text.Slice(i, WordLength)))
                repeated++;
            place = (ushort)(i + 1);
        }

        return words == 0 ? 0 : (double)repeated / words;
    }

    private static ulong Hash(ReadOnlySpan<byte> word) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(word) * Factor1)
        ^ (BinaryPrimitives.ReadUInt64LittleEndian(word[sizeof(ulong)..]) * Factor2);
}
