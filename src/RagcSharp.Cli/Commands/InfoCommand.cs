using System.Globalization;
using System.Text.Json;

using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("info", HelpText = "Tell what an archive holds and how it was made.")]
internal sealed class InfoCommand : ReadCommand
{
    [Value(1, Hidden = true)]
    public IEnumerable<string> Surplus { get; set; } = [];

    [Option('v', "verbosity", Default = "0", MetaValue = "N", HelpText = "From 1 on: all that the archive tells of its producer.")]
    public string? Verbosity { get; set; }

    [Option("json", HelpText = "Print JSON.")]
    public bool IsJson { get; set; }

    protected override void Check()
    {
        CheckSurplus(Surplus);
        _ = VerbosityOf(Verbosity);
    }

    protected override void Run(AgcArchive archive, CancellationToken cancellation)
    {
        var info = archive.ReadInfo();
        if (IsJson)
            WriteOutput(output => Json.Write(output, json => WriteJson(info, json)));
        else
            WriteLines(Lines(info));
    }

    private IEnumerable<string> Lines(AgcArchiveInfo info)
    {
        // These first, as C++ AGC prints them.
        yield return $"No. samples      : {info.SampleCount}";
        yield return $"k-mer length     : {info.KmerLength}";
        yield return $"Min. match length: {info.MinMatchLength}";
        if (info.SegmentSize > 0)
            yield return $"Segment size     : {info.SegmentSize}";
        yield return $"Batch size       : {info.BatchSize}";
        yield return $"Reference name   : {info.Reference}";
        if (info.CommandLines.Count > 0)
            yield return "Command lines:";
        foreach (var (command, date) in info.CommandLines)
            yield return $"{date} : {command}";
        yield return $"No. contigs      : {info.ContigCount}";
        yield return $"Total bases      : {info.Bases}";
        yield return $"File version     : {info.FormatVersion}";
        yield return $"Producer         : {ProducerOf(info)}";
        yield return $"Modes            : {ModesOf(info)}";
        yield return $"Checks           : {(info.HasChecks ? "CRC-32C of every part" : "none")}";
        yield return "Component sizes:";
        yield return $"  references     : {info.ReferenceSize}";
        yield return $"  raw groups     : {info.RawSize}";
        yield return $"  deltas         : {info.DeltaSize}";
        yield return $"  collection     : {info.CollectionSize}";
        yield return $"  splitters      : {info.SplitterSize}";
        if (info.ExactSize > 0)
            yield return $"  exact text     : {info.ExactSize}";
        yield return $"  whole file     : {info.FileSize}";
        if (info.MendedSamples.Count > 0)
        {
            yield return $"Lengths of {info.MendedSamples.Count} samples were stored wrongly by the AGC that appended them; read rightly here: "
                + string.Join(' ', info.MendedSamples);
        }

        if (VerbosityOf(Verbosity) == 0)
            yield break;
        yield return "File type info:";
        foreach (var (key, value) in info.Producer)
            yield return $"  {key} : {value}";
    }

    // As options of the command line.
    private static string ModesOf(AgcArchiveInfo info)
    {
        if (!info.IsDense && info.FallbackFraction is null)
            return "none recorded";
        List<string> modes = [];
        if (info.IsDense)
            modes.Add("--dense");
        if (info.IsAdaptive == true)
            modes.Add("-a");
        if (info.IsConcatenated == true)
            modes.Add("-c");
        if (info.FallbackFraction is > 0 and var fraction)
            modes.Add(string.Create(CultureInfo.InvariantCulture, $"-f {fraction}"));
        return modes.Count > 0 ? string.Join(' ', modes) : "none";
    }

    private static string ProducerOf(AgcArchiveInfo info)
    {
        string? Value(string key) => info.Producer.GetValueOrDefault(key);
        return $"{Value("producer")} {Value("producer_version_major")}.{Value("producer_version_minor")} [{Value("producer_version_build")}]";
    }

    private static void WriteJson(AgcArchiveInfo info, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("samples", info.SampleCount);
        json.WriteNumber("contigs", info.ContigCount);
        json.WriteNumber("bases", info.Bases);
        json.WriteNumber("kmer_length", info.KmerLength);
        json.WriteNumber("min_match_length", info.MinMatchLength);
        json.WriteNumber("segment_size", info.SegmentSize);
        json.WriteNumber("batch_size", info.BatchSize);
        json.WriteBoolean("dense", info.IsDense);
        if (info is { IsAdaptive: { } isAdaptive, IsConcatenated: { } isConcatenated, FallbackFraction: { } fraction })
        {
            json.WriteStartObject("modes");
            json.WriteBoolean("adaptive", isAdaptive);
            json.WriteBoolean("concatenated", isConcatenated);
            json.WriteNumber("fallback", fraction);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("modes");
        }

        json.WriteString("reference", info.Reference);
        json.WriteString("file_version", info.FormatVersion.ToString());
        json.WriteStartObject("producer");
        foreach (var (key, value) in info.Producer)
            json.WriteString(key, value);
        json.WriteEndObject();
        json.WriteStartArray("command_lines");
        foreach (var (command, date) in info.CommandLines)
        {
            json.WriteStartObject();
            json.WriteString("command", command);
            json.WriteString("date", date);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("bytes");
        json.WriteNumber("references", info.ReferenceSize);
        json.WriteNumber("raw_groups", info.RawSize);
        json.WriteNumber("deltas", info.DeltaSize);
        json.WriteNumber("collection", info.CollectionSize);
        json.WriteNumber("splitters", info.SplitterSize);
        if (info.ExactSize > 0)
            json.WriteNumber("exact", info.ExactSize);
        json.WriteNumber("file", info.FileSize);
        json.WriteEndObject();
        json.WriteBoolean("checks", info.HasChecks);
        json.WriteStartArray("mended_samples");
        foreach (string sample in info.MendedSamples)
            json.WriteStringValue(sample);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
