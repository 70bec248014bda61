namespace RagcSharp.Benchmarks.Simulation;

/// <summary>What happens to sequences, with random numbers of one seed: the same sequences on every machine. Not thread-safe.</summary>
internal sealed class Evolution(int seed)
{
    private const string Bases = "ACGT";

    private readonly Random _random = new(seed);

    /// <summary>A number from 0 up to, but not including, <paramref name="limit"/>.</summary>
    public int Below(int limit) => _random.Next(limit);

    public bool Happens(double probability) => _random.NextDouble() < probability;

    /// <summary>Random bases.</summary>
    public byte[] Bare(int length)
    {
        var bases = new byte[length];
        for (int i = 0; i < length; i++)
            bases[i] = Base();
        return bases;
    }

    public byte Base() => (byte)Bases[_random.Next(Bases.Length)];

    /// <summary>A copy of which each base is replaced, by a random one, with the given probability.</summary>
    public byte[] Substituted(ReadOnlySpan<byte> bases, double rate)
    {
        byte[] copy = bases.ToArray();
        for (long i = Gap(rate); i < copy.Length; i += 1 + Gap(rate))
            copy[i] = Base();
        return copy;
    }

    /// <summary>A copy with substitutions, deletions and insertions of 1 to 10 bases, and deletions and duplications of 300 to 5,300.</summary>
    /// <param name="bases">The original; its runs of N stay.</param>
    /// <param name="substitutions">Substitutions a base.</param>
    /// <param name="indels">Short deletions and insertions a base.</param>
    /// <param name="variants">Long deletions and duplications a base.</param>
    public byte[] Descended(ReadOnlySpan<byte> bases, double substitutions, double indels, double variants)
    {
        using var copy = new MemoryStream(bases.Length + bases.Length / 50);
        double all = substitutions + indels + variants;
        int copied = 0;
        while (true)
        {
            int place = (int)Math.Min(bases.Length, copied + Gap(all));
            copy.Write(bases[copied..place]);
            if (place == bases.Length)
                return copy.ToArray();
            copied = place;
            double kind = _random.NextDouble() * all;
            if (kind < substitutions)
            {
                copy.WriteByte(bases[place] == 'N' ? (byte)'N' : Base());
                copied++;
                continue;
            }

            bool isLong = kind >= substitutions + indels;
            int length = isLong ? 300 + Below(5000) : 1 + Below(10);
            if (Happens(0.5))
                copied = Math.Min(bases.Length, place + length);
            else if (!isLong)
                copy.Write(Bare(length));
            else if (place > length)
                copy.Write(bases[(place - length)..place]);
        }
    }

    /// <summary>Writes over what stands at a random place, on a random strand.</summary>
    public void Plant(Span<byte> genome, byte[] copy)
    {
        if (Happens(0.5))
            ReverseComplement(copy);
        copy.CopyTo(genome[Below(genome.Length - copy.Length)..]);
    }

    public static void ReverseComplement(Span<byte> bases)
    {
        bases.Reverse();
        foreach (ref byte letter in bases)
        {
            letter = letter switch
            {
                (byte)'A' => (byte)'T',
                (byte)'C' => (byte)'G',
                (byte)'G' => (byte)'C',
                (byte)'T' => (byte)'A',
                _ => letter,
            };
        }
    }

    public void Shuffle<T>(Span<T> items) => _random.Shuffle(items);

    // Places until something that happens at a rate happens next.
    private long Gap(double rate) => rate <= 0 ? int.MaxValue : (long)(Math.Log(1 - _random.NextDouble()) / Math.Log(1 - rate));
}
