using System.Collections.Concurrent;

using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Threads;
using RagcSharp.Zstd;

namespace RagcSharp.Verification;

/// <summary>
/// Reads every part of an archive once, whether or not anything refers to it: they must fill the file, agree with their checks, and be
/// decodable. Used by one thread.
/// </summary>
internal sealed class PartVerifier
{
    // Bytes of content that a buffer keeps from one part to the next.
    private const long MostKept = 1 << 20;

    private readonly ArchiveReader _archive;
    private readonly Faults _faults;
    private readonly Place[] _places;

    public PartVerifier(ArchiveReader archive, Faults faults)
    {
        _archive = archive;
        _faults = faults;
        _places = [.. archive.Streams
            .SelectMany(stream => archive.Parts(stream).Select((part, number) => new Place(stream, number, part.Offset)))
            .OrderBy(place => place.Offset)];
    }

    /// <summary>Number of parts.</summary>
    public int Count => _places.Length;

    /// <summary>Reads all parts, in the order of the file, and gives the damaged ones.</summary>
    /// <param name="isQuick">Whether they are only read, and not decoded.</param>
    /// <param name="threads">Threads that read and decode.</param>
    /// <param name="progress">Told of each part that was read.</param>
    /// <param name="cancellation">Ends the work.</param>
    public Dictionary<(string Stream, int Part), Faults.Cause> Verify(
        bool isQuick, int threads, ProgressReport progress, CancellationToken cancellation)
    {
        var lengths = new long[_places.Length];
        var errors = new ConcurrentDictionary<int, string>();
        ThreadTeam.Run(threads, _places.Length, () => new Tools(), (i, tools) =>
        {
            try
            {
                Read(_places[i], isQuick, tools, out lengths[i]);
            }
            catch (InvalidDataException e)
            {
                errors[i] = e.Message;
            }

            progress.Change(now => now with { PartsRead = now.PartsRead + 1 });
        }, cancellation);
        if (!_archive.AreChecksIntact)
            _faults.Tell($"stream {StreamNames.Checks}: damaged: the checks are not those that were written");
        VerifyLayout(lengths);
        return errors.OrderBy(error => error.Key).ToDictionary(
            error => (_places[error.Key].Stream, _places[error.Key].Part), error => _faults.Add(error.Value));
    }

    // The length stays 0 when the part cannot be read.
    private void Read(Place place, bool isQuick, Tools tools, out long length)
    {
        length = 0;
        ulong metadata = _archive.ReadWhole(place.Stream, place.Part, tools.Payload, out length);
        bool isReference = StreamNames.IsReference(place.Stream);
        if (isQuick || !isReference && !StreamNames.IsDelta(place.Stream))
            return;
        try
        {
            // Of a part of no bytes the metadata do not count.
            byte? last = ContentCheck.Decode(tools.Payload, tools.Payload.Length == 0 ? 0 : metadata, tools.Zstd, tools.Content);
            tools.Content.Clear(MostKept);
            if (!isReference && last is not (null or PackContent.ItemEnd))
                throw new InvalidDataException("the last item of a pack has no end");
        }
        catch (InvalidDataException e)
        {
            throw _archive.Broken($"stream {place.Stream}, part {place.Part}: {e.Message}", e);
        }
    }

    // Every byte before the directory belongs to one part. What cannot be read is taken to end where the next one begins.
    private void VerifyLayout(long[] lengths)
    {
        long end = 0;
        string before = "the beginning of the file";
        for (int i = 0; i < _places.Length; i++)
        {
            var (stream, part, offset) = _places[i];
            VerifyBorder(end, before, offset, $"stream {stream}, part {part}");
            long next = i + 1 < _places.Length ? _places[i + 1].Offset : _archive.PartsEnd;
            long thisEnd = lengths[i] == 0 ? Math.Max(next, offset) : offset + lengths[i];
            if (thisEnd < end)
                continue;
            end = thisEnd;
            before = $"stream {stream}, part {part}";
        }

        VerifyBorder(end, before, _archive.PartsEnd, "the directory");
    }

    private void VerifyBorder(long end, string before, long start, string behind)
    {
        if (end < start)
            _faults.Tell($"{start - end} bytes at {end}, between {before} and {behind}, belong to nothing");
        else if (end > start)
            _faults.Tell($"{before} and {behind} share {end - start} bytes, from {start} on");
    }

    private readonly record struct Place(string Stream, int Part, long Offset);

    private sealed class Tools : IDisposable
    {
        public NativeBuffer Payload { get; } = new();

        public NativeBuffer Content { get; } = new();

        public ZstdContext Zstd { get; } = new();

        public void Dispose()
        {
            Payload.Dispose();
            Content.Dispose();
            Zstd.Dispose();
        }
    }
}
