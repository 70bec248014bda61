using System.Text.Json;

using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("listctg", HelpText = "List the contigs of samples.")]
internal sealed class ListCtgCommand : ReadCommand
{
    [Value(1, MetaName = "SAMPLE...", Min = 1, HelpText = "Names of samples.")]
    public IEnumerable<string> Samples { get; set; } = [];

    [Option("lengths", HelpText = "Print a tab and the contig's length behind each header.")]
    public bool WithLengths { get; set; }

    [Option("json", HelpText = "Print JSON: an array of samples with their contigs and lengths.")]
    public bool IsJson { get; set; }

    protected override void Run(AgcArchive archive, CancellationToken cancellation)
    {
        // C++ AGC prints the name of an unknown sample, and goes on.
        if (!GivenName.IsAgc || IsJson)
            CheckSamples(archive, Samples);
        if (IsJson)
            WriteOutput(output => Json.Write(output, json => WriteJson(archive, json)));
        else
            WriteLines(Samples.SelectMany(sample => Lines(archive, sample).Prepend(sample)));
        CheckSamples(archive, Samples);
    }

    private IEnumerable<string> Lines(AgcArchive archive, string sample) =>
        archive.Contains(sample) ? archive.GetContigs(sample).Select(Line) : [];

    private string Line(AgcContig contig) => $"   {contig.Name}{(WithLengths ? $"\t{contig.Length}" : "")}";

    private void WriteJson(AgcArchive archive, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (string sample in Samples)
        {
            json.WriteStartObject();
            json.WriteString("sample", sample);
            json.WriteStartArray("contigs");
            foreach (var contig in archive.GetContigs(sample))
            {
                json.WriteStartObject();
                json.WriteString("name", contig.Name);
                json.WriteNumber("length", contig.Length);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
