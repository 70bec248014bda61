using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("getcol", HelpText = "Extract all samples as FASTA, one file each or all to standard output.")]
internal sealed class GetColCommand : ExtractCommand
{
    [Value(1, Hidden = true)]
    public IEnumerable<string> Surplus { get; set; } = [];

    [Option('r', "no-reference", HelpText = "Leave the reference sample out.")]
    public bool LeavesReferenceOut { get; set; }

    [Option('f', "fast", HelpText = "Accepted for C++ AGC's sake: memory does not grow with speed.")]
    public bool IsFast { get; set; }

    protected override void Check()
    {
        CheckSurplus(Surplus);
        base.Check();
    }

    protected override void Run(AgcArchive archive, CancellationToken cancellation)
    {
        string[] samples = [.. archive.Samples.Skip(LeavesReferenceOut ? 1 : 0)];
        if (Output is null)
        {
            WriteFasta(null, fasta => archive.WriteSamples(samples, fasta, Options, cancellation));
            return;
        }

        string[] files = [.. FileNames(samples).Select(file => Path.Combine(Output, file))];
        if (File.Exists(Output))
            throw new IOException($"{Output}: is a file, a folder was expected");
        MakeFolder(Output);
        WriteFasta([.. files.Zip(samples, (file, sample) => (
            (string?)file, (Action<Stream>)(fasta => archive.WriteSamples([sample], fasta, Options, cancellation))))]);
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{folder}: permission denied", e);
        }
    }

    // A sample's name must not lead out of the folder, and no file may be written twice.
    private string[] FileNames(string[] samples)
    {
        string extension = Level > 0 ? ".fa.gz" : ".fa";
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string sample in samples)
        {
            string file = (sample is "." or ".." ? sample.Replace('.', '_') : string.Join('_', sample.Split('/', '\\', '\0'))) + extension;
            if (!taken.TryAdd(file, sample))
                throw new InvalidDataException($"{Archive}: samples {taken[file]} and {sample} would both be written to {file}");
        }

        return [.. taken.Keys];
    }
}
