using System.Buffers.Binary;
using System.Globalization;
using System.Text;

using RagcSharp.Fasta.Bgzf;
using RagcSharp.Files;

namespace RagcSharp.Fasta;

/// <summary>
/// The indexes beside a file of FASTA that is about to be replaced, but for those that are replaced as well. Samtools looks for them beside the
/// name by which it is told of the file, which may be a link.
/// </summary>
internal sealed class StaleIndexes
{
    // Of a .fai, one line is looked at, and the longest is a contig's name and four numbers.
    private const int MostHead = 1 << 16;
    private const int FaiColumns = 5, FastqColumns = 6;

    private readonly List<string> _found = [];
    private readonly string[] _candidates;

    /// <param name="path">The name of the file, as the user tells it.</param>
    /// <param name="replaced">The files that are replaced, without links, that of this name first.</param>
    public StaleIndexes(string path, IReadOnlyList<string> replaced)
    {
        string[] names = Path.GetFullPath(path) == replaced[0] ? [path] : [path, replaced[0]];
        _candidates = [.. names
            .SelectMany(name => ((string[])[FaiWriter.Extension, BgzfWriter.IndexExtension]).Select(extension => name + extension))
            .Where(index => !replaced.Any(file => file == Path.GetFullPath(index) || FileStatus.AreSame(file, index)))];
    }

    /// <summary>Those that <see cref="Find"/> has found.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>Finds those that are there. What only has the name of an index is left alone.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    public void Find()
    {
        foreach (string index in _candidates.Where(index => FileStatus.LengthOf(index) is not null))
            Naming(index, () => _found.AddRange(IsIndex(index) ? [index] : Array.Empty<string>()));
    }

    /// <summary>Deletes those that were found.</summary>
    /// <exception cref="IOException">One cannot be deleted.</exception>
    public void Delete() => _found.ForEach(index => Naming(index, () => File.Delete(index)));

    private static void Naming(string index, Action action)
    {
        try
        {
            action();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{index}: permission denied; as an index of the file that is replaced it would be wrong", e);
        }
    }

    private static bool IsIndex(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[Math.Min(file.Length, MostHead)];
        int length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return path.EndsWith(BgzfWriter.IndexExtension, StringComparison.Ordinal)
            ? IsGzi(head.AsSpan(0, length), file.Length)
            : IsFai(head.AsSpan(0, length));
    }

    // The number of blocks, and two numbers of eight bytes for each.
    private static bool IsGzi(ReadOnlySpan<byte> head, long length) =>
        length % (2 * sizeof(ulong)) == sizeof(ulong)
        && BinaryPrimitives.ReadUInt64LittleEndian(head) == (ulong)length / (2 * sizeof(ulong));

    // An empty one is of an empty file.
    private static bool IsFai(ReadOnlySpan<byte> head)
    {
        int end = head.IndexOf((byte)'\n');
        string[] columns = Encoding.Latin1.GetString(end < 0 ? head : head[..end]).TrimEnd('\r').Split('\t');
        return head.IsEmpty || columns.Length is FaiColumns or FastqColumns
            && columns[1..].All(column => ulong.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }
}
