using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

using RagcSharp.Fasta;

namespace RagcSharp.Reading;

/// <summary>
/// What the headers of regions are made of: text, and fields in braces; two braces stand for one. Immutable.
/// </summary>
internal sealed partial class HeaderTemplate
{
    private static readonly string[] Fields = ["sample", "contig", "header", "start", "end", "length", "strand", "name"];

    // Text and names of fields by turns, beginning with text.
    private readonly string[] _parts;

    /// <exception cref="ArgumentException">It is blank, there is no such field, or a brace without its other one.</exception>
    public HeaderTemplate(string template)
    {
        Text = template;
        if (string.IsNullOrWhiteSpace(template))
            throw new ArgumentException($"'{template}': no text and no field, so headers would be empty");
        if (template.AsSpan().ContainsAny('\n', '\r'))
            throw new ArgumentException("the template of headers has more than one line");
        var parts = new List<string>();
        var text = new StringBuilder();
        foreach (Match token in TokenPattern().Matches(template))
        {
            if (token.Value is "{{" or "}}")
            {
                text.Append(token.Value[0]);
            }
            else if (token.Groups["field"] is { Success: true } field)
            {
                parts.Add(text.ToString());
                parts.Add(Known(field.Value, template));
                text.Clear();
            }
            else if (token.Value is "{" or "}")
            {
                throw new ArgumentException($"'{template}': a brace without its other one; two stand for one");
            }
            else
            {
                text.Append(token.Value);
            }
        }

        parts.Add(text.ToString());
        _parts = [.. parts];
    }

    /// <summary>The template as it was given.</summary>
    public string Text { get; }

    /// <summary>The header of a region.</summary>
    /// <param name="region">The region.</param>
    /// <param name="sample">Name of its sample.</param>
    /// <param name="header">The contig's whole header.</param>
    public byte[] Fill(Region region, string sample, ReadOnlySpan<byte> header)
    {
        var filled = new List<byte>();
        for (int i = 0; i < _parts.Length; i++)
        {
            if (i % 2 == 0)
                filled.AddRange(Encoding.UTF8.GetBytes(_parts[i]));
            else if (_parts[i] == "header")
                filled.AddRange(header);
            else if (_parts[i] == "contig")
                filled.AddRange(FastaHeader.FirstWord(header));
            else
                filled.AddRange(Encoding.UTF8.GetBytes(Value(_parts[i], region, sample)));
        }

        return [.. filled];
    }

    private static string Value(string field, Region region, string sample)
    {
        var positions = region.Positions;
        return field switch
        {
            "sample" => sample,
            "start" => Number(positions == Positions.FromOne ? region.Start + 1 : region.Start),
            "end" => Number(positions == Positions.FromZero ? region.End - 1 : region.End),
            "length" => Number(region.End - region.Start),
            "strand" => region.IsReverse ? "-" : "+",
            _ => region.Title ?? ".",
        };
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Known(string field, string template) => Fields.Contains(field)
        ? field
        : throw new ArgumentException(
            $"'{template}': no field {{{field}}}; there are {string.Join(", ", Fields.Select(known => $"{{{known}}}"))}");

    [GeneratedRegex(@"\{\{|\}\}|\{(?<field>[^{}]*)\}|[{}]|[^{}]+", RegexOptions.CultureInvariant)]
    private static partial Regex TokenPattern();
}
