using CommandLine;

namespace RagcSharp.Cli.Commands;

/// <summary>A command that decodes sequences, on several threads.</summary>
internal abstract class DecodingCommand : ReadCommand
{
    [Option('t', "threads", MetaValue = "N", HelpText = "Threads that decode, and as many that compress. (Default: number of processors)")]
    public string? Threads { get; set; }

    [Option('q', "quiet", HelpText = QuietHelp)]
    public override bool IsQuiet { get; set; }

    [Option("no-progress", HelpText = NoProgressHelp)]
    public override bool HasNoProgress { get; set; }

    protected int ThreadCount => ThreadsOf(Threads);

    protected override void Check() => _ = ThreadCount;
}
