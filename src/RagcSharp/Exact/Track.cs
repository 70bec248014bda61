namespace RagcSharp.Exact;

/// <summary>
/// What is recorded of a sample's text, track by track: items of two numbers and some bytes (docs/format.md §7.3). The values
/// are those of the archive.
/// </summary>
internal enum Track : byte
{
    /// <summary>Text before the first record: 0, the number of its bytes, the bytes.</summary>
    Preamble = 0,

    /// <summary>Line ends and widths: lines since the item before, a <see cref="LayoutCode"/>; no bytes.</summary>
    Layout = 1,

    /// <summary>Headers that no archive can hold: records passed over, the number of bytes, the bytes.</summary>
    Headers = 2,

    /// <summary>Case: places in upper case, places in lower case behind them; no bytes.</summary>
    Case = 3,

    /// <summary>Bytes that are no letters of the archive: places passed over, how many equal ones, the byte.</summary>
    Others = 4,
}
