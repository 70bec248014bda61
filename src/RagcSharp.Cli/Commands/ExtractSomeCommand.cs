using CommandLine;

namespace RagcSharp.Cli.Commands;

/// <summary>
/// A command that writes a part of an archive as FASTA, to one output. C++ AGC can be told how to read it; here there is one way.
/// </summary>
internal abstract class ExtractSomeCommand : ExtractCommand
{
    [Option('p', "no-prefetch", HelpText = "Accepted for C++ AGC's sake: nothing is read that is not needed.")]
    public bool NoPrefetch { get; set; }

    [Option('s', "stream", HelpText = "Accepted for C++ AGC's sake: the output is streamed anyway.")]
    public bool IsStreamed { get; set; }

    protected override bool IsGzipNamed =>
        Output is not null && NamedCompression.Of(Output) == NamedCompression.Gzip;

    protected override void Check()
    {
        // Who calls the program agc may take every line on standard error for a failure.
        IsQuiet |= GivenName.IsAgc;
        base.Check();
    }
}
