namespace RagcSharp.Cli.Tests;

/// <summary>
/// Completion in bash and zsh. Names of samples come from archives of others, so some here are commands, patterns and quotes: whatever the
/// user has typed so far, the shell must read the offered word as the name, and run nothing.
/// </summary>
public sealed class CompletionTests : IDisposable
{
    private const string Terminal = "script", TerminalPackage = "bsdutils";

    private static readonly string Scripts = Path.Combine(Ragc.Root, "src/RagcSharp.Cli/completion");

    private static readonly string[] Names =
        ["$(touch ran1)", "`touch ran2`", "x;touch ran3", "a b", "it's", "q\"d!x", "s1:x", "s1:y", "Z@1", "*", "\\b", "~root"];

    /// <summary>What is typed, with a tab at the end, and the last argument that the shell then reads.</summary>
    private static readonly (string Typed, string Argument)[] Lines =
    [
        ("getset t.agc \\$", "$(touch ran1)"),
        ("getset t.agc '$", "$(touch ran1)"),
        ("getset t.agc \"\\$", "$(touch ran1)"),
        ("getset t.agc \\`", "`touch ran2`"),
        ("getset t.agc x", "x;touch ran3"),
        ("getset t.agc a", "a b"),
        ("getset t.agc a\\ ", "a b"),
        ("getset t.agc 'a ", "a b"),
        ("getset 't.agc' \"a ", "a b"),
        ("getset t.agc i", "it's"),
        ("getset t.agc 'i", "it's"),
        ("getset t.agc q", "q\"d!x"),
        ("getset t.agc \"q", "q\"d!x"),
        ("getset t.agc s1:y", "s1:y"),
        ("getset t.agc 's1:y", "s1:y"),
        ("getset t.agc s1\\:y", "s1:y"),
        ("getset t.agc Z", "Z@1"),
        ("getset t.agc Z@", "Z@1"),
        ("getset t.agc \\*", "*"),
        ("getset t.agc \\\\", "\\b"),
        ("getset t.agc \\~r", "~root"),
        ("getctg t.agc c1@a", "c1@a b"),
        ("getctg t.agc 'c1@a", "c1@a b"),
        ("getctg t.agc --sample i", "it's"),
        ("create --kmer", "--kmer-length"),
    ];

    private readonly WorkFolder _folder = new();

    public CompletionTests()
    {
        foreach (string name in Names)
            _folder.Write(name, ">c1\nACGTACGTACGTACGTACGTTTTTGGA\n");
        Expect.Success(Ragc.Run(_folder.Path, ["create", "-o", "t.agc", .. Names.Select(name => "./" + name)]));
        foreach (string name in Names)
            File.Delete(_folder.File(name));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ragc getset t.agc ", "", "")]
    [InlineData("ragc getset t.agc '", "", "'")]
    [InlineData("ragc getset t.agc \"", "", "\"")]
    [InlineData("ragc subset --exclude x\\ y t.agc", " ", "")]
    public void Bash_OffersWordsThatAreNames(string line, string more, string close)
    {
        string[] offered = Offered(line + more, "", close);
        Assert.Equal(Names.Order(StringComparer.Ordinal), offered.Order(StringComparer.Ordinal));
        AssertNothingRan();
    }

    [Fact]
    public void Bash_OffersThePartThatIsReplaced()
    {
        // Words are broken at colons and the like, and only what is behind the last one is replaced.
        Assert.Equal(["s1:x", "s1:y"], Offered("ragc getset t.agc s1:", "", ""));
        Assert.Equal(["s1:y"], Offered("ragc getset t.agc s1:y", "y", ""));
        Assert.Equal(["c1@s1:y"], Offered("ragc getctg t.agc 'c1@s1:y", "c1@s1:y", "'"));
        Assert.Equal(["it's"], Offered("ragc getset t.agc it\\'", "it\\'", ""));
        Assert.Equal(["listctg", "listref", "listset"], Offered("ragc list", "list", "").Order(StringComparer.Ordinal));
        Assert.Equal([], Offered("ragc getset t.agc none", "none", ""));
        Assert.Equal([], Offered("ragc getset ", "", ""));
        Assert.Equal([], Offered("ragc create t.agc ", "", ""));
    }

    [ToolFact(TerminalPackage, Terminal)]
    public void Bash_CompletesOnATerminal()
    {
        _folder.Write(".bashrc", $"HISTFILE=; source '{Scripts}/ragc.bash'; {Recorder("${*: -1}")}");
        AssertCompletes("bash --rcfile .bashrc -i");
    }

    [ToolFact(TerminalPackage + " zsh", Terminal, "zsh")]
    public void Zsh_CompletesOnATerminal()
    {
        _folder.Write(".zshrc", $"unset HISTFILE; fpath=('{Scripts}' $fpath); autoload -Uz compinit; compinit -u -D; {Recorder("${@[-1]}")}");
        AssertCompletes("ZDOTDIR=. zsh -i");
    }

    // What the completion asks ragc itself, is asked; what is typed, is recorded.
    private static string Recorder(string last) =>
        $"ragc() {{ if [[ $1 == listset || {last} == --help ]]; then '{Ragc.Script}' \"$@\"; "
        + $"else printf '%s\\n' \"{last}\" >> arguments; fi; }}\n";

    private void AssertCompletes(string shell)
    {
        _folder.Write("keys", string.Concat(Lines.Select(line => $"ragc {line.Typed}\t\n")) + "exit\n");
        var result = Ragc.Shell(_folder.Path, $"TERM=dumb script -qec '{shell}' /dev/null < keys");
        Assert.True(File.Exists(_folder.File("arguments")), result.Text + result.Errors);
        Assert.Equal(Lines.Select(line => line.Argument), File.ReadAllLines(_folder.File("arguments")));
        AssertNothingRan();
    }

    // The words that the shell reads where those are inserted which the function offers, and the quote is closed.
    private string[] Offered(string line, string replaced, string close)
    {
        _folder.Write("offered", $$"""
            source '{{Scripts}}/ragc.bash'
            ragc() { '{{Ragc.Script}}' "$@"; }
            COMP_LINE=$1 COMP_POINT=${#1} replaced=$2 close=$3
            _ragc ragc "$replaced" ""
            for word in "${COMPREPLY[@]}"; do
                eval "set -- ${COMP_LINE%"$replaced"}$word$close"
                printf '%s\n' "${@: -1}"
            done
            """);
        string arguments = string.Join(' ', new[] { line, replaced, close }.Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        return Expect.Success(Ragc.Shell(_folder.Path, $"bash offered {arguments}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private void AssertNothingRan() => Assert.DoesNotContain(_folder.Names(), name => name.StartsWith("ran", StringComparison.Ordinal));
}
