using System.Collections;

using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Files;

/// <summary>Archives that are changed in their place, while somebody else changes them, too.</summary>
public sealed class ReplacedArchiveTests : IDisposable
{
    private const string Message = ": changed by another run meanwhile; nothing was written";

    private readonly TempDirectory _folder = new();
    private readonly string _path;

    public ReplacedArchiveTests()
    {
        _path = _folder.File("a.agc");
        File.Copy(new GoldenCase("toy").Archive, _path);
    }

    public static TheoryData<string> Ways => ["append", "subset", "rename"];

    public static TheoryData<string, string> Changes
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string way in (string[])["append", "subset", "rename"])
            {
                foreach (string change in (string[])["identity", "length", "time", "gone"])
                    all.Add(way, change);
            }

            return all;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Changes))]
    public void Change_OfTheArchiveMeanwhileIsAnError(string way, string change)
    {
        byte[]? left = null;
        string message = Assert.Throws<IOException>(() => Edit(way, _path, _path, () => left = Change(change))).Message;
        Assert.Equal(_path + Message, message);
        Assert.Equal(left, File.Exists(_path) ? File.ReadAllBytes(_path) : null);
        Assert.Equal(left is null ? [] : ["a.agc"], _folder.Names);
    }

    // What is made elsewhere is what the archive was when it was opened.
    [Theory]
    [MemberData(nameof(Ways))]
    public void Change_MattersOnlyInPlace(string way)
    {
        Edit(way, _path, _folder.File("b.agc"), () => Change("identity"));
        Assert.NotEmpty(SamplesOf(_folder.File("b.agc")));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Second_EditIsRefusedWhileTheFirstIsAtWork(string way)
    {
        string link = _folder.File("link.agc");
        File.CreateSymbolicLink(link, "a.agc");
        byte[] before = File.ReadAllBytes(_path);
        foreach (string second in (string[])["append", "subset", "rename", "merge"])
        {
            Edit(way, _path, _path, () =>
            {
                string message = Assert.Throws<IOException>(() => Edit(second, link, _path, () => { })).Message;
                Assert.StartsWith(_path + Message, message, StringComparison.Ordinal);
                // Those who read are not in its way, nor it in theirs.
                Assert.Equal(SamplesOf(new GoldenCase("toy").Archive), SamplesOf(_path));
                Edit(second, _path, _folder.File("elsewhere.agc"), () => { });
            });
            Assert.NotEqual(before, File.ReadAllBytes(_path));
            File.WriteAllBytes(_path, before);
        }
    }

    [Fact]
    public async Task Waiting_EndsWithTheOtherOrIsCancelled()
    {
        using var compressor = AgcCompressor.Append(_path, _path);
        compressor.Add("first", new MemoryStream(">c\nACGT\n"u8.ToArray()));
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.Throws<OperationCanceledException>(
            () => AgcEditor.Rename(_path, [KeyValuePair.Create("a", "x")], _path, waitsForOthers: true, impatient.Token));
        var patient = Task.Run(() => AgcEditor.Rename(_path, [KeyValuePair.Create("a", "x")], _path, waitsForOthers: true));
        await Task.WhenAny(patient, Task.Delay(TimeSpan.FromMilliseconds(200)));
        Assert.False(patient.IsCompleted);
        compressor.Finish();
        await patient.WaitAsync(TimeSpan.FromMinutes(5));
        Assert.Contains("first", SamplesOf(_path));
        Assert.Contains("x", SamplesOf(_path));
    }

    [Fact]
    public void Lock_IsGivenBackHoweverAnEditEnds()
    {
        Assert.Throws<ArgumentException>(() => AgcEditor.Subset(_path, ["nobody"], _path));
        using (AgcCompressor.Append(_path, _path))
        {
        }

        AgcEditor.Rename(_path, [KeyValuePair.Create("a", "x")], _path);
        Assert.Equal(["a.agc"], _folder.Names);
    }

    private static IReadOnlyList<string> SamplesOf(string path)
    {
        using var archive = AgcArchive.Open(path);
        return [.. archive.Samples];
    }

    // Lets something happen between the moment when the archive is opened and the one when it is replaced.
    private static void Edit(string way, string archive, string output, Action meanwhile)
    {
        switch (way)
        {
            case "append":
                using (var compressor = AgcCompressor.Append(archive, output))
                {
                    compressor.Add("new", new MemoryStream(">c\nACGT\n"u8.ToArray()));
                    meanwhile();
                    compressor.Finish();
                }

                break;
            case "subset":
                AgcEditor.Subset(archive, new Names(["a"], meanwhile), output);
                break;
            case "merge":
                // It asks for nothing between, so nothing happens meanwhile.
                AgcEditor.Merge([new GoldenCase("toy").Archive, archive], output, new MergeOptions { DropEqual = true });
                break;
            default:
                AgcEditor.Rename(archive, new Names(["a"], meanwhile).Select(name => KeyValuePair.Create(name, "x")), output);
                break;
        }
    }

    // Gives back what is there then.
    private byte[]? Change(string what)
    {
        byte[] content = File.ReadAllBytes(_path);
        var time = File.GetLastWriteTimeUtc(_path);
        switch (what)
        {
            case "gone":
                File.Delete(_path);
                return null;
            case "identity":
                File.WriteAllBytes(_folder.File("other"), content);
                File.SetLastWriteTimeUtc(_folder.File("other"), time);
                File.Move(_folder.File("other"), _path, overwrite: true);
                break;
            case "length":
                content = [.. content, 0];
                File.WriteAllBytes(_path, content);
                File.SetLastWriteTimeUtc(_path, time);
                break;
            default:
                File.SetLastWriteTimeUtc(_path, time.AddSeconds(1));
                break;
        }

        return content;
    }

    /// <summary>Names that are asked for when the archive is open.</summary>
    private sealed class Names(string[] names, Action asked) : IReadOnlyList<string>
    {
        private Action? _asked = asked;

        public int Count => names.Length;

        public string this[int index]
        {
            get
            {
                Ask();
                return names[index];
            }
        }

        public IEnumerator<string> GetEnumerator()
        {
            Ask();
            return names.AsEnumerable().GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private void Ask()
        {
            var first = _asked;
            _asked = null;
            first?.Invoke();
        }
    }
}
