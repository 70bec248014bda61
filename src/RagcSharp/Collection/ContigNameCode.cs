using RagcSharp.Memory;

namespace RagcSharp.Collection;

/// <summary>
/// Codes a contig's name (its whole header line) against the one before it in the sample, component by component; components are
/// separated by blanks (docs/format.md §5.4).
/// </summary>
/// <remarks>
/// Bytes from 0x80 on are codes: a name that contains one can be coded only where it is stored as it is.
/// </remarks>
internal static class ContigNameCode
{
    private const byte Separator = (byte)' ';

    /// <summary>A component equal to the one in the same place of the name before.</summary>
    private const byte SameComponent = 0x81;

    /// <summary>A run of r equal bytes is 256 − r; longer runs are cut.</summary>
    private const int LongestRun = 100;

    private const byte FirstCode = 0x80;

    /// <summary>
    /// Appends the code of <paramref name="name"/>, without an end mark. (The first name of a sample has none before it and is
    /// stored as it is: that is the caller's.)
    /// </summary>
    public static void Encode(ReadOnlySpan<byte> name, ReadOnlySpan<byte> previous, NativeBuffer code)
    {
        if (Components(name) != Components(previous))
        {
            code.Append(name);
            return;
        }

        var old = previous.Split(Separator);
        bool first = true;
        foreach (var range in name.Split(Separator))
        {
            if (!first)
                code.Append(Separator);
            first = false;
            _ = old.MoveNext();
            EncodeComponent(name[range], previous[old.Current], code);
        }
    }

    /// <summary>Appends the name that <paramref name="code"/> stands for.</summary>
    /// <exception cref="InvalidDataException">A run goes past the end of the component before.</exception>
    public static void Decode(ReadOnlySpan<byte> code, ReadOnlySpan<byte> previous, NativeBuffer name)
    {
        if (Components(code) != Components(previous))
        {
            name.Append(code);
            return;
        }

        var old = previous.Split(Separator);
        bool first = true;
        foreach (var range in code.Split(Separator))
        {
            if (!first)
                name.Append(Separator);
            first = false;
            _ = old.MoveNext();
            DecodeComponent(code[range], previous[old.Current], name);
        }
    }

    /// <summary>Whether a code stands for a name.</summary>
    public static bool Stands(ReadOnlySpan<byte> code, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> name)
    {
        using var decoded = new NativeBuffer();
        try
        {
            Decode(code, previous, decoded);
            return name.SequenceEqual(decoded.AsSpan());
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static int Components(ReadOnlySpan<byte> name) => name.Count(Separator) + 1;

    private static void EncodeComponent(ReadOnlySpan<byte> component, ReadOnlySpan<byte> old, NativeBuffer code)
    {
        if (component.SequenceEqual(old))
        {
            code.Append(SameComponent);
            return;
        }

        if (component.Length != old.Length)
        {
            code.Append(component);
            return;
        }

        for (int i = 0; i < component.Length;)
        {
            int run = Math.Min(LongestRun, component[i..].CommonPrefixLength(old[i..]));
            code.Append(run == 0 ? component[i] : (byte)(256 - run));
            i += Math.Max(1, run);
        }
    }

    private static void DecodeComponent(ReadOnlySpan<byte> code, ReadOnlySpan<byte> old, NativeBuffer name)
    {
        if (code is [SameComponent])
        {
            name.Append(old);
            return;
        }

        int at = 0;
        foreach (byte b in code)
        {
            if (b < FirstCode)
            {
                name.Append(b);
                at++;
                continue;
            }

            int run = 256 - b;
            if (run > old.Length - at)
                throw new InvalidDataException($"a contig name repeats {run} bytes at {at} of a component of {old.Length}");
            name.Append(old.Slice(at, run));
            at += run;
        }
    }
}
