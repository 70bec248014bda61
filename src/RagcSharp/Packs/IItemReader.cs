namespace RagcSharp.Packs;

/// <summary>Takes an item of a pack, piece by piece.</summary>
internal interface IItemReader
{
    /// <summary>Symbols so far.</summary>
    long Position { get; }

    /// <summary>Whether the rest of the item is of no interest.</summary>
    bool IsEnough { get; }

    /// <summary>
    /// Takes the next bytes of the item and returns how many; the others come again, with more behind them. At the end all must be taken.
    /// </summary>
    int Take(ReadOnlySpan<byte> bytes, bool isEnd);
}
