using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("append", HelpText =
    "Add samples to an archive. It may be of any version; the result is of version 3. Without -a, -f or --preset the modes are those that it "
    + "was made with, if it records them.")]
internal sealed class AppendCommand : CompressCommand
{
    [Value(0, MetaName = "ARCHIVE", Required = true, HelpText = "The archive. It stays as it is, unless -o names it too.")]
    public string Archive { get; set; } = "";

    [Value(1, MetaName = "FASTA...", HelpText = "The files to add, plain or gzip, one sample each.")]
    public IEnumerable<string> Files { get; set; } = [];

    [Option("plain", HelpText = "Leave out what an archive that was made with --exact keeps of the text of its samples.")]
    public bool IsPlain { get; set; }

    [Option("no-adaptive", HelpText = "No adaptive mode, even if the archive was made with it.")]
    public bool IsNotAdaptive { get; set; }

    [Option("wait", HelpText = WaitHelp)]
    public bool IsWaiting { get; set; }

    protected override string? ReplaceableInput => Archive;

    public override void Run(CancellationToken cancellation)
    {
        if (IsExact && IsPlain)
            throw new UsageException("--exact and --plain contradict each other");
        if (IsAdaptive && IsNotAdaptive)
            throw new UsageException("-a and --no-adaptive contradict each other");
        var options = SharedOptions() with { DropText = IsPlain, WaitForLock = IsWaiting };
        if (IsNotAdaptive)
            options = options with { UseAdaptiveMode = false };
        string[] inputs = [.. ListedInputs(), .. Files];
        if (inputs.Length == 0)
            throw new UsageException("append: no file to add was named. See `ragc append --help`.");
        Compress(
            inputs,
            output => AgcCompressor.Append(Archive, output, options, cancellation),
            output => AgcCompressor.Append(Archive, output, options, cancellation));
    }
}
