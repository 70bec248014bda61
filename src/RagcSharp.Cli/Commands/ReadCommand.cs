using CommandLine;

namespace RagcSharp.Cli.Commands;

/// <summary>A command that reads one archive.</summary>
internal abstract class ReadCommand : Command
{
    [Value(0, MetaName = "ARCHIVE", Required = true, HelpText = "The archive.")]
    public string Archive { get; set; } = "";

    public sealed override void Run(CancellationToken cancellation)
    {
        Check();
        CheckOutputs(Inputs);
        using var archive = AgcArchive.Open(Archive, Reading);
        try
        {
            Run(archive, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException && !e.Message.Contains(Archive, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{Archive}: {e.Message}", e);
        }
    }

    /// <summary>How the archive is read: as a rule once, from its beginning to its end.</summary>
    protected virtual ArchiveOptions Reading => ArchiveOptions.InOrder;

    /// <summary>Files that are read; - is standard input.</summary>
    protected virtual IEnumerable<string> Inputs => [Archive];

    /// <summary>Checks the options, before the archive is opened.</summary>
    protected virtual void Check()
    {
    }

    protected abstract void Run(AgcArchive archive, CancellationToken cancellation);

    /// <summary>Throws for the first name that is no sample's.</summary>
    protected void CheckSamples(AgcArchive archive, IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => !archive.Contains(name)) is { } unknown)
            throw new InvalidDataException($"{Archive}: no sample {unknown}");
    }

    /// <summary>Writes lines of text, in UTF-8.</summary>
    protected void WriteLines(IEnumerable<string> lines) => WriteTexts(lines.Select(line => line + "\n"));

    /// <summary>Writes texts, in UTF-8.</summary>
    protected void WriteTexts(IEnumerable<string> texts) => WriteOutput(output =>
    {
        var writer = new StreamWriter(output, leaveOpen: true);
        foreach (string text in texts)
            writer.Write(text);
        writer.Flush();
    });
}
