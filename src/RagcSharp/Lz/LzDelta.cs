using System.Buffers;

using RagcSharp.Memory;

namespace RagcSharp.Lz;

/// <summary>
/// The bytes of a delta: a segment told as literals, runs of N, and matches in the reference of its group (docs/format.md §4).
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

    // Every token ends with a byte that occurs at the end of tokens only.
    private static readonly SearchValues<byte> InsideTokens = SearchValues.Create([NRunStart, MatchSeparator, .. "-0123456789"u8]);

    /// <summary>
    /// Decodes a delta behind the contents of <paramref name="symbols"/>, which end up with at most <paramref name="most"/> symbols
    /// more than before.
    /// </summary>
    /// <exception cref="InvalidDataException">The delta is no sequence of tokens, or leaves the reference or the limit.</exception>
    public static void Decode(
        ReadOnlySpan<byte> delta, ReadOnlySpan<byte> reference, int minMatchLength, long most, NativeBuffer symbols)
    {
        var output = new LzWholeOutput(reference, symbols, most);
        long predicted = 0;
        Decode(delta, 0, minMatchLength, ref predicted, ref output);
    }

    /// <summary>The number of symbols that a delta stands for.</summary>
    /// <exception cref="InvalidDataException">The delta is no sequence of tokens, or leaves the reference.</exception>
    public static long LengthOf(ReadOnlySpan<byte> delta, long referenceLength, int minMatchLength)
    {
        var output = new LzLengthOutput(referenceLength);
        long predicted = 0;
        Decode(delta, 0, minMatchLength, ref predicted, ref output);
        return output.Length;
    }

    /// <summary>Decodes whole tokens.</summary>
    /// <param name="tokens">A delta, or a piece of one that ends with a token: see <see cref="WholeTokens"/>.</param>
    /// <param name="start">Where the piece begins in its delta.</param>
    /// <param name="minMatchLength">The shortest match, in symbols.</param>
    /// <param name="predicted">The predicted position in the reference, 0 before the first token.</param>
    /// <param name="output">Takes what the tokens stand for.</param>
    public static void Decode<TOutput>(
        ReadOnlySpan<byte> tokens, long start, int minMatchLength, ref long predicted, ref TOutput output)
        where TOutput : ILzOutput, allows ref struct
    {
        try
        {
            Decode(tokens, minMatchLength, ref predicted, ref output);
        }
        catch (LzException e)
        {
            throw new InvalidDataException($"delta, byte {start + e.At}: {e.Message}", e);
        }
    }

    /// <summary>How many of the bytes of a delta, from a token on, are whole tokens.</summary>
    public static int WholeTokens(ReadOnlySpan<byte> bytes) => bytes.LastIndexOfAnyExcept(InsideTokens) + 1;

    private static void Decode<TOutput>(ReadOnlySpan<byte> tokens, int minMatchLength, ref long predicted, ref TOutput output)
        where TOutput : ILzOutput, allows ref struct
    {
        long next = predicted;
        int at = 0;
        while (at < tokens.Length && !output.IsEnough)
        {
            byte token = tokens[at];
            if (token is >= FirstLiteral and <= FirstLiteral + LargestLiteral)
            {
                CheckRoom(1, output.Room, at);
                output.Literal((byte)(token - FirstLiteral));
                next++;
                at++;
            }
            else if (token == ReferenceLiteral)
            {
                CheckRoom(1, output.Room, at);
                CheckMatch(next, 1, output.ReferenceLength, at);
                output.ReferenceLiteral(next++);
                at++;
            }
            else if (token == NRunStart)
            {
                at++;
                long length = Length(tokens, ref at) + ShortestNRun;
                Expect(tokens, ref at, NRunEnd);
                CheckRoom(length, output.Room, at);
                output.NRun(length);
            }
            else
            {
                next += Number(tokens, ref at);
                long length = output.ReferenceLength - next;
                if (at < tokens.Length && tokens[at] == MatchSeparator)
                {
                    at++;
                    length = Number(tokens, ref at) + minMatchLength;
                }

                Expect(tokens, ref at, MatchEnd);
                CheckMatch(next, length, output.ReferenceLength, at);
                CheckRoom(length, output.Room, at);
                output.Match(next, length);
                next += length;
            }
        }

        predicted = next;
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

    private static void CheckMatch(long position, long length, long reference, int at)
    {
        if (position < 0 || length < 0 || position + length > reference)
            throw Broken(at, $"match of {length} symbols at {position}, reference has {reference} symbols");
    }

    private static void CheckRoom(long length, long room, int at)
    {
        if (length > room)
            throw Broken(at, $"{length} symbols more, room for {room}");
    }

    private static LzException Broken(int at, string what) => new(at, what);

    /// <summary>What is wrong with a piece of a delta, before it is told where the piece begins.</summary>
    private sealed class LzException(int at, string what) : Exception(what)
    {
        public int At => at;
    }
}
