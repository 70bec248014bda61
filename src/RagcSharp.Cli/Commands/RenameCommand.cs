using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("rename", HelpText = "Rename samples of an archive: in its place, unless -o names another one.")]
internal sealed class RenameCommand : EditOneCommand
{
    [Value(1, MetaName = "[OLD NEW]", HelpText = "The name of a sample, and what it is to be.")]
    public IEnumerable<string> Names { get; set; } = [];

    [Option("map", MetaValue = "FILE", HelpText =
        "Read names from FILE: a line a sample, the old name, a tab, and the new one; in UTF-8, plain or gzip; - is standard input. Samples "
        + "may swap names.")]
    public string? Map { get; set; }

    public override void Run(CancellationToken cancellation)
    {
        string[] names = [.. Names];
        if (Map is null ? names.Length != 2 : names.Length > 0)
            throw new UsageException("rename: an old and a new name were expected, or --map FILE. See `ragc rename --help`.");
        if (Map is null)
            GivenArgument.CheckIsUtf8("the new name", names[1]);
        Output ??= Archive;
        CheckArchiveOutput([Archive], Map);
        var pairs = Map is null ? [KeyValuePair.Create(names[0], names[1])] : ReadMap(Map);
        AgcEditor.Rename(Archive, pairs, Output, IsWaiting, cancellation);
        Warnings.Tell();
    }

    private KeyValuePair<string, string>[] ReadMap(string file)
    {
        var lines = ListOf(file);
        return [.. lines.Read().Select(entry => entry.Line.Split('\t') switch
        {
            [var old, var name] => KeyValuePair.Create(old, name),
            var names => throw new InvalidDataException(
                $"{lines.At(entry.Number)}: '{entry.Line}' has {names.Length} columns, an old name, a tab and a new one were expected"),
        })];
    }
}
