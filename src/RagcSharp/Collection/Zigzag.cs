namespace RagcSharp.Collection;

/// <summary>
/// Codes a number by its distance from a prediction, small distances to either side by small numbers (docs/format.md §5.1).
/// Numbers from twice the prediction on stand for themselves.
/// </summary>
internal static class Zigzag
{
    public static uint Encode(uint value, uint predicted)
    {
        if (value < predicted)
            return 2 * (predicted - value) - 1;
        return value < 2UL * predicted ? 2 * (value - predicted) : value;
    }

    public static uint Decode(uint code, uint predicted)
    {
        if (code >= 2UL * predicted)
            return code;
        return (code & 1) != 0 ? predicted - (uint)((code + 1UL) / 2) : predicted + code / 2;
    }

    /// <summary>Plain zigzag of a signed difference, as in version 1 (docs/format.md §6).</summary>
    public static long DecodeSigned(uint code) => (code & 1) != 0 ? -((long)code + 1) / 2 : code / 2;
}
