namespace RagcSharp.Native.Tests;

/// <summary>The library in a Java virtual machine, whose handlers of signals and threads it shares.</summary>
public sealed class JavaTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [ToolFact("gcc default-jdk-headless", "gcc", "javac")]
    public void EightThreads_WhileGarbageIsCollected()
    {
        const string Headers = "home=$(dirname $(dirname $(readlink -f $(command -v javac)))); flags=\"-I$home/include -I$home/include/linux\"";
        Client.Succeed(_work.Path, $"{Headers}; gcc -std=c99 -shared -fPIC $flags {Client.Sources}/agc_jni.c -o libjni.so {BuiltLibrary.LinkShared}");
        Client.Succeed(_work.Path, $"javac -d . {Client.Sources}/AgcJni.java");
        Assert.Equal("ok\n", Client.Succeed(_work.Path, $"java -Xmx64m -cp . AgcJni $PWD/libjni.so {Archives.MakeToy(_work)}"));
    }
}
