using RagcSharp.Collection;

namespace RagcSharp.Editing;

/// <summary>Which samples of an archive are kept.</summary>
internal static class SampleChoice
{
    /// <summary>The numbers of those that are kept, in the order of the archive.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="archive">What errors call the archive.</param>
    /// <param name="names">Names of those that are kept, or of those that go.</param>
    /// <param name="areExcluded">Whether they go.</param>
    /// <exception cref="ArgumentException">A name is no sample's, or is there twice, or nothing would be left.</exception>
    public static int[] Of(SampleCatalog samples, string archive, IReadOnlyList<string> names, bool areExcluded)
    {
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (samples.Find(name) < 0)
                throw new ArgumentException($"{archive}: no sample {name}");
            if (!chosen.Add(name))
                throw new ArgumentException($"{archive}: sample {name} is named twice");
        }

        // Should an archive of somebody else's have a name twice: it is the first one that is extracted, but all of them that go.
        int[] kept = areExcluded
            ? [.. Enumerable.Range(0, samples.Names.Count).Where(sample => !chosen.Contains(samples.Names[sample]))]
            : [.. chosen.Select(samples.Find).Order()];
        return kept.Length > 0 ? kept : throw new ArgumentException($"{archive}: no sample would be left, at least one must be");
    }
}
