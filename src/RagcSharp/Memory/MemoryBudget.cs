namespace RagcSharp.Memory;

/// <summary>
/// The memory that what an archive holds may take. Compression hides how much that is: a frame of a few kilobytes can hold hundreds of
/// millions of names. So it is booked here before it is asked for. Safe for any number of threads.
/// </summary>
/// <remarks>
/// <para>The limit grows with the file, because nothing of use is only told of: a contig takes some 40 bytes of memory, and its symbols
/// at least a third of a byte of the file, in a pack with others that are all the same; in archives of real genomes it takes thousands.
/// So a million contigs in a sample, and a hundred thousand samples, in archives of a few hundred kilobytes, are within the limit.</para>
/// <para>The least keeps what a tiny file takes well within 64 MiB.</para>
/// </remarks>
internal sealed class MemoryBudget
{
    /// <summary>The limit for the smallest file, in bytes.</summary>
    public const long Least = 32L << 20;

    /// <summary>Bytes of memory for each byte of the file.</summary>
    public const int PerByteOfFile = 128;

    // More than there is anywhere, and far from an overflow.
    private const long MostAsked = 1L << 60;

    private readonly long _fileLength;
    private readonly string _what;
    private readonly long _most;
    private long _left;

    /// <summary>A budget for an archive.</summary>
    /// <param name="fileLength">Bytes of the file.</param>
    /// <param name="what">What takes memory, as <c>names</c>.</param>
    public MemoryBudget(long fileLength, string what)
        : this(fileLength, what, Least + PerByteOfFile * fileLength)
    {
    }

    private MemoryBudget(long fileLength, string what, long left)
    {
        _fileLength = fileLength;
        _what = what;
        _most = _left = left;
    }

    /// <summary>A budget of what is left, for something that is read, used and forgotten.</summary>
    public MemoryBudget Rest() => new(_fileLength, _what, Interlocked.Read(ref _left));

    /// <summary>Books memory, before it is asked for.</summary>
    /// <exception cref="InvalidDataException">That is more than the file can justify.</exception>
    public void Take(long bytes)
    {
        long left = Interlocked.Add(ref _left, -bytes);
        if (left < 0)
        {
            throw new InvalidDataException(
                $"{_what} would take {_most - left} bytes of memory, or more; "
                + $"a file of {_fileLength} bytes cannot justify more than {_most}");
        }
    }

    /// <summary>Books so many things of so many bytes each.</summary>
    public void Take(long count, int bytesEach) => Take((long)Int128.Min((Int128)count * bytesEach, MostAsked));
}
