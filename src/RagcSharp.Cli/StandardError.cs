namespace RagcSharp.Cli;

/// <summary>Where what is wrong is told.</summary>
internal static class StandardError
{
    /// <summary>Tells something in one line.</summary>
    public static void Tell(string message) => Console.Error.WriteLine("ragc: " + OneLine.Of(message));
}
