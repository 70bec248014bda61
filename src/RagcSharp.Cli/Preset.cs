namespace RagcSharp.Cli;

/// <summary>Options that suit a kind of genomes, under a name. Those that are given besides win.</summary>
internal static class Preset
{
    /// <summary>What each sets. <c>append</c> takes the modes of it.</summary>
    public const string Help =
        "Options that suit a kind of genomes; those that are given win. virus: -s 10000 -k 17 -b 500 (with -c where they come in one "
        + "file; for genomes of more than 50,000 bases with -s 60000); bacteria: -a -s 10000 -k 17 -f 0.02; yeast: -s 5000 -k 17; human: the defaults. append takes -a and -f of them, as an "
        + "archive tells the others.";

    private static readonly (string Name, CompressionOptions Options)[] All =
    [
        ("virus", CompressionOptions.ForViruses),
        ("bacteria", CompressionOptions.ForBacteria),
        ("yeast", CompressionOptions.ForYeasts),
        ("human", CompressionOptions.ForHumans),
    ];

    /// <summary>The options of a name; the defaults for null.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static CompressionOptions Named(string? name) =>
        name is null ? new CompressionOptions()
        : Array.Find(All, preset => preset.Name == name).Options
            ?? throw new UsageException($"--preset {name}: {string.Join(", ", All.Select(preset => preset.Name))} are possible");
}
