namespace RagcSharp.Tests.Support;

/// <summary>Random sequences of symbol codes.</summary>
internal static class RandomSymbols
{
    private const byte N = 4;

    public static byte[] Plain(Random random, int length)
    {
        var symbols = new byte[length];
        for (int i = 0; i < length; i++)
            symbols[i] = (byte)random.Next(4);
        return symbols;
    }

    /// <summary>Plain bases with a few runs of N, of 1 to 30 symbols each.</summary>
    public static byte[] WithRunsOfN(Random random, int length)
    {
        var symbols = Plain(random, length);
        for (int runs = random.Next(1 + length / 50); runs > 0; runs--)
        {
            int start = random.Next(length);
            symbols.AsSpan(start, Math.Min(length - start, random.Next(1, 31))).Fill(N);
        }

        return symbols;
    }

    /// <summary>Plain bases with about one code of 4..15 in forty.</summary>
    public static byte[] WithIupac(Random random, int length)
    {
        var symbols = Plain(random, length);
        for (int i = 0; i < length; i++)
        {
            if (random.Next(40) == 0)
                symbols[i] = (byte)random.Next(N, 16);
        }

        return symbols;
    }

    /// <summary>One of the kinds above.</summary>
    public static byte[] Any(Random random, int length) => random.Next(3) switch
    {
        0 => Plain(random, length),
        1 => WithRunsOfN(random, length),
        _ => WithIupac(random, length),
    };

    /// <summary>A sequence made of copies of a few pieces, with errors, so that most of its k-mers occur several times.</summary>
    public static byte[] Repeats(Random random, int length)
    {
        var pieces = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Plain(random, random.Next(10, 120))).ToArray();
        var symbols = new List<byte>();
        while (symbols.Count < length)
        {
            symbols.AddRange(pieces[random.Next(pieces.Length)]);
            if (random.Next(4) == 0)
                symbols[random.Next(symbols.Count)] = (byte)random.Next(5);
        }

        return [.. symbols.Take(length)];
    }

    /// <summary>
    /// What is left of a sequence after substitutions, insertions, deletions, runs of N, and copied or moved stretches; sometimes cut
    /// at either end.
    /// </summary>
    public static byte[] Relative(Random random, byte[] ancestor)
    {
        var symbols = ancestor.ToList();
        for (int changes = random.Next(2 + ancestor.Length / 60); changes > 0; changes--)
            Change(random, symbols);
        if (random.Next(3) == 0)
            symbols.RemoveRange(0, random.Next(1 + symbols.Count / 3));
        if (random.Next(3) == 0)
        {
            int cut = random.Next(1 + symbols.Count / 3);
            symbols.RemoveRange(symbols.Count - cut, cut);
        }

        return [.. symbols];
    }

    private static void Change(Random random, List<byte> symbols)
    {
        int at = random.Next(symbols.Count + 1);
        int length = Math.Min(symbols.Count - at, random.Next(1, 40));
        switch (random.Next(8))
        {
            case 0:
                symbols.InsertRange(at, Plain(random, random.Next(1, 25)));
                break;
            case 1:
                symbols.RemoveRange(at, Math.Min(length, 12));
                break;
            case 2:
                symbols.InsertRange(at, Enumerable.Repeat(N, random.Next(1, 12)));
                break;
            case 3:
                symbols.InsertRange(random.Next(symbols.Count + 1), symbols.GetRange(at, length));
                break;
            case 4:
                var moved = symbols.GetRange(at, length);
                symbols.RemoveRange(at, length);
                symbols.InsertRange(random.Next(symbols.Count + 1), moved);
                break;
            default:
                if (length > 0)
                    symbols[at] = (byte)random.Next(random.Next(10) == 0 ? 16 : 4);
                break;
        }
    }
}
