using RagcSharp.Memory;

namespace RagcSharp.Packs;

/// <summary>The items of a pack. Immutable, so safe to share.</summary>
internal interface IPack : IMeasured
{
    /// <summary>Hands an item, without its end mark, to a reader, which may stop before the end.</summary>
    /// <exception cref="InvalidDataException">There is no such item, or it is damaged.</exception>
    void Read(int item, IItemReader reader);
}
