namespace RagcSharp.Cli;

/// <summary>Where what is wrong is told, and how far a run is. Any thread may write.</summary>
internal static class StandardError
{
    private static readonly object Gate = new();

    // What stands in the last line and may be wiped away.
    private static ProgressLine? _line;

    public static bool IsTerminal => !Console.IsErrorRedirected;

    /// <summary>Tells something in one line.</summary>
    public static void Tell(string message) => Write("ragc: " + OneLine.Of(message) + Environment.NewLine);

    /// <summary>Writes text that ends in a line end, as it is.</summary>
    public static void Write(string text)
    {
        lock (Gate)
        {
            _line?.Wipe();
            Console.Error.Write(text);
        }
    }

    /// <summary>Lets a line be drawn, or wiped, while nobody else writes.</summary>
    /// <param name="line">What stands in the last line from now on; null for nothing.</param>
    /// <param name="draw">Draws it.</param>
    public static void Draw(ProgressLine? line, Action draw)
    {
        lock (Gate)
        {
            _line = line;
            draw();
        }
    }
}
