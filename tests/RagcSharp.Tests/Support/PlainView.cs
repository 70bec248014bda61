using System.Text.RegularExpressions;

namespace RagcSharp.Tests.Support;

/// <summary>What AGC is to see of a file that is kept exactly, found in the plainest way.</summary>
internal static class PlainView
{
    private const string Table = "ACGTNRYSWKMBDHVU";

    /// <summary>The file in upper case and in lines of a length.</summary>
    public static string Of(string file, int lineLength)
    {
        var view = new System.Text.StringBuilder();
        string? header = null, letters = "";
        foreach (string line in Regex.Split(file, "\r\n|\n|\r").Append(">"))
        {
            string text = line.StartsWith("\u00ef\u00bb\u00bf>", StringComparison.Ordinal) && header is null ? line[3..] : line;
            if (!text.StartsWith('>'))
            {
                letters += text;
                continue;
            }

            if (header is not null)
                view.Append(Extracted.Fasta(header, Letters(letters), lineLength));
            header = Name(text[1..]);
            letters = "";
        }

        return view.ToString();
    }

    private static string Letters(string text) => string.Concat(text.Where(letter => letter >= 64).Select(Letter));

    private static char Letter(char letter)
    {
        char upper = char.ToUpperInvariant(letter);
        return letter < 128 && Table.Contains(upper, StringComparison.Ordinal) ? upper : 'N';
    }

    private static string Name(string header) =>
        string.IsNullOrWhiteSpace(header) ? "unnamed" : Regex.Replace(header, "[\0\u0080-\u00ff]", "_");
}
