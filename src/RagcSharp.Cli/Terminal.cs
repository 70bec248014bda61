using System.Runtime.InteropServices;
using System.Text;

using Spectre.Console;

namespace RagcSharp.Cli;

/// <summary>
/// The terminal that standard error is, as Spectre writes to it. The console tells the width of the one that standard output is, which
/// may be a file.
/// </summary>
internal sealed unsafe partial class Terminal : IAnsiConsoleOutput
{
    private const int StandardErrorDescriptor = 2;
    private const int UsualWidth = 80, UsualHeight = 24;

    // Linux's TIOCGWINSZ.
    private const nuint GetWindowSize = 0x5413;

    public TextWriter Writer => StandardError.Writer;

    public bool IsTerminal => StandardError.IsTerminal;

    /// <summary>Columns, at this moment.</summary>
    public int Width
    {
        get
        {
            if (!OperatingSystem.IsLinux())
                return Console.WindowWidth;
            WindowSize size;
            return Control(StandardErrorDescriptor, GetWindowSize, &size) == 0 && size.Columns > 0 ? size.Columns : UsualWidth;
        }
    }

    public int Height => UsualHeight;

    public void SetEncoding(Encoding encoding)
    {
        // Nothing but ASCII is written.
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, WindowSize* size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort PixelsAcross;
        public ushort PixelsDown;
    }
}
