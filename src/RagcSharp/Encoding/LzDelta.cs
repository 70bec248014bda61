using RagcSharp.Memory;

namespace RagcSharp.Encoding;

/// <summary>
/// The bytes of a delta: a segment told as literals, runs of N, and matches in the reference of its group (format page,
/// section 4).
/// </summary>
internal static class LzDelta
{
    /// <summary>A literal is this plus its code.</summary>
    public const byte FirstLiteral = (byte)'A';

    /// <summary>The largest code that a literal can carry.</summary>
    public const byte LargestLiteral = 20;

    /// <summary>A literal equal to the reference at the predicted position.</summary>
    public const byte ReferenceLiteral = (byte)'!';

    /// <summary>Around the length of a run of N, less <see cref="ShortestNRun"/>.</summary>
    public const byte NRunStart = 30, NRunEnd = 4;

    /// <summary>Runs of N shorter than this are literals.</summary>
    public const int ShortestNRun = 4;

    /// <summary>Between position and length of a match, and behind it.</summary>
    public const byte MatchSeparator = (byte)',', MatchEnd = (byte)'.';

    /// <summary>
    /// Decodes a delta behind the contents of <paramref name="symbols"/>, which end up with at most <paramref name="most"/> symbols
    /// more than before.
    /// </summary>
    /// <exception cref="InvalidDataException">The delta is no sequence of tokens, or leaves the reference or the limit.</exception>
    public static void Decode(
        ReadOnlySpan<byte> delta, ReadOnlySpan<byte> reference, int minMatchLength, long most, NativeBuffer symbols)
    {
        long end = symbols.Length + most;
        long predicted = 0;
        int at = 0;
        while (at < delta.Length)
        {
            byte token = delta[at];
            if (token is >= FirstLiteral and <= FirstLiteral + LargestLiteral)
            {
                CheckRoom(1, end - symbols.Length, at);
                symbols.Append((byte)(token - FirstLiteral));
                predicted++;
                at++;
            }
            else if (token == ReferenceLiteral)
            {
                CheckRoom(1, end - symbols.Length, at);
                CheckMatch(predicted, 1, reference.Length, at);
                symbols.Append(reference[(int)predicted++]);
                at++;
            }
            else if (token == NRunStart)
            {
                at++;
                long length = Length(delta, ref at) + ShortestNRun;
                Expect(delta, ref at, NRunEnd);
                CheckRoom(length, end - symbols.Length, at);
                symbols.Room((int)length)[..(int)length].Fill(Fasta.Symbols.N);
                symbols.Advance((int)length);
            }
            else
            {
                predicted += Number(delta, ref at);
                long length = reference.Length - predicted;
                if (at < delta.Length && delta[at] == MatchSeparator)
                {
                    at++;
                    length = Number(delta, ref at) + minMatchLength;
                }

                Expect(delta, ref at, MatchEnd);
                CheckMatch(predicted, length, reference.Length, at);
                CheckRoom(length, end - symbols.Length, at);
                symbols.Append(reference.Slice((int)predicted, (int)length));
                predicted += length;
            }
        }
    }

    private static long Number(ReadOnlySpan<byte> delta, ref int at)
    {
        const int MostDigits = 10;
        bool negative = at < delta.Length && delta[at] == '-';
        int start = negative ? at + 1 : at, end = start;
        long value = 0;
        while (end < delta.Length && delta[end] is >= (byte)'0' and <= (byte)'9' && end - start < MostDigits)
            value = value * 10 + (delta[end++] - '0');
        if (end == start)
            throw Broken(at, $"a number was expected, found {Found(delta, start)}");
        at = end;
        return negative ? -value : value;
    }

    private static long Length(ReadOnlySpan<byte> delta, ref int at)
    {
        int start = at;
        long length = Number(delta, ref at);
        return length >= 0 ? length : throw Broken(start, $"a length was expected, found {length}");
    }

    private static void Expect(ReadOnlySpan<byte> delta, ref int at, byte expected)
    {
        if (at >= delta.Length || delta[at] != expected)
            throw Broken(at, $"byte {expected} was expected, found {Found(delta, at)}");
        at++;
    }

    private static string Found(ReadOnlySpan<byte> delta, int at) => at < delta.Length ? $"byte {delta[at]}" : "the end";

    private static void CheckMatch(long position, long length, int reference, int at)
    {
        if (position < 0 || length < 0 || position + length > reference)
            throw Broken(at, $"match of {length} symbols at {position}, reference has {reference} symbols");
    }

    private static void CheckRoom(long length, long room, int at)
    {
        if (length > room)
            throw Broken(at, $"{length} symbols more, room for {room}");
    }

    private static InvalidDataException Broken(int at, string what) => new($"delta, byte {at}: {what}");
}
