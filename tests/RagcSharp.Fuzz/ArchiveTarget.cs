namespace RagcSharp.Fuzz;

/// <summary>
/// What a fuzzer calls: bytes in, and all that can be done with an archive is done with them. Whatever the bytes are, the library
/// either does what it should or throws one of the exceptions that it documents; those are taken for an answer here. Any other goes
/// through: a fault.
/// </summary>
/// <remarks>
/// <para>Coverage-guided fuzzers start here. SharpFuzz, with AFL or libFuzzer, needs no more than
/// <c>Fuzzer.LibFuzzer.Run(bytes => target.Read(bytes))</c> in a program that refers to this one, after
/// <c>sharpfuzz RagcSharp.dll</c>; seeds are <c>testdata/corrupt</c> and <c>testdata/golden/*/archive.agc</c>.</para>
/// <para>Used by one thread at a time.</para>
/// </remarks>
public sealed class ArchiveTarget : IDisposable
{
    /// <summary>Letters that are extracted from an archive at most; a few bytes may stand for any number of them.</summary>
    public const long MostOutput = 256L << 20;

    private static readonly byte[] Addition = ">more\nACGTTGCATGCCGATTAGCCATGACCGATTTAGCAGCATGACGATCAGCATTGCA\n"u8.ToArray();

    // An archive is a file. This one lies in memory, where the system has such a place.
    private readonly string _path = Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(),
        $"ragc-fuzz-{Environment.ProcessId}-{Path.GetRandomFileName()}.agc");

    /// <summary>
    /// Opens the archive, asks it for everything that it tells, and extracts all samples, twice, and some contigs. Returns the message
    /// of the exception that ended it, with FILE for the file; null when all went well.
    /// </summary>
    public string? Read(ReadOnlySpan<byte> bytes) => Answer(bytes, () =>
    {
        using var archive = AgcArchive.Open(_path);
        var output = new BoundedOutput();
        _ = archive.ReadInfo();
        foreach (string sample in archive.Samples)
            Read(archive, sample, output);
        archive.WriteSamples(archive.Samples, output, 80, 2);
    });

    /// <summary>As <see cref="Read(ReadOnlySpan{byte})"/>, but nothing is done twice: for hundreds of thousands of runs.</summary>
    public string? ReadOnce(ReadOnlySpan<byte> bytes) => Answer(bytes, () =>
    {
        using var archive = AgcArchive.Open(_path);
        _ = archive.ReadInfo();
        archive.WriteSamples(archive.Samples, new BoundedOutput(), 80, 1);
    });

    /// <summary>Adds a small sample to the archive. Returns as <see cref="Read(ReadOnlySpan{byte})"/> does.</summary>
    public string? Append(ReadOnlySpan<byte> bytes, bool isAdaptive) => Answer(bytes, () =>
    {
        var options = new CompressionOptions { Threads = 1, UseAdaptiveMode = isAdaptive };
        using var compressor = AgcCompressor.Append(_path, new BoundedOutput(), options);
        compressor.Add("a sample of that name is not there", new MemoryStream(Addition));
        _ = compressor.Finish();
    });

    /// <summary>
    /// Makes an archive without the first sample of this one, if there are others. Returns as <see cref="Read(ReadOnlySpan{byte})"/> does.
    /// </summary>
    public string? Subset(ReadOnlySpan<byte> bytes, bool isPurged) => Answer(bytes, () =>
    {
        string[] samples = [.. SamplesOf(_path).Distinct()];
        string[] kept = [.. samples.Skip(samples.Length > 1 ? 1 : 0)];
        if (kept.Length > 0)
            AgcEditor.Subset(_path, kept, new BoundedOutput(), new SubsetOptions { PurgeOthers = isPurged, Threads = 1 });
    });

    /// <summary>Renames the first sample of the archive. Returns as <see cref="Read(ReadOnlySpan{byte})"/> does.</summary>
    public string? Rename(ReadOnlySpan<byte> bytes) => Answer(bytes, () =>
    {
        if (SamplesOf(_path) is [var first, ..])
            AgcEditor.Rename(_path, [KeyValuePair.Create(first, "a name that no sample has")], new BoundedOutput());
    });

    /// <summary>Merges the archive with itself, under other names. Returns as <see cref="Read(ReadOnlySpan{byte})"/> does.</summary>
    public string? Merge(ReadOnlySpan<byte> bytes) => Answer(bytes, () =>
    {
        var options = new MergeOptions { OnDuplicate = DuplicateHandling.Rename, Threads = 1 };
        AgcEditor.Merge([_path, _path], new BoundedOutput(), options);
    });

    /// <summary>Deletes the file.</summary>
    public void Dispose() => File.Delete(_path);

    private static IReadOnlyList<string> SamplesOf(string path)
    {
        using var archive = AgcArchive.Open(path);
        return archive.Samples;
    }

    private static void Read(AgcArchive archive, string sample, BoundedOutput output)
    {
        archive.WriteSamples([sample], output, 80, 1);
        foreach (var contig in archive.GetContigs(sample).Take(3))
        {
            try
            {
                archive.WriteRegions([$"{contig.Name}@{sample}", $"{contig.Name}@{sample}:1-{contig.Length / 2}"], output, 1000, 1);
            }
            catch (ArgumentException)
            {
                // A name that means something else as a query, or a contig with nothing in it.
            }
        }
    }

    private string? Answer(ReadOnlySpan<byte> bytes, Action action)
    {
        File.WriteAllBytes(_path, bytes);
        try
        {
            action();
            return null;
        }
        catch (BoundedOutput.FullException)
        {
            return null;
        }
        catch (InvalidDataException e)
        {
            return e.Message.Replace(_path, "FILE", StringComparison.Ordinal);
        }
    }

    /// <summary>Takes so much and no more.</summary>
    private sealed class BoundedOutput : MemoryStream
    {
        private long _length;

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _length += buffer.Length;
            if (_length > MostOutput)
                throw new FullException();
        }

        public sealed class FullException() : IOException("the output is full");
    }
}
