using System.Runtime.Intrinsics;

namespace RagcSharp.Zstd.Parsing;

/// <summary>
/// Huffman codes of literals, as zstd makes them: how long they are, and what a text costs with them. Exact lengths, not entropies: in text
/// of four letters one rare letter costs a tenth of the whole, and the places to cut it depend on that.
/// </summary>
internal static unsafe class Huffman
{
    /// <summary>Number of different literals.</summary>
    public const int Symbols = 256;

    /// <summary>zstd's longest code, in bits.</summary>
    public const int LongestCode = 11;

    /// <summary>The bits of a text in which each symbol occurs so often, less than 2^24 times. A text of one symbol costs next to nothing.</summary>
    public static int Cost(int* counts)
    {
        int* symbols = stackalloc int[Symbols];
        int* weights = stackalloc int[2 * Symbols];
        int* parents = stackalloc int[2 * Symbols];
        int used = Sort(counts, symbols, weights);
        return used < 2 ? OneSymbolCost(weights, used) : Merge(used, weights, parents);
    }

    /// <summary>The lengths of the codes, in bits; 0 for symbols that do not occur.</summary>
    public static void Lengths(int* counts, byte* lengths)
    {
        new Span<byte>(lengths, Symbols).Clear();
        int* symbols = stackalloc int[Symbols];
        int* weights = stackalloc int[2 * Symbols];
        int* parents = stackalloc int[2 * Symbols];
        int used = Sort(counts, symbols, weights);
        if (used == 1)
            lengths[symbols[0]] = 1;
        if (used < 2)
            return;
        _ = Merge(used, weights, parents);
        // From the root down; a parent stands behind its children.
        int* depths = stackalloc int[2 * Symbols];
        depths[2 * used - 2] = 0;
        for (int node = 2 * used - 3; node >= 0; node--)
        {
            depths[node] = depths[parents[node]] + 1;
            if (node < used)
                lengths[symbols[node]] = (byte)Math.Min(depths[node], LongestCode);
        }
    }

    private static int OneSymbolCost(int* weights, int used) => used == 0 ? 0 : weights[0] / 16;

    // Symbols that occur, the rarest first; of those that are as rare, the smaller one.
    private static int Sort(int* counts, int* symbols, int* weights)
    {
        uint* keys = stackalloc uint[Symbols];
        int used = 0;
        for (int group = 0; group < Symbols; group += Vector256<int>.Count)
        {
            // Text of letters has few symbols.
            if (Vector256.Load(counts + group) == Vector256<int>.Zero)
                continue;
            for (int symbol = group; symbol < group + Vector256<int>.Count; symbol++)
            {
                keys[used] = (uint)counts[symbol] << 8 | (uint)symbol;
                used += counts[symbol] == 0 ? 0 : 1;
            }
        }

        new Span<uint>(keys, used).Sort();
        for (int i = 0; i < used; i++)
        {
            symbols[i] = (byte)keys[i];
            weights[i] = (int)(keys[i] >> 8);
        }

        return used;
    }

    // Two queues, of leaves and of inner nodes, each with the lightest first: no heap is needed. The sum of all inner weights is the cost.
    private static int Merge(int used, int* weights, int* parents)
    {
        int leaf = 0, inner = used, cost = 0;
        for (int node = used; node < 2 * used - 1; node++)
        {
            int first = inner >= node || (leaf < used && weights[leaf] <= weights[inner]) ? leaf++ : inner++;
            int second = inner >= node || (leaf < used && weights[leaf] <= weights[inner]) ? leaf++ : inner++;
            weights[node] = weights[first] + weights[second];
            parents[first] = parents[second] = node;
            cost += weights[node];
        }

        return cost;
    }
}
