using System.Text;

namespace RagcSharp.Cli;

/// <summary>
/// Where what is wrong is told, and how far a run is. Any thread may write. What cannot be written, because it is closed or its disk is full,
/// is lost: the exit code tells, and a run does not end for a message.
/// </summary>
internal static class StandardError
{
    private const int Descriptor = 2;

    private static readonly object Gate = new();

    // What stands in the last line and may be wiped away.
    private static ProgressLine? _line;

    public static bool IsTerminal => !Console.IsErrorRedirected;

    /// <summary>Writes at once, and throws what <see cref="Write"/> passes over; for <see cref="Terminal"/>.</summary>
    public static TextWriter Writer { get; } = new StreamWriter(
        OperatingSystem.IsWindows() ? Console.OpenStandardError() : new DescriptorStream(Descriptor, "standard error"),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
    {
        AutoFlush = true,
    };

    /// <summary>Tells something in one line.</summary>
    public static void Tell(string message) => Write("ragc: " + OneLine.Of(message) + Environment.NewLine);

    /// <summary>Writes text that ends in a line end, as it is.</summary>
    public static void Write(string text)
    {
        lock (Gate)
        {
            try
            {
                _line?.Wipe();
                Writer.Write(text);
            }
            catch (IOException)
            {
                // There is nobody else to tell.
            }
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
            try
            {
                draw();
            }
            catch (IOException)
            {
                // The terminal has gone. The run need not end for that.
                _line = null;
            }
        }
    }
}
