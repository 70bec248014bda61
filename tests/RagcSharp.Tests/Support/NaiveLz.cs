namespace RagcSharp.Tests.Support;

/// <summary>
/// LZ-diff once more, word for word after docs/algorithm.md §6, slow and without anything from the library: what the
/// fast one is compared with.
/// </summary>
internal sealed class NaiveLz
{
    private const int MostProbes = 64;

    private readonly byte[] _reference;
    private readonly int _minMatch;
    private readonly int _keyLength;
    private readonly ulong _size;
    private readonly Dictionary<ulong, int> _slots = [];

    public NaiveLz(byte[] reference, int minMatch)
    {
        _reference = reference;
        _minMatch = minMatch;
        _keyLength = minMatch - 3;
        var positions = new List<int>();
        for (int h = 0; h + _keyLength <= reference.Length; h += 4)
        {
            if (IsPlain(reference, h))
                positions.Add(h);
        }

        ulong wanted = (ulong)Math.Floor(positions.Count / 0.7);
        _size = 1;
        while (_size * 2 <= wanted)
            _size *= 2;
        _size = wanted == 0 ? 8 : Math.Max(8, _size * 2);
        foreach (int h in positions)
        {
            for (ulong probe = 0; probe < MostProbes; probe++)
            {
                if (_slots.TryAdd((Hash(reference, h) + probe) % _size, h))
                    break;
            }
        }
    }

    public byte[] Encode(byte[] text)
    {
        if (text.SequenceEqual(_reference))
            return [];
        var delta = new List<byte>();
        int i = 0, p = 0, literals = 0;
        while (i + _keyLength < text.Length)
        {
            int run = IsPlain(text, i) ? 0 : RunOfN(text, i);
            if (run >= 4)
            {
                delta.Add(30);
                delta.AddRange(Text.Bytes($"{run - 4}"));
                delta.Add(4);
                i += run;
                literals = 0;
            }
            else if (BestMatch(text, i, literals) is var (h, bck, fwd))
            {
                i -= bck;
                h -= bck;
                p -= bck;
                delta.RemoveRange(delta.Count - bck, bck);
                for (int t = 1; h == p && t < delta.Count && t < h; t++)
                {
                    if (delta[^t] is < (byte)'A' or > (byte)'Z')
                        break;
                    if (delta[^t] == 'A' + _reference[h - t])
                        delta[^t] = (byte)'!';
                }

                int length = bck + fwd;
                bool toTheEnd = i + length == text.Length && h + length == _reference.Length;
                delta.AddRange(Text.Bytes(toTheEnd ? $"{h - p}." : $"{h - p},{length - _minMatch}."));
                i += length;
                p = h + length;
                literals = 0;
            }
            else
            {
                delta.Add((byte)('A' + text[i]));
                i++;
                p++;
                literals++;
            }
        }

        for (; i < text.Length; i++)
            delta.Add((byte)('A' + text[i]));
        return [.. delta];
    }

    public uint Estimate(byte[] text, long bound)
    {
        if (text.SequenceEqual(_reference))
            return 0;
        long sum = 0;
        int i = 0, p = 0, literals = 0;
        while (i + _keyLength < text.Length)
        {
            if (sum > bound)
                return (uint)sum;
            int run = IsPlain(text, i) ? 0 : RunOfN(text, i);
            if (run >= 4)
            {
                sum += 2 + $"{run}".Length;
                i += run;
                literals = 0;
            }
            else if (BestMatch(text, i, literals) is var (h, bck, fwd))
            {
                int length = bck + fwd;
                sum += 1 + $"{h - p}".Length;
                if (i + length != text.Length || h + length != _reference.Length)
                    sum += 1 + $"{length - _minMatch}".Length;
                i += length;
                p = h + length;
                literals = 0;
            }
            else
            {
                sum++;
                i++;
                p++;
                literals++;
            }
        }

        return (uint)(sum + text.Length - i);
    }

    public byte[] Costs(byte[] text, bool atFirst)
    {
        var costs = new byte[text.Length];
        int i = 0, p = 0, literals = 0;
        while (i + _keyLength < text.Length)
        {
            int run = IsPlain(text, i) ? 0 : RunOfN(text, i);
            if (run >= 4)
            {
                costs[atFirst ? i : i + run - 1] = (byte)(2 + $"{run - 4}".Length);
                i += run;
                literals = 0;
            }
            else if (BestMatch(text, i, literals) is var (h, bck, fwd))
            {
                i -= bck;
                h -= bck;
                p -= bck;
                int length = bck + fwd;
                Array.Clear(costs, i, length);
                costs[atFirst ? i : i + length - 1] = (byte)(2 + $"{h - p}".Length + $"{length - _minMatch}".Length);
                i += length;
                p = h + length;
                literals = 0;
            }
            else
            {
                costs[i] = 1;
                i++;
                p++;
                literals++;
            }
        }

        for (; i < text.Length; i++)
            costs[i] = 1;
        return costs;
    }

    private (int H, int Bck, int Fwd)? BestMatch(byte[] text, int i, int literals)
    {
        if (!IsPlain(text, i))
            return null;
        (int, int, int)? found = null;
        int best = _minMatch;
        for (ulong probe = 0; probe < MostProbes && _slots.TryGetValue((Hash(text, i) + probe) % _size, out int h); probe++)
        {
            int fwd = 0;
            while (i + fwd < text.Length && h + fwd < _reference.Length && text[i + fwd] == _reference[h + fwd])
                fwd++;
            if (fwd < _keyLength)
                continue;
            int bck = 0;
            while (bck < Math.Min(literals, h) && text[i - bck - 1] == _reference[h - bck - 1])
                bck++;
            if (fwd + bck > best)
            {
                best = fwd + bck;
                found = (h, bck, fwd);
            }
        }

        return found;
    }

    private bool IsPlain(byte[] symbols, int start)
    {
        for (int i = start; i < start + _keyLength; i++)
        {
            if (symbols[i] > 3)
                return false;
        }

        return true;
    }

    private static int RunOfN(byte[] text, int start)
    {
        int end = start;
        while (end < text.Length && text[end] == 4)
            end++;
        return end - start;
    }

    private ulong Hash(byte[] symbols, int start)
    {
        ulong x = 0;
        for (int i = start; i < start + _keyLength; i++)
            x = x * 4 + symbols[i];
        x ^= x >> 33;
        x *= 0xff51afd7ed558ccd;
        x ^= x >> 33;
        x *= 0xc4ceb9fe1a85ec53;
        x ^= x >> 33;
        return x;
    }
}
