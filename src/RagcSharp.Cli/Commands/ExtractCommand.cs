using CommandLine;

namespace RagcSharp.Cli.Commands;

/// <summary>A command that writes FASTA.</summary>
internal abstract class ExtractCommand : DecodingCommand
{
    [Option('l', "line-length", MetaValue = "N", HelpText =
        "Letters a line. Of files kept by --exact, getset and getcol give every byte back without it; with it, case and letters, in lines "
        + "of N that end in LF. (Default: 80)")]
    public string? LineLength { get; set; }

    [Option("plain", HelpText = "Of files kept by --exact, give what C++ AGC reads: upper-case letters of the IUPAC code.")]
    public bool IsPlain { get; set; }

    [Option('g', "gzip", MetaValue = "LEVEL", HelpText =
        "Compress the output by gzip, in the blocks of BGZF: 1 to 9; 0: do not. (Default: 6 with --bgzf, or where -o names a file .gz or "
        + ".bgz; else 0)")]
    public string? GzipLevel { get; set; }

    [Option("bgzf", HelpText = "Compress the output as bgzip does.")]
    public bool IsBgzf { get; set; }

    [Option("fai", HelpText = "Write FILE.fai, too, as samtools faidx makes it.")]
    public bool WithFai { get; set; }

    [Option("gzi", HelpText = "Write FILE.gzi, too, the places of the blocks of BGZF.")]
    public bool WithGzi { get; set; }

    [Option('v', "verbosity", Default = "0", MetaValue = "N", HelpText = "0 to 2: how much to tell on standard error.")]
    public string? Verbosity { get; set; }

    protected ExtractionOptions Options => Defaults with
    {
        LineLength = LineLength is null ? null : LengthOfLines,
        IgnorePreservedText = IsPlain,
        Threads = ThreadCount,
    };

    /// <summary>Level of gzip; 0 for plain text.</summary>
    protected int Level => WholeNumber("-g", GzipLevel, IsBgzf || IsGzipNamed ? FastaOutputOptions.DefaultLevel : 0, 0, 9);

    private int LengthOfLines => WholeNumber("-l", LineLength, 1, 1, int.MaxValue);

    /// <summary>Whether the output has the name of a compressed file.</summary>
    protected virtual bool IsGzipNamed => false;

    protected override void Check()
    {
        _ = (LengthOfLines, Level, VerbosityOf(Verbosity));
        base.Check();
        if (IsBgzf && Level == 0)
            throw new UsageException("-g 0: contradicts --bgzf");
        if (Level > 0 && IsOutputATerminal)
            throw new UsageException("compressed FASTA is not written to a terminal; name a file with -o, or redirect the output");
        if ((WithFai || WithGzi) && Output is null)
            throw new UsageException($"{(WithFai ? "--fai" : "--gzi")}: an index is named after the output; name that with -o");
        if (WithGzi && Level == 0)
            throw new UsageException("--gzi: the output has no blocks; use --bgzf, too");
    }

    private static ExtractionOptions Defaults { get; } = new();

    /// <summary>Lets <paramref name="write"/> write as the options ask, to a file, or without a name to standard output.</summary>
    protected void WriteFasta(string? file, Action<Stream> write) => WriteFasta([(file, write)]);

    /// <summary>Writes several files, one after another.</summary>
    /// <inheritdoc cref="WriteFasta(string?, Action{Stream})"/>
    protected void WriteFasta(IReadOnlyList<(string? File, Action<Stream> Write)> outputs)
    {
        CheckFiles(outputs.Select(output => output.File));
        var status = new ReadingStatus(outputs.Count, "files", "B");
        using (IsOutputAFile ? ShowProgress(status.Fields) : null)
        {
            foreach (var (file, write) in outputs)
            {
                WriteOne(file, output => write(new CountedOutput(output, status.Add)));
                status.EndOne();
            }
        }

        Warnings.Tell();
    }

    private void WriteOne(string? file, Action<Stream> write)
    {
        // Who says that there is to be none knows what the name says.
        if (GzipLevel is null || Level > 0)
            Warnings.AddMisnamed(file, Level > 0 ? NamedCompression.Gzip : "plain text", Level > 0 ? NamedCompression.Gzip : null);
        using var standard = file is null ? StandardOutput.Open() : null;
        using var output = standard is null ? new FastaOutput(file!, OutputOptions) : new FastaOutput(standard, OutputOptions);
        write(output.Stream);
        output.Complete();
        Warnings.AddLeftOut(output.LeftOutOfIndex);
        Warnings.AddDeletedIndexes(output.DeletedIndexes);
        output.Commit(isDurable: false);
    }

    // No file, nor an index of one, is read or written otherwise. Null is standard output, which was checked before.
    private void CheckFiles(IEnumerable<string?> files)
    {
        try
        {
            OutputFile.CheckAreDistinct(files.OfType<string>().SelectMany(WithIndexes), FilesOf(Inputs));
        }
        catch (ArgumentException e)
        {
            // The archive is not what is wrong.
            throw new IOException(e.Message, e);
        }
    }

    // An index that is there and is not made again is deleted.
    private IEnumerable<string> WithIndexes(string file)
    {
        yield return file;
        if (WithFai || File.Exists(file + FastaOutput.FaiExtension))
            yield return file + FastaOutput.FaiExtension;
        if (WithGzi || File.Exists(file + FastaOutput.GziExtension))
            yield return file + FastaOutput.GziExtension;
    }

    private FastaOutputOptions OutputOptions => new() { Level = Level, WriteFai = WithFai, WriteGzi = WithGzi, Threads = ThreadCount };
}
