using RagcSharp.Archive;
using RagcSharp.Dense;
using RagcSharp.Editing;
using RagcSharp.Files;
using RagcSharp.Reading;

namespace RagcSharp;

/// <summary>
/// Makes archives of other ones, of any version of the format, without decompressing what can be copied: with some of the samples, or with
/// other names. The result is an archive of version 3, with checks; what its samples give back is what they gave before.
/// </summary>
/// <remarks>
/// An archive that goes to a file appears under its name when it is complete; the file may be the archive that it is made of. Several
/// threads and processes may edit at a time; of those that replace one and the same archive, one at a time.
/// </remarks>
public static class AgcEditor
{
    /// <summary>Makes an archive of some of the samples of another one, in its order; the first of them is the new reference.</summary>
    /// <param name="archive">The other archive.</param>
    /// <param name="samples">Names of those that are kept; or that go, with <see cref="SubsetOptions.ExcludeSamples"/>.</param>
    /// <param name="path">The new archive.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">There is no sample of a name, a name is there twice, or no sample would be left.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged, or holds what this version would lose.</exception>
    /// <exception cref="IOException">
    /// The archive cannot be read, or the new one not be written, or it is to replace an archive that another run has changed or is changing.
    /// </exception>
    public static SubsetSummary Subset(
        string archive,
        IReadOnlyList<string> samples,
        string path,
        SubsetOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var replaced = ReplacedArchive.Of(archive, path, options?.WaitForLock ?? false, cancellation);
        return Edit(archive, source => WriteFile(source, replaced, path, NewSubset(source, archive, samples, options, cancellation)));
    }

    /// <summary>Writes the new archive to a stream, forward only, which stays open.</summary>
    /// <inheritdoc cref="Subset(string, IReadOnlyList{string}, string, SubsetOptions?, CancellationToken)"/>
    public static SubsetSummary Subset(
        string archive,
        IReadOnlyList<string> samples,
        Stream output,
        SubsetOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        return Edit(archive, source => NewSubset(source, archive, samples, options, cancellation)(output));
    }

    /// <summary>Makes an archive of some of the samples of one that is open, and stays open.</summary>
    internal static SubsetSummary Subset(
        OpenArchive archive, IReadOnlyList<string> samples, Stream output, SubsetOptions? options, CancellationToken cancellation) =>
        NewSubset(archive, archive.Reader.Path, samples, options, cancellation)(output);

    /// <summary>Gives samples other names. Of an archive of version 3 everything else is copied.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="names">Old names and new ones; all change at once, so two samples may swap theirs.</param>
    /// <param name="path">The new archive, which may be the same file.</param>
    /// <param name="waitsForOthers">
    /// When it is the same file, and another run is changing that: whether to wait until it is done. Otherwise that is an error.
    /// </param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">
    /// There is no sample of an old name, it is there twice, or a new name is empty, has control characters, or would be two samples'.
    /// </exception>
    /// <exception cref="InvalidDataException">The archive is damaged, or holds what this version would lose.</exception>
    /// <exception cref="IOException">
    /// The archive cannot be read, or the new one not be written, or it is to replace an archive that another run has changed or is changing.
    /// </exception>
    public static void Rename(
        string archive,
        IEnumerable<KeyValuePair<string, string>> names,
        string path,
        bool waitsForOthers = false,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var replaced = ReplacedArchive.Of(archive, path, waitsForOthers, cancellation);
        _ = Edit(archive, source => WriteFile(source, replaced, path, NewRenaming(source, archive, names, cancellation)));
    }

    /// <summary>Writes the new archive to a stream, forward only, which stays open.</summary>
    /// <inheritdoc cref="Rename(string, IEnumerable{KeyValuePair{string, string}}, string, bool, CancellationToken)"/>
    public static void Rename(
        string archive, IEnumerable<KeyValuePair<string, string>> names, Stream output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        _ = Edit(archive, source => NewRenaming(source, archive, names, cancellation)(output));
    }

    /// <summary>
    /// Makes one archive of several, of any versions, with the samples of all of them in their order. They must have the same k, shortest match
    /// and segment size; the first one gives the batch size.
    /// </summary>
    /// <remarks>
    /// Groups of segments that have the same pair of k-mers become one: where their references are the same, as is usual when the archives
    /// have the same first sample, full packs are copied. A first sample that equals that of the first archive is stored once.
    /// </remarks>
    /// <param name="archives">The archives, at least one.</param>
    /// <param name="path">The new archive, which may be one of them.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">
    /// There is no archive, they were made with different parameters, or two samples have the same name.
    /// </exception>
    /// <exception cref="InvalidDataException">An archive is damaged, or holds what this version would lose.</exception>
    /// <exception cref="IOException">
    /// An archive cannot be read, or the new one not be written, or it is to replace an archive that another run has changed or is changing.
    /// </exception>
    public static MergeSummary Merge(
        IReadOnlyList<string> archives, string path, MergeOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(archives);
        ArgumentNullException.ThrowIfNull(path);
        // One lock is enough, by whatever name the archive is given again.
        using var replaced = archives.Select(archive => ReplacedArchive.Of(archive, path, options?.WaitForLock ?? false, cancellation))
            .FirstOrDefault(archive => archive is not null);
        using var sources = new MergedArchives(archives);
        return WriteFile(sources, replaced, path, sources.NewWriter(options, cancellation).Write);
    }

    /// <summary>Writes the new archive to a stream, forward only, which stays open.</summary>
    /// <inheritdoc cref="Merge(IReadOnlyList{string}, string, MergeOptions?, CancellationToken)"/>
    public static MergeSummary Merge(
        IReadOnlyList<string> archives, Stream output, MergeOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(archives);
        ArgumentNullException.ThrowIfNull(output);
        using var sources = new MergedArchives(archives);
        return sources.NewWriter(options, cancellation).Write(output);
    }

    // What is wrong with an archive is found in many places. Each says where in the archive, and here it is said in which.
    private static T Edit<T>(string archive, Func<OpenArchive, T> edit)
    {
        ArgumentNullException.ThrowIfNull(archive);
        using var source = OpenArchive.Open(archive, ArchiveOptions.InOrder);
        try
        {
            return edit(source);
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith($"{archive}: ", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{archive}: {e.Message}", e);
        }
    }

    private static Func<Stream, SubsetSummary> NewSubset(
        OpenArchive archive, string name, IReadOnlyList<string> samples, SubsetOptions? options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(samples);
        options ??= new SubsetOptions();
        options.Check();
        var source = new SourceArchive(archive);
        int[] kept = SampleChoice.Of(source.Samples, name, samples, options.ExcludeSamples);
        if (RecordedDense.Read(source.Reader) is not { } recorded)
            return new SubsetWriter(source, kept, source.Samples.StoredNames, options, cancellation).Write;
        source.CheckKnown();
        return new DenseSubset(source, recorded, kept, options, cancellation).Write;
    }

    // An older archive becomes one of version 3 first. What writes it returns the number of samples.
    private static Func<Stream, int> NewRenaming(
        OpenArchive archive, string name, IEnumerable<KeyValuePair<string, string>> names, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(names);
        var source = new SourceArchive(archive);
        source.CheckKnown();
        byte[][] renamed = Renaming.Apply(source.Samples, name, names);
        var options = new SubsetOptions();
        if (source.Version == StreamNames.NewVersion)
        {
            return output =>
            {
                new RenamedArchive(source, renamed).Write(output, options.Threads, cancellation);
                return renamed.Length;
            };
        }

        var writer = new SubsetWriter(source, [.. Enumerable.Range(0, renamed.Length)], renamed, options, cancellation);
        return output => writer.Write(output).SampleCount;
    }

    // What is read is closed before what is written may take its place.
    private static T WriteFile<T>(IDisposable source, ReplacedArchive? replaced, string path, Func<Stream, T> write)
    {
        using var file = new OutputFile(path);
        var result = write(file.Stream);
        source.Dispose();
        _ = file.Complete();
        replaced?.Check();
        file.Commit();
        return result;
    }
}
