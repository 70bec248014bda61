using System.Text;

namespace RagcSharp.Tests.Support;

/// <summary>Random content of packs, of all kinds, also of those that somebody might make to do harm.</summary>
internal static class RandomContent
{
    private static readonly Func<Random, int, byte[]>[] Kinds =
        [Bytes, Letters, Deltas, Decimals, OneByte, Periodic, Relatives, Alternating, Runs, Mosaic, TwoLetters, Fibonacci, Chained];

    /// <summary>Number of kinds.</summary>
    public static int Count => Kinds.Length;

    /// <summary>Content of a kind.</summary>
    public static byte[] Make(Random random, int kind, int length) => Kinds[kind](random, length);

    /// <summary>The name of a kind.</summary>
    public static string NameOf(int kind) => Kinds[kind].Method.Name;

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Letters(Random random, int length) => Fill(length, () => (byte)('A' + random.Next(4)));

    // Literals, references and matches, as in a delta.
    private static byte[] Deltas(Random random, int length) => Take(length, text =>
    {
        switch (random.Next(5))
        {
            case 0:
                text.AddRange(Fill(random.Next(1, 300), () => (byte)('A' + random.Next(4))));
                break;
            case 1:
                text.Add((byte)'!');
                break;
            case 2:
                text.Add(0xFF);
                break;
            default:
                text.AddRange(Encoding.ASCII.GetBytes($"{random.Next(-99, 60000)},{random.Next(20000)}."));
                break;
        }
    });

    private static byte[] Decimals(Random random, int length) =>
        Take(length, text => text.AddRange(Encoding.ASCII.GetBytes($"{(int)Math.Exp(random.NextDouble() * 12)},")));

    private static byte[] OneByte(Random random, int length) => [.. Enumerable.Repeat((byte)random.Next(256), length)];

    private static byte[] Periodic(Random random, int length)
    {
        byte[] period = random.Next(2) == 0 ? Bytes(random, random.Next(1, 40)) : Letters(random, random.Next(1, 5000));
        int errors = random.Next(3) * random.Next(200), i = 0;
        var bytes = Fill(length, () => period[i++ % period.Length]);
        for (int error = 0; error < errors && length > 0; error++)
            bytes[random.Next(length)]++;
        return bytes;
    }

    // Copies of an ancestor, with changes.
    private static byte[] Relatives(Random random, int length)
    {
        byte[] ancestor = RandomSymbols.Plain(random, Math.Clamp(length / random.Next(2, 60), 1, 60_000));
        int rate = random.Next(5, 500);
        return Take(length, text =>
        {
            int start = text.Count;
            text.AddRange(ancestor);
            for (int i = start; i < text.Count; i += 1 + random.Next(rate))
                text[i] = (byte)random.Next(4);
        });
    }

    // Stretches whose statistics change.
    private static byte[] Alternating(Random random, int length)
    {
        int stretch = random.Next(1, 5000);
        return Take(length, text =>
        {
            int first = random.Next(250), letters = random.Next(1, 7);
            text.AddRange(Fill(stretch, () => (byte)(first + random.Next(letters))));
        });
    }

    private static byte[] Runs(Random random, int length) =>
        Take(length, text => text.AddRange(Enumerable.Repeat((byte)random.Next(random.Next(2, 20)), random.Next(1, random.Next(2, 2000)))));

    // Pieces of what was there before, short and long.
    private static byte[] Mosaic(Random random, int length)
    {
        int longest = 1 << random.Next(2, 14);
        var bytes = Bytes(random, length);
        for (int at = Math.Min(64, length); at < length;)
        {
            int piece = Math.Min(length - at, random.Next(1, longest)), from = random.Next(at);
            for (int end = at + piece; at < end; at++, from++)
                bytes[at] = bytes[from];
            if (at < length && random.Next(3) == 0)
                bytes[at++] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static byte[] TwoLetters(Random random, int length)
    {
        int rare = random.Next(2, 300);
        return Fill(length, () => (byte)(random.Next(rare) == 0 ? 1 : 0));
    }

    // All periods that there are, and none for long.
    private static byte[] Fibonacci(Random random, int length)
    {
        List<byte> last = [0], word = [0, 1];
        while (word.Count < length)
            (last, word) = (word, [.. word, .. last]);
        return [.. word.Take(length).Select(b => (byte)(b + 65))];
    }

    // Every few bytes what stood a changing distance before: as many overlapping matches as there can be.
    private static byte[] Chained(Random random, int length)
    {
        int step = random.Next(5, 40);
        byte[] seed = Bytes(random, step * 3);
        return Take(length, text =>
        {
            int from = random.Next(seed.Length - step);
            text.AddRange(seed.AsSpan(from, random.Next(4, step + 1)));
        });
    }

    private static byte[] Fill(int length, Func<byte> next)
    {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++)
            bytes[i] = next();
        return bytes;
    }

    private static byte[] Take(int length, Action<List<byte>> more)
    {
        var text = new List<byte>(length + 1024);
        while (text.Count < length)
            more(text);
        return [.. text.Take(length)];
    }
}
