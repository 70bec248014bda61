using System.Collections;

namespace RagcSharp.Collection;

/// <summary>A list of what is made of the items of another one, each time it is asked for: takes no memory.</summary>
internal sealed class MappedList<TFrom, TTo>(IReadOnlyList<TFrom> items, Func<TFrom, TTo> map) : IReadOnlyList<TTo>
{
    public int Count => items.Count;

    public TTo this[int index] => map(items[index]);

    public IEnumerator<TTo> GetEnumerator() => items.Select(map).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
