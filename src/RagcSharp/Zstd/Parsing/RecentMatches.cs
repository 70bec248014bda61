using System.Runtime.CompilerServices;

namespace RagcSharp.Zstd.Parsing;

/// <summary>The offsets of the last four matches that were found, and how far each holds: what is known is not compared again.</summary>
internal struct RecentMatches
{
    private int _offset0, _offset1, _offset2, _offset3;
    private int _end0, _end1, _end2, _end3;

    /// <summary>Whether an offset is among them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Contains(int offset) => offset == _offset0 || offset == _offset1 || offset == _offset2 || offset == _offset3;

    /// <summary>Where the match of an offset ends that holds beyond a place; 0 if none is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int EndBeyond(int place, int offset)
    {
        if (_offset0 == offset && _end0 > place)
            return _end0;
        if (_offset1 == offset && _end1 > place)
            return _end1;
        if (_offset2 == offset && _end2 > place)
            return _end2;
        return _offset3 == offset && _end3 > place ? _end3 : 0;
    }

    /// <summary>The n-th offset whose match ends at a place, the newest first; 0 behind the last one.</summary>
    public readonly int OffsetEndingAt(int place, int n)
    {
        foreach (var (offset, end) in (ReadOnlySpan<(int, int)>)[(_offset0, _end0), (_offset1, _end1), (_offset2, _end2), (_offset3, _end3)])
        {
            if (end == place && n-- == 0)
                return offset;
        }

        return 0;
    }

    /// <summary>Notes a match; the oldest one is forgotten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int offset, int end)
    {
        (_offset3, _end3) = (_offset2, _end2);
        (_offset2, _end2) = (_offset1, _end1);
        (_offset1, _end1) = (_offset0, _end0);
        (_offset0, _end0) = (offset, end);
    }
}
