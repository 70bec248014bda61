using System.IO.Compression;

using CommandLine;

namespace RagcSharp.Cli.Commands;

/// <summary>A command that writes FASTA.</summary>
internal abstract class ExtractCommand : ReadCommand
{
    [Option('l', "line-length", MetaValue = "N", HelpText =
        "Letters a line. Of files kept by --exact, getset and getcol give every byte back without it; with it, case and letters, in lines "
        + "of N that end in LF. (Default: 80)")]
    public int? LineLength { get; set; }

    [Option("plain", HelpText = "Of files kept by --exact, give what C++ AGC reads: upper-case letters of the IUPAC code.")]
    public bool IsPlain { get; set; }

    [Option('g', "gzip", Default = 0, MetaValue = "LEVEL", HelpText = "Compress the output by gzip, 1 to 9; 0: do not.")]
    public int GzipLevel { get; set; }

    [Option('t', "threads", MetaValue = "N", HelpText = "Threads that decode. (Default: number of processors)")]
    public int? Threads { get; set; }

    [Option('v', "verbosity", Default = 0, MetaValue = "N", HelpText = "0 to 2: how much to tell on standard error.")]
    public int Verbosity { get; set; }

    protected ExtractionOptions Options => Defaults with
    {
        LineLength = LineLength,
        IsPlain = IsPlain,
        Threads = Threads ?? Defaults.Threads,
    };

    protected override void Check()
    {
        CheckRange("-l", LineLength ?? 1, 1, int.MaxValue);
        CheckRange("-g", GzipLevel, 0, 9);
        CheckRange("-t", Options.Threads, CompressionOptions.LeastThreads, CompressionOptions.MostThreads);
        CheckRange("-v", Verbosity, 0, 2);
    }

    private static ExtractionOptions Defaults { get; } = new();

    // .NET writes nothing at all for empty content, not even that it is empty.
    private static ReadOnlySpan<byte> EmptyMember => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Lets <paramref name="write"/> write to a stream, compressing if that was asked for.</summary>
    protected void WriteFasta(Stream output, Action<Stream> write)
    {
        if (GzipLevel == 0)
        {
            write(output);
            return;
        }

        long length;
        using (var gzip = new GZipStream(output, new ZLibCompressionOptions { CompressionLevel = GzipLevel }, leaveOpen: true))
        {
            var counted = new CountingStream(gzip);
            write(counted);
            length = counted.Count;
        }

        if (length == 0)
            output.Write(EmptyMember);
    }
}
