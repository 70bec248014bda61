using CommandLine;

namespace RagcSharp.Cli.Commands;

/// <summary>A command that makes an archive of another one.</summary>
internal abstract class EditCommand : Command
{
    [Value(0, MetaName = "ARCHIVE", Required = true, HelpText = "The archive, of any version.")]
    public string Archive { get; set; } = "";

    [Option('q', "quiet", HelpText = QuietHelp)]
    public override bool IsQuiet { get; set; }

    [Option("force", HelpText = ForceHelp)]
    public bool IsForced { get; set; }

    [Option("wait", HelpText = WaitHelp)]
    public bool IsWaiting { get; set; }

    /// <summary>Checks where the new archive goes; it may go to the place of the old one.</summary>
    /// <param name="names">The file of names, if there is one.</param>
    protected void CheckArchiveOutput(string? names)
    {
        bool isInPlace = Output is not null && OutputFile.AreSame(Output, Archive);
        CheckOutputs(((string?[])[isInPlace ? null : Archive, names]).OfType<string>());
        CheckArchiveOutput(IsForced || isInPlace);
        Warnings.AddMisnamed(Output, "an AGC archive", null);
    }

    /// <summary>The lines of a file of names, without the blank ones.</summary>
    protected TextLines ListOf(string file) => new(file, "a list of names", "name", Warnings.Add);
}
