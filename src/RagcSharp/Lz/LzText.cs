using System.Buffers.Text;

using RagcSharp.Memory;

namespace RagcSharp.Lz;

/// <summary>Appends tokens to a delta (see <see cref="LzDelta"/>).</summary>
/// <param name="delta">Takes the tokens.</param>
/// <param name="minMatchLength">The shortest match, in symbols.</param>
internal readonly struct LzText(NativeBuffer delta, int minMatchLength)
{
    /// <summary>A symbol, by its code.</summary>
    public void Literal(byte code) => delta.Append((byte)(LzDelta.FirstLiteral + code));

    /// <summary>Symbols that are those of the reference where it is predicted to go on.</summary>
    public void ReferenceLiterals(int count)
    {
        delta.Room(count)[..count].Fill(LzDelta.ReferenceLiteral);
        delta.Advance(count);
    }

    /// <summary>A run of N, at least <see cref="LzDelta.ShortestNRun"/>.</summary>
    public void NRun(int length)
    {
        delta.Append(LzDelta.NRunStart);
        Number(length - LzDelta.ShortestNRun);
        delta.Append(LzDelta.NRunEnd);
    }

    /// <summary>A match.</summary>
    /// <param name="offset">How far from the predicted place it begins.</param>
    /// <param name="length">Its length, at least the shortest.</param>
    public void Match(int offset, int length)
    {
        Number(offset);
        delta.Append(LzDelta.MatchSeparator);
        Number(length - minMatchLength);
        delta.Append(LzDelta.MatchEnd);
    }

    /// <summary>A match that lasts to the end of the reference.</summary>
    public void MatchToTheEnd(int offset)
    {
        Number(offset);
        delta.Append(LzDelta.MatchEnd);
    }

    private void Number(int value)
    {
        const int MostCharacters = 11;
        _ = Utf8Formatter.TryFormat(value, delta.Room(MostCharacters), out int written);
        delta.Advance(written);
    }
}
