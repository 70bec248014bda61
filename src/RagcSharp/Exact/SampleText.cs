using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Exact;

/// <summary>
/// What AGC has forgotten of a sample's text, as an archive holds it: its part, and where the blocks of the tracks are. Not thread-safe.
/// </summary>
internal sealed class SampleText : IDisposable
{
    private readonly NativeBuffer _part;
    private readonly ZstdContext _zstd = new();
    private readonly Dictionary<Track, List<StoredBlock>> _blocks = [];
    private readonly List<TrackReader> _readers = [];
    private Dictionary<long, byte[]>? _headers;

    /// <param name="part">The part, of at least one byte; owned from now on.</param>
    /// <exception cref="InvalidDataException">The part is damaged, or of a newer version.</exception>
    public SampleText(NativeBuffer part)
    {
        _part = part;
        var bytes = part.AsSpan();
        if (bytes[0] != ExactText.Version)
            throw new InvalidDataException($"version {bytes[0]}, {ExactText.Version} was expected: damage, or of a newer ragc-sharp");
        for (int at = 1; at < bytes.Length;)
        {
            var block = StoredBlock.Scan(bytes, ref at);
            if (!_blocks.TryGetValue(block.Track, out var blocks))
                _blocks.Add(block.Track, blocks = []);
            blocks.Add(block);
        }
    }

    /// <summary>A reader of a track, which lives as long as this.</summary>
    public TrackReader Read(Track track)
    {
        var reader = new TrackReader(_part, _blocks.GetValueOrDefault(track) ?? [], _zstd);
        _readers.Add(reader);
        return reader;
    }

    /// <summary>The header of a record as it stood in the text; null if its name tells it.</summary>
    public byte[]? Header(long record) => (_headers ??= ReadHeaders()).GetValueOrDefault(record);

    public void Dispose()
    {
        foreach (var reader in _readers)
            reader.Dispose();
        _part.Dispose();
        _zstd.Dispose();
    }

    private Dictionary<long, byte[]> ReadHeaders()
    {
        var headers = new Dictionary<long, byte[]>();
        var reader = Read(Track.Headers);
        for (long record = 0; reader.MoveNext(); record++)
        {
            record += reader.First;
            headers.Add(record, reader.TakeText(reader.Second).ToArray());
        }

        return headers;
    }
}
