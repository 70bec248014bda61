using RagcSharp.Files;

namespace RagcSharp.Cli;

/// <summary>A stream that tells somebody how many bytes are written to it. The stream stays open.</summary>
internal sealed class CountedOutput(Stream output, Action<long> count) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        output.Write(buffer);
        count(buffer.Length);
    }

    public override void Flush() => output.Flush();
}
