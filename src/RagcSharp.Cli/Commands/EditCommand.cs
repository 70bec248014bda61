using CommandLine;

namespace RagcSharp.Cli.Commands;

/// <summary>A command that makes an archive of another one.</summary>
internal abstract class EditCommand : Command
{
    /// <summary>Reads standard input where a file of names is asked for.</summary>
    private const string StandardInput = "-";

    [Value(0, MetaName = "ARCHIVE", Required = true, HelpText = "The archive, of any version.")]
    public string Archive { get; set; } = "";

    /// <summary>Checks where the new archive goes; it may go to the place of the old one.</summary>
    /// <param name="names">The file of names, if there is one.</param>
    protected void CheckArchiveOutput(string? names)
    {
        CheckOutput(names == StandardInput ? null : names);
        if (Output is null && StandardOutput.IsTerminal)
            throw new UsageException("an archive is not written to a terminal; name a file with -o, or redirect the output");
    }

    /// <summary>The lines of a file of names, without the blank ones.</summary>
    protected static string[] ReadNames(string file)
    {
        try
        {
            using var reader = file == StandardInput ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(file);
            return [.. Lines(reader).Where(line => !string.IsNullOrWhiteSpace(line))];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new FileNotFoundException($"{NameOf(file)}: no such file", e);
        }
        catch (UnauthorizedAccessException e)
        {
            string what = Directory.Exists(file) ? "is a directory, a list of names was expected" : "permission denied";
            throw new IOException($"{file}: {what}", e);
        }
    }

    /// <summary>What errors call a file of names.</summary>
    protected static string NameOf(string file) => file switch
    {
        StandardInput => "standard input",
        "" => "''",
        _ => file,
    };

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
