using RagcSharp.Archive;
using RagcSharp.Reading;

namespace RagcSharp.Verification;

/// <summary>
/// Verifies the splitters, the table of groups, and the recorded modes: extraction needs none of them, adding samples does. Used by one
/// thread.
/// </summary>
internal sealed class TableVerifier(OpenArchive archive, Faults faults)
{
    public void Verify()
    {
        foreach (var verify in (Action[])[VerifySplitters, VerifySegmentSplitters, VerifyModes])
        {
            try
            {
                verify();
            }
            catch (InvalidDataException e)
            {
                faults.Take(e);
            }
        }
    }

    private void VerifySplitters()
    {
        ulong[] splitters = archive.Reader.Decode(StreamNames.Splitters, KmerTables.DecodeSplitters);
        for (int i = 1; i < splitters.Length; i++)
        {
            if (splitters[i] <= splitters[i - 1])
            {
                faults.Tell($"stream {StreamNames.Splitters}: entry {i} is not larger than the one before");
                return;
            }
        }
    }

    private void VerifySegmentSplitters()
    {
        var entries = archive.Reader.Decode(StreamNames.SegmentSplitters, KmerTables.DecodeSegmentSplitters);
        int wrong = Array.FindIndex(
            entries, entry => entry.Group > int.MaxValue || !archive.Reader.Has(StreamNames.Delta((int)entry.Group, archive.Version)));
        if (wrong >= 0)
            faults.Tell($"stream {StreamNames.SegmentSplitters}: entry {wrong} is of group {entries[wrong].Group}, which there is not");
    }

    private void VerifyModes()
    {
        foreach (var (sample, contig) in RecordedModes.Read(archive.Reader)?.WithOwnSplitters ?? [])
        {
            if (sample >= archive.Samples.Names.Count || contig >= archive.Samples[sample].Contigs.Count)
            {
                faults.Tell($"stream {StreamNames.Modes}: contig {contig} of sample {sample}, which there is not");
                return;
            }
        }
    }
}
