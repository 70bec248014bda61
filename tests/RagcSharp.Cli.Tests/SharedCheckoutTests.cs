namespace RagcSharp.Cli.Tests;

/// <summary>A checkout that its user may not write, as one that is shared by many is.</summary>
public sealed class SharedCheckoutTests : IDisposable
{
    private const string Program = "artifacts/publish/ragc/ragc";

    private readonly WorkFolder _folder = new();

    public SharedCheckoutTests() => Expect.Success(Ragc.Shell(_folder.Path, $"""
        mkdir -p scripts src artifacts/publish/ragc; cp "{Ragc.Root}/scripts/ragc" scripts; touch Directory.Build.props Directory.Packages.props global.json
        touch -d '2020-01-01' src Directory.Build.props Directory.Packages.props global.json
        printf '#!/bin/sh\necho "built, $*"\n' > artifacts/publish/ragc/ragc; chmod +x artifacts/publish/ragc/ragc
        touch artifacts/publish/ragc.stamp artifacts/build.lock
        """));

    public void Dispose()
    {
        _ = Ragc.Shell(_folder.Path, "chmod -R u+w .");
        _folder.Dispose();
    }

    [PermissionFact]
    public void Built_ProgramIsRun() => Assert.Equal("built, a b\n", Expect.Success(Run()));

    [PermissionFact]
    public void Stale_ProgramIsRunAndTold()
    {
        var result = Run("touch src/new.cs -d '+1 minute'");
        Assert.Equal((0, "built, a b\n"), (result.ExitCode, result.Text));
        Assert.Matches("^ragc: warning: [^\n]+ was built from older sources, and you may not build it anew[^\n]*\n\\z", result.Errors);
    }

    [PermissionFact]
    public void Missing_ProgramIsToldInOneLine()
    {
        Expect.Failure(Run($"rm {Program}"), 1, "nothing is built");
        Expect.Failure(Run("chmod u+w .; chmod -R u+w artifacts; rm -r artifacts"), 1, "nothing is built");
    }

    private RagcResult Run(string change = "true") =>
        Ragc.Shell(_folder.Path, $"{change}; chmod -R a-w,a+rX . && {PermissionFactAttribute.Unprivileged} scripts/ragc a b");
}
