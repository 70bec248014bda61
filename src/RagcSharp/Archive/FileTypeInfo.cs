using System.Text;

namespace RagcSharp.Archive;

/// <summary>Who wrote an archive, and in which version of the format (docs/format.md §1.3).</summary>
internal sealed class FileTypeInfo
{
    private const string Major = "file_version_major", Minor = "file_version_minor", Producer = "producer";
    private const string OurName = "ragc-sharp";

    private const int MostBytes = 1 << 16;

    private readonly SortedDictionary<string, string> _pairs = new(StringComparer.Ordinal);

    private FileTypeInfo()
    {
    }

    public IReadOnlyDictionary<string, string> Pairs => _pairs;

    /// <summary>The version of the format.</summary>
    public Version Version { get; private set; } = new(0, 0);

    /// <summary>Whether this program wrote the archive.</summary>
    public bool IsOurs => _pairs.GetValueOrDefault(Producer) == OurName;

    /// <summary>What we write: file version 3.0.</summary>
    public static FileTypeInfo Ours()
    {
        var version = typeof(FileTypeInfo).Assembly.GetName().Version ?? new Version(0, 0, 0);
        var info = new FileTypeInfo { Version = new Version(3, 0) };
        info._pairs["comment"] = $"ragc-sharp v. {version.ToString(3)}, archives for AGC (Assembled Genomes Compressor) 3";
        info._pairs[Major] = "3";
        info._pairs[Minor] = "0";
        info._pairs[Producer] = OurName;
        info._pairs["producer_version_build"] = version.ToString(3);
        info._pairs["producer_version_major"] = $"{version.Major}";
        info._pairs["producer_version_minor"] = $"{version.Minor}";
        return info;
    }

    /// <exception cref="InvalidDataException">The pairs are cut off, or name no version.</exception>
    public static FileTypeInfo Decode(ReadOnlySpan<byte> payload, ulong count)
    {
        // All that is known of a producer; ours and AGC's take some 200 bytes.
        if (payload.Length > MostBytes)
            throw new InvalidDataException($"{StreamNames.FileTypeInfo}: {payload.Length} bytes, at most {MostBytes} are possible");
        var info = new FileTypeInfo();
        for (ulong i = 0; i < count; i++)
        {
            string key = Text(ref payload);
            info._pairs[key] = Text(ref payload);
        }

        info.Version = new Version(info.Number(Major, 1), info.Pairs.ContainsKey(Minor) ? info.Number(Minor, 0) : 0);
        return info;
    }

    /// <summary>The payload; its metadata is the number of pairs.</summary>
    public byte[] Encode()
    {
        using var bytes = new MemoryStream();
        foreach (var (key, value) in _pairs)
        {
            bytes.Write(Encoding.UTF8.GetBytes(key));
            bytes.WriteByte(0);
            bytes.Write(Encoding.UTF8.GetBytes(value));
            bytes.WriteByte(0);
        }

        return bytes.ToArray();
    }

    private int Number(string key, int least) =>
        int.TryParse(_pairs.GetValueOrDefault(key), out int number) && number >= least
            ? number
            : throw new InvalidDataException($"{StreamNames.FileTypeInfo}: no {key}");

    private static string Text(ref ReadOnlySpan<byte> payload)
    {
        int end = payload.IndexOf((byte)0);
        if (end < 0)
            throw new InvalidDataException($"{StreamNames.FileTypeInfo}: a text without end");
        string text = Encoding.UTF8.GetString(payload[..end]);
        payload = payload[(end + 1)..];
        return text;
    }
}
