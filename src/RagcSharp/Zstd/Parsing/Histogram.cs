using System.Runtime.Intrinsics;

namespace RagcSharp.Zstd.Parsing;

/// <summary>How often each byte occurs in a text: 256 counts in memory that the caller owns.</summary>
internal static unsafe class Histogram
{
    /// <summary>Number of counts.</summary>
    public const int Length = 256;

    // To use two counters a byte costs clearing and adding them.
    private const int LongText = 256;

    /// <summary>Counts the bytes of a text, besides those that were counted before.</summary>
    public static void Add(byte* text, int length, int* counts)
    {
        int i = 0;
        if (length >= LongText)
        {
            // Text of few letters would wait for its own counter every other time.
            int* others = stackalloc int[Length];
            new Span<int>(others, Length).Clear();
            for (; i + 2 <= length; i += 2)
            {
                counts[text[i]]++;
                others[text[i + 1]]++;
            }

            Add(others, counts);
        }

        for (; i < length; i++)
            counts[text[i]]++;
    }

    /// <summary>Adds counts to others.</summary>
    public static void Add(int* counts, int* sums) => Sum(counts, sums, sums);

    /// <summary>Writes the sums of counts, which may replace either of them.</summary>
    public static void Sum(int* first, int* second, int* sums)
    {
        for (int i = 0; i < Length; i += Vector256<int>.Count)
            (Vector256.Load(first + i) + Vector256.Load(second + i)).Store(sums + i);
    }
}
