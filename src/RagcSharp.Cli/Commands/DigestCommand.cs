using System.Globalization;
using System.Text.Json;

using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("digest", HelpText = "Print digests of sequences: GA4GH refget, MD5 as in SAM, and seqcol of whole samples.")]
internal sealed class DigestCommand : DecodingCommand
{
    private const string ContigHeader = "sample\tcontig\tlength\trefget\tmd5\tseqcol", SampleHeader = "sample\tcontigs\tlength\tseqcol";

    [Value(1, MetaName = "[SAMPLE...]", HelpText = "Names of samples. (Default: all, in the order of the archive)")]
    public IEnumerable<string> Samples { get; set; } = [];

    [Option("full-names", HelpText = "Name contigs by their whole headers, not by the first word; seqcol depends on it.")]
    public bool HasFullNames { get; set; }

    [Option("samples-only", HelpText = "Print a line a sample, not a line a contig.")]
    public bool IsOfSamples { get; set; }

    [Option("json", HelpText = "Print JSON: an array of samples with their contigs.")]
    public bool IsJson { get; set; }

    protected override void Run(AgcArchive archive, CancellationToken cancellation)
    {
        string[] samples = [.. Samples];
        CheckSamples(archive, samples);
        var asked = samples.Length > 0 ? samples : archive.Samples;
        var status = new ReadingStatus(asked.Count, "samples", "b");
        using var line = IsOutputAFile ? ShowProgress(status.Fields) : null;
        Write(Counted(archive.ComputeDigests(asked, ThreadCount, HasFullNames, cancellation), status));
    }

    private void Write(IEnumerable<AgcSampleDigest> digests)
    {
        if (IsJson)
            WriteOutput(output => Json.Write(output, json => WriteJson(digests, json)));
        else if (IsOfSamples)
            WriteLines(digests.Select(SampleLine).Prepend(SampleHeader));
        else
            WriteLines(digests.SelectMany(ContigLines).Prepend(ContigHeader));
    }

    private static IEnumerable<AgcSampleDigest> Counted(IEnumerable<AgcSampleDigest> digests, ReadingStatus status)
    {
        foreach (var digest in digests)
        {
            status.Add(digest.Contigs.Sum(contig => contig.Length));
            status.EndOne();
            yield return digest;
        }
    }

    private static IEnumerable<string> ContigLines(AgcSampleDigest sample) => sample.Contigs.Select(contig => Row(
        sample.Sample, contig.Name, Number(contig.Length), contig.Refget, contig.Md5, sample.Collection.Digest));

    private static string SampleLine(AgcSampleDigest sample) => Row(
        sample.Sample, Number(sample.Contigs.Count), Number(sample.Contigs.Sum(contig => contig.Length)), sample.Collection.Digest);

    // A tab within a name would be taken for the end of a field.
    private static string Row(params string[] fields) =>
        string.Join('\t', fields.Select(field => field.Replace("\t", "\\t", StringComparison.Ordinal)));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void WriteJson(IEnumerable<AgcSampleDigest> samples, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var sample in samples)
        {
            json.WriteStartObject();
            json.WriteString("sample", sample.Sample);
            json.WriteString("seqcol", sample.Collection.Digest);
            json.WriteString("names", sample.Collection.Names);
            json.WriteString("lengths", sample.Collection.Lengths);
            json.WriteString("sequences", sample.Collection.Sequences);
            if (!IsOfSamples)
                WriteContigs(sample.Contigs, json);
            json.WriteEndObject();
            json.Flush();
        }

        json.WriteEndArray();
    }

    private static void WriteContigs(IReadOnlyList<AgcContigDigest> contigs, Utf8JsonWriter json)
    {
        json.WriteStartArray("contigs");
        foreach (var contig in contigs)
        {
            json.WriteStartObject();
            json.WriteString("name", contig.Name);
            json.WriteNumber("length", contig.Length);
            json.WriteString("refget", contig.Refget);
            json.WriteString("md5", contig.Md5);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
