using CommandLine;

namespace RagcSharp.Cli.Commands;

/// <summary>A command that makes an archive of others.</summary>
internal abstract class EditCommand : Command
{
    [Option('q', "quiet", HelpText = QuietHelp)]
    public override bool IsQuiet { get; set; }

    [Option("force", HelpText = ForceHelp)]
    public bool IsForced { get; set; }

    [Option("wait", HelpText = WaitHelp)]
    public bool IsWaiting { get; set; }

    /// <summary>Checks where the new archive goes; it may go to the place of one of the others.</summary>
    /// <param name="archives">The others.</param>
    /// <param name="names">The file of names, if there is one.</param>
    protected void CheckArchiveOutput(IReadOnlyList<string> archives, string? names = null)
    {
        bool IsInPlace(string archive) => Output is not null && OutputFile.AreSame(Output, archive);
        CheckOutputs([.. archives.Where(archive => !IsInPlace(archive)), .. names is null ? Array.Empty<string>() : [names]]);
        CheckArchiveOutput(IsForced || archives.Any(IsInPlace));
        Warnings.AddMisnamed(Output, "an AGC archive", null);
    }

    /// <summary>The lines of a file of names, without the blank ones.</summary>
    protected TextLines ListOf(string file) => new(file, "a list of names", "name", Warnings.Add);
}
