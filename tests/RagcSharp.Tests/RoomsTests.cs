using System.Text.RegularExpressions;

using RagcSharp.Tests.Support;

namespace RagcSharp.Tests;

/// <summary>The source is laid out as the table of rooms in <c>src/README.md</c> says.</summary>
public sealed partial class RoomsTests
{
    private static readonly string Library = Repository.PathTo("src", "RagcSharp");

    // From top to bottom.
    private static readonly List<string> Rooms = [.. Rows()
        .Matches(File.ReadAllText(Repository.PathTo("src", "README.md")))
        .Select(row => row.Groups[1].Value)];

    [Fact]
    public void Folders_AreThoseOfTheTable() => Assert.Equal(
        Directory.GetDirectories(Library).Select(Path.GetFileName).Order(StringComparer.Ordinal),
        Rooms.Order(StringComparer.Ordinal));

    [Fact]
    public void Rooms_UseOnlyRoomsBelow()
    {
        var wrong =
            from room in Rooms
            from file in SourcesIn(room)
            from use in Usings().Matches(File.ReadAllText(file)).Select(use => use.Groups[1].Value)
            where use != room && Rooms.IndexOf(use) <= Rooms.IndexOf(room)
            select $"{Path.GetRelativePath(Library, file)} uses {use}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Namespaces_AreTheFolders()
    {
        var wrong =
            from file in Rooms.SelectMany(SourcesIn)
            let folder = Path.GetDirectoryName(Path.GetRelativePath(Library, file))!.Replace('/', '.')
            where !File.ReadLines(file).Contains($"namespace RagcSharp.{folder};")
            select Path.GetRelativePath(Library, file);
        Assert.Empty(wrong);
    }

    [Fact]
    public void TopFolder_HasPublicTypesOnly() => Assert.DoesNotContain(
        Directory.GetFiles(Library, "*.cs").SelectMany(File.ReadLines), line => line.StartsWith("internal ", StringComparison.Ordinal));

    private static string[] SourcesIn(string room) =>
        Directory.GetFiles(Path.Combine(Library, room), "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex("^\\| `RagcSharp/(\\w+)/`", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("^using RagcSharp\\.(\\w+)", RegexOptions.Multiline)]
    private static partial Regex Usings();
}
