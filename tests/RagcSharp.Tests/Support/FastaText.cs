using RagcSharp.Fasta;

namespace RagcSharp.Tests.Support;

/// <summary>What FastaReader makes of bytes, as text.</summary>
internal static class FastaText
{
    public const string FileName = "some/file.fa";

    /// <summary>The records as <c>header=letters</c>, joined by <c>|</c>.</summary>
    public static string Read(Stream stream)
    {
        using var reader = FastaSource.Read(stream, FileName);
        var records = new List<string>();
        while (reader.Read() is { } record)
        {
            using (record)
                records.Add($"{Text.OfBytes(record.Header)}={Text.Letter(record.Symbols.AsSpan())}");
        }

        if (reader.Read() is not null)
            throw new InvalidOperationException("a record behind the end");
        return string.Join('|', records);
    }

    public static string Read(byte[] bytes) => Read(new MemoryStream(bytes));

    /// <summary>Read at once and in drops: the same, or the same error.</summary>
    public static string ReadBothWays(byte[] bytes)
    {
        string atOnce = ReadOrError(new MemoryStream(bytes));
        Assert.Equal(atOnce, ReadOrError(new TrickleStream(bytes)));
        return atOnce;
    }

    private static string ReadOrError(Stream stream)
    {
        try
        {
            return Read(stream);
        }
        catch (InvalidDataException e)
        {
            return "error: " + e.Message;
        }
    }
}
