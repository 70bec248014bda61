using CommandLine;

namespace RagcSharp.Cli.Commands;

/// <summary>A command that makes an archive of another one.</summary>
internal abstract class EditOneCommand : EditCommand
{
    [Value(0, MetaName = "ARCHIVE", Required = true, HelpText = "The archive, of any version.")]
    public string Archive { get; set; } = "";
}
