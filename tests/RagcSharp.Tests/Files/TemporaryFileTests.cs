using System.Diagnostics;

using RagcSharp.Files;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Files;

/// <summary>Which temporary files are taken for abandoned, and which never are.</summary>
public sealed class TemporaryFileTests : IDisposable
{
    private const string Abandoned = "ragc-0123abcd-0123abcd.tmp";

    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Search_DeletesWhatHasNoWriter()
    {
        File.WriteAllText(_folder.File(Abandoned), "half");
        AbandonedFiles.Search(_folder.Path);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Search_LeavesWhatIsBeingWritten()
    {
        using (var file = TemporaryFile.In(_folder.Path, mode: null))
        {
            AbandonedFiles.Search(_folder.Path);
            Assert.True(File.Exists(file.Path));
            file.Stream.Write("some"u8);
            AbandonedFiles.Search(_folder.Path);
            file.MoveTo(_folder.File("out"), mode: null);
        }

        Assert.Equal(["out"], _folder.Names);
        Assert.Equal("some", File.ReadAllText(_folder.File("out")));
    }

    [Theory]
    [InlineData("ragc-notes.tmp")]
    [InlineData("ragc-0123abcd-0123abcd.tmp.gz")]
    [InlineData("ragc-0123ABCD-0123abcd.tmp")]
    [InlineData("ragc-0123abcd-0123abc.tmp")]
    [InlineData("xragc-0123abcd-0123abcd.tmp")]
    public void Search_LeavesWhatHasAnotherName(string name)
    {
        File.WriteAllText(_folder.File(name), "");
        AbandonedFiles.Search(_folder.Path);
        Assert.Equal([name], _folder.Names);
    }

    [Fact]
    public void Search_LeavesWhatIsNoFile()
    {
        File.WriteAllText(_folder.File("other"), "");
        File.CreateSymbolicLink(_folder.File("ragc-00000000-00000001.tmp"), "other");
        Directory.CreateDirectory(_folder.File("ragc-00000000-00000002.tmp"));
        if (OperatingSystem.IsLinux())
            Process.Start("mkfifo", [_folder.File("ragc-00000000-00000003.tmp")])!.WaitForExit();
        string[] before = _folder.Names;
        AbandonedFiles.Search(_folder.Path);
        Assert.Equal(before, _folder.Names);
    }

    [Fact]
    public void Search_PassesOverAFolderThatIsNotThere() => AbandonedFiles.Search(_folder.File("none"));

    [Fact]
    public void In_MakesNoFileThatASearchAtTheSameTimeDeletes()
    {
        using var done = new CancellationTokenSource();
        string[] folders = [_folder.File("a"), _folder.File("b")];
        foreach (string folder in folders)
            Directory.CreateDirectory(folder);
        int left = 4;
        WatchedThreads.RunAll(8, number =>
        {
            string folder = folders[number % 2];
            if (number >= 4)
            {
                while (!done.IsCancellationRequested)
                    AbandonedFiles.Search(folder);
                return;
            }

            try
            {
                for (int i = 0; i < 150; i++)
                {
                    using var file = TemporaryFile.In(folder, mode: null);
                    file.Stream.WriteByte(1);
                    Thread.Yield();
                    Assert.True(File.Exists(file.Path), file.Path);
                    file.MoveTo(Path.Combine(folder, $"{number}"), mode: null);
                }
            }
            finally
            {
                // Also when it fails: the others must not search for ever.
                if (Interlocked.Decrement(ref left) == 0)
                    done.Cancel();
            }
        });
        Assert.All(folders, folder => Assert.Equal(2, Directory.GetFiles(folder).Length));
    }

    [Fact]
    public void Output_DeletesWhatIsAbandonedInItsFolder()
    {
        File.WriteAllText(_folder.File(Abandoned), "half");
        using (var output = new OutputFile(_folder.File("out")))
            output.Commit();
        Assert.Equal(["out"], _folder.Names);
    }

    [Fact]
    public void Output_KeepsWhoMayReadTheFile()
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.GroupRead;
        string path = _folder.File("out");
        File.WriteAllText(path, "old");
        File.SetUnixFileMode(path, Mode);
        using (var output = new OutputFile(path))
        {
            output.Stream.Write("new"u8);
            string temporary = Assert.Single(_folder.Names, name => name != "out");
            Assert.Equal(Mode | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File(temporary)));
            output.Commit();
        }

        Assert.Equal((Mode, "new"), (File.GetUnixFileMode(path), File.ReadAllText(path)));
    }

    [Fact]
    public void Output_WhoseFolderVanishesFailsInOneWord()
    {
        string folder = _folder.File("gone");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "out");
        using var output = new OutputFile(path);
        output.Stream.Write("new"u8);
        Directory.Delete(folder, recursive: true);
        string message = Assert.Throws<IOException>(() => output.Commit()).Message;
        Assert.StartsWith($"{path}: its folder, or the temporary file ragc-", message, StringComparison.Ordinal);
        output.Dispose();
        Assert.Empty(_folder.Names);
    }
}
