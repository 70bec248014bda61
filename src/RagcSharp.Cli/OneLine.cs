using System.Globalization;
using System.Text;

namespace RagcSharp.Cli;

/// <summary>Messages as they are shown: they repeat names, and names come from files that anybody may have made.</summary>
internal static class OneLine
{
    /// <summary>Longer messages lose their middle: a header can have millions of letters.</summary>
    private const int MostCharacters = 2000;

    private const int Kept = MostCharacters / 2;

    /// <summary>
    /// One line, without anything that a terminal would act upon: such characters are told by their numbers, as <c>\x1b</c>.
    /// </summary>
    public static string Of(string message)
    {
        string text = message.ReplaceLineEndings(" ");
        if (text.Length > MostCharacters)
            text = $"{text.AsSpan(0, Kept)} … {text.AsSpan(text.Length - Kept)}";
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
            line.Append(IsHarmless(rune) ? rune.ToString() : $"\\x{rune.Value:x2}");
        return line.ToString();
    }

    // Besides control characters those that change the direction or break lines.
    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
