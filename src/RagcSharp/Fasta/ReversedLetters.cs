using RagcSharp.Memory;

namespace RagcSharp.Fasta;

/// <summary>Collects letters and gives their reverse complement. Used by one thread.</summary>
internal sealed class ReversedLetters : ILetterSink, IDisposable
{
    private static readonly byte[] ComplementOf = MakeComplements();

    private readonly NativeBuffer _letters = new();

    public void WriteLetters(ReadOnlySpan<byte> letters) => _letters.Append(letters);

    /// <summary>Hands the reverse complement of all that was written on, and forgets it.</summary>
    public void MoveTo(ILetterSink target)
    {
        var letters = _letters.AsSpan();
        Reverse(letters);
        target.WriteLetters(letters);
        _letters.Clear();
    }

    /// <summary>Replaces letters by their reverse complement.</summary>
    public static void Reverse(Span<byte> letters)
    {
        letters.Reverse();
        foreach (ref byte letter in letters)
            letter = ComplementOf[letter];
    }

    public void Dispose() => _letters.Dispose();

    // Letters of the IUPAC code that stand for several bases become what stands for the complements of these. All else stays.
    private static byte[] MakeComplements()
    {
        byte[] complements = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        foreach (string pair in (string[])["AT", "CG", "RY", "KM", "BV", "DH"])
        {
            foreach (string letters in (string[])[pair, pair.ToLowerInvariant()])
                (complements[letters[0]], complements[letters[1]]) = ((byte)letters[1], (byte)letters[0]);
        }

        (complements['U'], complements['u']) = ((byte)'A', (byte)'a');
        return complements;
    }
}
