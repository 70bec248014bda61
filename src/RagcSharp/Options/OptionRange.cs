using System.Numerics;

namespace RagcSharp.Options;

/// <summary>The check that every option of a range gets, and what is said when it fails.</summary>
internal static class OptionRange
{
    /// <param name="option">The option's property, which the exception names.</param>
    /// <param name="what">What messages call it.</param>
    /// <param name="value">Its value.</param>
    /// <param name="least">The least possible value.</param>
    /// <param name="most">The greatest possible value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of the range; the message gives both.</exception>
    public static void Check<T>(string option, string what, T value, T least, T most)
        where T : INumber<T>
    {
        // Written so that NaN is refused.
        if (!(value >= least && value <= most))
            throw new ArgumentOutOfRangeException(option, $"{what} {value} is out of range: {least} to {most}");
    }

    /// <summary>What an exception of <see cref="Check{T}"/> says, without the property that .NET names behind it.</summary>
    public static string MessageOf(ArgumentOutOfRangeException exception)
    {
        string message = exception.Message;
        int end = message.IndexOf(" (", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    /// <summary>Checks a number of threads, which has one range everywhere.</summary>
    /// <inheritdoc cref="Check{T}"/>
    public static void CheckThreads(string option, int value) =>
        Check(option, "number of threads", value, CompressionOptions.MinThreads, CompressionOptions.MaxThreads);
}
