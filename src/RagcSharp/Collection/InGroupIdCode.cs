using System.Runtime.InteropServices;

namespace RagcSharp.Collection;

/// <summary>
/// Codes in-group ids against the largest one that the group had before in the same batch: as a rule the next one, told as 1
/// (docs/format.md §5.3). One object a batch, fed with all its segments in order.
/// </summary>
internal sealed class InGroupIdCode
{
    // The largest id of each group so far; a group that is not there has none.
    private readonly Dictionary<uint, uint> _last = [];

    public uint Encode(uint group, uint id)
    {
        uint code = _last.TryGetValue(group, out uint last)
            ? id == 0 ? 0 : id == last + 1 ? 1 : Zigzag.Encode(id, last + 1) + 1
            : id;
        Note(group, id);
        return code;
    }

    public uint Decode(uint group, uint code)
    {
        uint id = _last.TryGetValue(group, out uint last)
            ? code == 0 ? 0 : code == 1 ? last + 1 : Zigzag.Decode(code - 1, last + 1)
            : code;
        Note(group, id);
        return id;
    }

    private void Note(uint group, uint id)
    {
        if (id == 0)
            return;
        ref uint last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, group, out _);
        last = Math.Max(last, id);
    }
}
