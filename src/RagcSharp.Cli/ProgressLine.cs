using Spectre.Console;

namespace RagcSharp.Cli;

/// <summary>
/// One line on standard error that tells how far a run is, drawn again several times a second. Whatever else is written there wipes it
/// away first; disposal wipes it for good.
/// </summary>
/// <remarks>
/// A display that Spectre keeps alive would hide the cursor, and a killed run leave it so; it also wants to run the work itself. So only
/// its knowledge of terminals is used here: whether they understand control codes (TERM), and which colours (NO_COLOR).
/// </remarks>
internal sealed class ProgressLine : IDisposable
{
    private const string Separator = "  ", LineStart = "\r", EraseToEnd = "\e[K";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(125);

    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new Terminal() });
    private readonly Func<IReadOnlyList<string>> _fields;
    private readonly Ticker _ticker;
    private bool _isShown;
    private bool _isOver;

    private ProgressLine(Func<IReadOnlyList<string>> fields)
    {
        _fields = fields;
        _ticker = new Ticker(Interval, Draw);
    }

    /// <summary>Begins to show a line, if standard error is a terminal; otherwise null.</summary>
    /// <param name="fields">What to tell, the most important first; called on other threads, until disposal.</param>
    public static ProgressLine? Show(Func<IReadOnlyList<string>> fields) => StandardError.IsTerminal ? new ProgressLine(fields) : null;

    /// <summary>Wipes the line away, until it is drawn again. Called by <see cref="StandardError"/>.</summary>
    public void Wipe()
    {
        bool wasShown = _isShown;
        _isShown = false;
        if (wasShown)
            Control(LineStart + EraseToEnd);
    }

    public void Dispose()
    {
        _ticker.Dispose();
        StandardError.Draw(null, () =>
        {
            // It may be about to be drawn once more.
            _isOver = true;
            Wipe();
        });
    }

    private void Draw()
    {
        string[] fields = [.. _fields()];
        StandardError.Draw(this, () =>
        {
            if (!_isOver && _console.Profile.Capabilities.Ansi)
                Write(fields);
        });
    }

    // Erased behind, and not before, so that it does not flicker. The last column stays free: terminals differ in what follows it.
    private void Write(string[] fields)
    {
        int room = _console.Profile.Out.Width - 1;
        string text = string.Join(Separator, fields);
        string first = Cut(fields[0], room), rest = Cut(text, room)[first.Length..];
        Control(LineStart);
        _console.Write(new Text(first, new Style(Color.Green)));
        _console.Write(new Text(rest));
        Control(EraseToEnd);
        _isShown = true;
    }

    private void Control(string code) => _console.Write(new ControlCode(code));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..Math.Max(0, length)];
}
