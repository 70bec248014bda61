using System.Text.RegularExpressions;

using RagcSharp.Tests.Support;

namespace RagcSharp.Tests;

/// <summary>Checks that every section of <c>docs/</c> that code or documentation cites exists: <c>docs/format.md §3.2, §3.3</c>.</summary>
public sealed partial class CitationTests
{
    private static readonly string[] Places = ["README.md", "CHANGELOG.md", "src", "tests", "scripts", "docs"];

    private static readonly string[] Kinds = [".cs", ".md", ".sh", ".1"];

    [Fact]
    public void CitedSections_Exist()
    {
        var sections = new Dictionary<string, HashSet<string>>();
        var faults = new List<string>();
        int count = 0;
        foreach (string file in Files())
        {
            // A page cites its own sections without its name, and a citation in a comment may continue on the next line.
            string text = ContinuedComment().Replace(File.ReadAllText(file), " ");
            string own = Path.GetRelativePath(Repository.Root, file);
            foreach (Match citation in Citation().Matches(text))
            {
                count++;
                string page = citation.Groups["page"] is { Success: true, Value: var name } ? name : own;
                if (!sections.TryGetValue(page, out var known))
                    sections.Add(page, known = SectionsOf(page));
                faults.AddRange(citation.Groups["section"].Captures
                    .Where(section => !known.Contains(section.Value))
                    .Select(section => $"{own}: {page} §{section.Value}"));
            }
        }

        Assert.Empty(faults);
        Assert.True(count > 40, $"{count} citations: the test does not find them any more");
    }

    [Fact]
    public void CitedPages_Exist()
    {
        var missing = Files()
            .SelectMany(file => Page().Matches(File.ReadAllText(file)).Select(page => $"{file}: {page.Value}"))
            .Where(place => !File.Exists(Repository.PathTo(place[(place.LastIndexOf(' ') + 1)..])));
        Assert.Empty(missing);
    }

    private static HashSet<string> SectionsOf(string page) => File.Exists(Repository.PathTo(page))
        ? [.. File.ReadLines(Repository.PathTo(page)).Select(line => Heading().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)]
        : [];

    private static IEnumerable<string> Files() => Places
        .Select(place => Repository.PathTo(place))
        .SelectMany(place => File.Exists(place) ? [place] : Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories))
        .Where(file => Kinds.Contains(Path.GetExtension(file)) && Path.GetFileName(file) != $"{nameof(CitationTests)}.cs");

    [GeneratedRegex(@"(?:(?<page>docs/[\w-]+\.md)\s+)?§(?<section>\d+(?:\.\d+)*)(?:(?:,| and)\s+§(?<section>\d+(?:\.\d+)*))*")]
    private static partial Regex Citation();

    [GeneratedRegex(@"\bdocs/[\w-]+\.md\b")]
    private static partial Regex Page();

    [GeneratedRegex(@"^#+ (\d+(?:\.\d+)*)\.? ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\n\s*//+\s*")]
    private static partial Regex ContinuedComment();
}
