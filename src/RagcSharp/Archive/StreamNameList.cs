using System.Collections;

namespace RagcSharp.Archive;

/// <summary>The names of the streams of an archive, made as they are asked for. Immutable.</summary>
internal sealed class StreamNameList(StreamDirectory directory) : IReadOnlyList<string>
{
    public int Count => directory.Count;

    public string this[int stream] => directory.NameOf(stream);

    public IEnumerator<string> GetEnumerator()
    {
        for (int stream = 0; stream < Count; stream++)
            yield return this[stream];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
