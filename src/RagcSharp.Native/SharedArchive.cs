using RagcSharp.Reading;

namespace RagcSharp.Native;

/// <summary>An open archive, disposed when the last of its users releases it. Thread-safe.</summary>
internal sealed unsafe class SharedArchive
{
    private readonly AgcArchive _archive;

    // The handle itself is the first user.
    private int _users = 1;

    private SharedArchive(AgcArchive archive)
    {
        _archive = archive;
        Contigs = archive.ToNamedContigs();
    }

    /// <summary>The archive.</summary>
    public AgcArchive Archive => _archive;

    /// <summary>Its samples and contigs, by the bytes of their names.</summary>
    public NamedContigs Contigs { get; }

    /// <summary>The numbers of all samples, in the order of the bytes of their names.</summary>
    public IEnumerable<int> SortedSamples => Enumerable.Range(0, Contigs.Samples.Count)
        .Order(Comparer<int>.Create((a, b) => Contigs.Samples[a].AsSpan().SequenceCompareTo(Contigs.Samples[b])));

    /// <inheritdoc cref="OpenArchives.Open(byte*, bool, long)"/>
    public static SharedArchive Open(byte* path, bool isPrefetched, long cacheSize)
    {
        var file = NativeFile.Open(path);
        string name = CText.ToString(path);
        if (isPrefetched)
            file = NativeFile.CopyToMemory(file, name);
        var archive = AgcArchive.Open(file, name, new ArchiveOptions { CacheSize = cacheSize });
        return new SharedArchive(archive);
    }

    /// <summary>Becomes a user, unless the archive is closed.</summary>
    public bool TryAcquire()
    {
        for (int users = Volatile.Read(ref _users); users > 0;)
        {
            int before = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (before == users)
                return true;
            users = before;
        }

        return false;
    }

    /// <summary>Is a user no longer.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            _archive.Dispose();
    }
}
