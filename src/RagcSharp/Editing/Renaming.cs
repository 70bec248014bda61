using RagcSharp.Collection;

namespace RagcSharp.Editing;

/// <summary>New names for samples.</summary>
internal static class Renaming
{
    private static readonly System.Text.UTF8Encoding StrictText = new(false, throwOnInvalidBytes: true);

    /// <summary>Names of all samples, as they are to be stored. All change at once, so two samples may swap theirs.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="archive">What errors call the archive.</param>
    /// <param name="names">Old names and new ones.</param>
    /// <exception cref="ArgumentException">A name is no sample's, there twice, no name at all, or would be two samples'.</exception>
    public static byte[][] Apply(SampleCatalog samples, string archive, IEnumerable<KeyValuePair<string, string>> names)
    {
        var texts = samples.Names.ToArray();
        byte[][] stored = [.. samples.StoredNames];
        var renamed = new HashSet<int>();
        foreach (var (old, name) in names)
        {
            int sample = samples.Find(old);
            if (sample < 0)
                throw new ArgumentException($"{archive}: no sample {old}");
            if (!renamed.Add(sample))
                throw new ArgumentException($"{archive}: sample {old} is renamed twice");
            stored[sample] = Stored(name, archive, old);
            texts[sample] = name;
        }

        var uses = texts.CountBy(name => name).ToDictionary(use => use.Key, use => use.Value, StringComparer.Ordinal);
        if (renamed.Select(sample => texts[sample]).FirstOrDefault(name => uses[name] > 1) is { } twice)
            throw new ArgumentException($"{archive}: two samples would be named {twice}");
        return stored;
    }

    private static byte[] Stored(string name, string archive, string old)
    {
        if (name.Length == 0)
            throw new ArgumentException($"{archive}: an empty name for sample {old}");
        if (name.Any(char.IsControl))
            throw new ArgumentException($"{archive}: a control character in the new name of sample {old}");
        try
        {
            return StrictText.GetBytes(name);
        }
        catch (System.Text.EncoderFallbackException e)
        {
            throw new ArgumentException($"{archive}: the new name of sample {old} is no text", e);
        }
    }
}
