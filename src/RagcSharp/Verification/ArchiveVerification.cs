using RagcSharp.Archive;
using RagcSharp.Reading;

namespace RagcSharp.Verification;

/// <summary>The stages of verifying an archive: each looks at what the ones before have left in doubt.</summary>
internal sealed class ArchiveVerification(
    Func<ArchiveReader> open, VerificationOptions options, Faults faults, CancellationToken cancellation)
{
    private readonly ProgressReport _progress = new(options.Progress);
    private bool _hasChecks;
    private int _parts;
    private int _samples;
    private long _contigs;
    private long _bases;
    private int _compared;

    /// <summary>Verifies what <paramref name="open"/> opens. It is called <paramref name="name"/> in messages.</summary>
    public static VerificationReport Run(
        Func<ArchiveReader> open,
        string name,
        VerificationOptions options,
        Action<VerificationFinding>? found,
        CancellationToken cancellation)
    {
        var faults = new Faults(name, found);
        return new ArchiveVerification(open, options, faults, cancellation).Run();
    }

    private VerificationReport Run()
    {
        var originals = new Originals(options.Originals, options.TreatContigsAsSamples, options.Warn);
        try
        {
            using var reader = open();
            _hasChecks = reader.HasChecks;
            var parts = new PartVerifier(reader, faults);
            _parts = parts.Count;
            _progress.Change(now => now with { Parts = _parts });
            var damaged = parts.Verify(options.SkipContents, options.Threads, _progress, cancellation);
            if (!options.SkipContents)
                Verify(reader, damaged, originals);
        }
        catch (InvalidDataException e)
        {
            faults.Take(e);
        }

        faults.Complete();
        return Report();
    }

    private void Verify(ArchiveReader reader, Dictionary<(string Stream, int Part), Faults.Cause> damaged, Originals originals)
    {
        using var archive = new OpenArchive(reader, ArchiveOptions.InOrder);
        _samples = archive.Samples.Names.Count;
        _progress.Change(now => now with { Samples = _samples });
        new TableVerifier(archive, faults).Verify();
        originals.CheckSamples(archive.Samples, faults);
        using var contigs = new SampleVerifier(archive, damaged, originals, faults);
        var texts = new TextVerifier(archive, originals, faults);
        try
        {
            contigs.Verify(options.Threads, _progress, cancellation);
            texts.Verify(options.Threads, cancellation);
        }
        finally
        {
            _contigs = contigs.Contigs;
            _bases = contigs.Bases;
            _compared = contigs.Compared + texts.Compared;
        }
    }

    private VerificationReport Report() => new()
    {
        FindingCount = faults.Count,
        AffectedSamples = faults.AffectedSamples,
        HasChecks = _hasChecks,
        PartCount = _parts,
        SampleCount = _samples,
        ContigCount = _contigs,
        Bases = _bases,
        Compared = _compared,
    };
}
