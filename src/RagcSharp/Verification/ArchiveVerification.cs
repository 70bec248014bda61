using RagcSharp.Archive;

namespace RagcSharp.Verification;

/// <summary>The stages of verifying an archive: each looks at what the ones before have left in doubt.</summary>
internal sealed class ArchiveVerification(
    Func<ArchiveReader> open, VerificationOptions options, Faults faults, CancellationToken cancellation)
{
    private readonly ProgressReport _progress = new(options.Progress);
    private bool _hasChecks;
    private int _parts;
    private int _samples;
    private SampleVerifier? _contigs;
    private TextVerifier? _texts;

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
        var originals = new Originals(options.Originals, options.IsConcatenated, options.Warn);
        try
        {
            using var reader = open();
            _hasChecks = reader.HasChecks;
            var parts = new PartVerifier(reader, faults);
            _parts = parts.Count;
            _progress.Change(now => now with { Parts = _parts });
            var damaged = parts.Verify(options.IsQuick, options.Threads, _progress, cancellation);
            if (!options.IsQuick)
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
        using var archive = AgcArchive.Open(reader);
        _samples = archive.Samples.Count;
        _progress.Change(now => now with { Samples = _samples });
        using (_contigs = archive.ToVerified(damaged, originals, faults))
            _contigs.Verify(options.Threads, _progress, cancellation);
        _texts = archive.ToVerifiedTexts(originals, faults);
        _texts.Verify(options.Threads, cancellation);
    }

    private VerificationReport Report() => new()
    {
        Findings = faults.Count,
        AffectedSamples = faults.AffectedSamples,
        HasChecks = _hasChecks,
        Parts = _parts,
        Samples = _samples,
        Contigs = _contigs?.Contigs ?? 0,
        Bases = _contigs?.Bases ?? 0,
        Compared = (_contigs?.Compared ?? 0) + (_texts?.Compared ?? 0),
    };
}
