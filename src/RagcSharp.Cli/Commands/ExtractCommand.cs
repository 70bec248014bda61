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
        IsPlain = IsPlain,
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
        var warnings = new Warnings(areSilent: IsQuiet);
        var status = new ReadingStatus(outputs.Count, "files", "B");
        using (IsOutputAFile ? ShowProgress(status.Fields) : null)
        {
            foreach (var (file, write) in outputs)
            {
                WriteFasta(file, output => write(new CountedOutput(output, status.Add)), warnings);
                status.EndOne();
            }
        }

        warnings.Tell();
    }

    private void WriteFasta(string? file, Action<Stream> write, Warnings warnings)
    {
        if (file is not null)
            CheckIndexes(file);
        using var standard = file is null ? StandardOutput.Open() : null;
        using var output = standard is null ? new FastaOutput(file!, OutputOptions) : new FastaOutput(standard, OutputOptions);
        write(output.Stream);
        output.Commit(isDurable: false);
        warnings.AddLeftOut(output.LeftOutOfIndex);
    }

    /// <summary>Checks that no index of a file is one that is read.</summary>
    protected void CheckIndexes(string file)
    {
        foreach (string input in Inputs)
        {
            if (WithFai)
                OutputFile.CheckIsNot(file + FastaOutput.FaiExtension, input);
            if (WithGzi)
                OutputFile.CheckIsNot(file + FastaOutput.GziExtension, input);
        }
    }

    /// <summary>Files that are read.</summary>
    protected virtual IEnumerable<string> Inputs => [Archive];

    private FastaOutputOptions OutputOptions => new() { Level = Level, WithFai = WithFai, WithGzi = WithGzi, Threads = ThreadCount };
}
