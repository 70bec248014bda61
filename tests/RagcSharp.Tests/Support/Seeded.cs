using System.Globalization;

using Xunit.Sdk;

namespace RagcSharp.Tests.Support;

/// <summary>Runs a test on random data of many seeds; the environment variable RAGC_SEED picks a single one.</summary>
internal static class Seeded
{
    private const string OnlySeed = "RAGC_SEED";

    public static void Run(int seeds, Action<Random> test)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable(OnlySeed), CultureInfo.InvariantCulture, out int only))
        {
            RunOne(only, test);
            return;
        }

        for (int seed = 0; seed < seeds; seed++)
            RunOne(seed, test);
    }

    private static void RunOne(int seed, Action<Random> test)
    {
        try
        {
            test(new Random(seed));
        }
        catch (Exception e)
        {
            throw new XunitException($"with {OnlySeed}={seed}: {e}", e);
        }
    }
}
