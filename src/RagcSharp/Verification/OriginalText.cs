using RagcSharp.Files;

namespace RagcSharp.Verification;

/// <summary>Takes a text and compares it with that of a file, if there is one. Used by one thread.</summary>
/// <param name="original">The text of the file; disposed with this.</param>
/// <param name="file">The name of the file, for messages.</param>
internal sealed class OriginalText(Stream? original, string? file) : WriteOnlyStream
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _position;

    /// <summary>The first difference, in words; null while there is none.</summary>
    public string? Difference { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty && original is not null && Difference is null)
        {
            int wanted = Math.Min(_buffer.Length, buffer.Length);
            int read = original.ReadAtLeast(_buffer.AsSpan(0, wanted), wanted, throwOnEndOfStream: false);
            var there = _buffer.AsSpan(0, read);
            int same = buffer.CommonPrefixLength(there);
            if (same < wanted)
            {
                string other = same < read ? Describe(there[same]) : "the end";
                Difference = $"byte {_position + same} (from 0) of its text: {Describe(buffer[same])}, and {other} in {file}";
            }

            _position += same;
            buffer = buffer[same..];
        }
    }

    /// <summary>Says that the text is complete.</summary>
    public void Complete()
    {
        if (Difference is null && original?.ReadByte() is >= 0 and var next)
            Difference = $"byte {_position} (from 0) of its text: the end, and {Describe((byte)next)} in {file}";
    }

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            original?.Dispose();
        base.Dispose(disposing);
    }

    private static string Describe(byte b) => b is > 32 and < 127 ? $"'{(char)b}'" : $"0x{b:x2}";
}
