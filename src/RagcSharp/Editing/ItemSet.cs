using System.Numerics;

using RagcSharp.Memory;

namespace RagcSharp.Editing;

/// <summary>A set of the items of a group, by their ids: a bit each. Not thread-safe while it is changed.</summary>
/// <param name="budget">For the bits: what an archive says of ids need not be true.</param>
internal sealed class ItemSet(MemoryBudget budget)
{
    private const int WordLength = 64;

    private ulong[] _words = [];

    // How many items are in the words before each one; made by Rank.
    private int[] _before = [];

    /// <summary>How many there are.</summary>
    public int Count => _words.Sum(BitOperations.PopCount);

    public void Add(int id)
    {
        int word = id / WordLength;
        if (word >= _words.Length)
            Grow(word + 1);
        _words[word] |= 1UL << id % WordLength;
    }

    public void Remove(int id) => _words[id / WordLength] &= ~(1UL << id % WordLength);

    public bool Contains(int id) => id / WordLength < _words.Length && (_words[id / WordLength] >> id % WordLength & 1) != 0;

    /// <summary>How many there are of <paramref name="count"/> ids.</summary>
    public int CountIn(long first, int count)
    {
        int found = 0;
        foreach (ulong word in WordsIn(first, count).Select(word => word.Bits))
            found += BitOperations.PopCount(word);
        return found;
    }

    /// <summary>Those of <paramref name="count"/> ids that are there, ascending. What is removed meanwhile may be among them.</summary>
    public IEnumerable<int> In(long first, int count)
    {
        foreach (var (start, word) in WordsIn(first, count))
        {
            for (ulong bits = word; bits != 0; bits &= bits - 1)
                yield return start + BitOperations.TrailingZeroCount(bits);
        }
    }

    /// <summary>Lets <see cref="CountBefore"/> be asked, for the set as it is now.</summary>
    public void Rank()
    {
        _before = new int[_words.Length];
        for (int word = 1; word < _words.Length; word++)
            _before[word] = _before[word - 1] + BitOperations.PopCount(_words[word - 1]);
    }

    /// <summary>How many are smaller than one that is there.</summary>
    public int CountBefore(int id)
    {
        ulong smaller = _words[id / WordLength] & (1UL << id % WordLength) - 1;
        return _before[id / WordLength] + BitOperations.PopCount(smaller);
    }

    // Words with something in them, and the id that each begins with; without what is outside the range.
    private IEnumerable<(int Start, ulong Bits)> WordsIn(long first, int count)
    {
        long end = Math.Min(first + count, (long)_words.Length * WordLength);
        for (long at = first; at < end;)
        {
            int word = (int)(at / WordLength);
            long next = Math.Min(end, (word + 1L) * WordLength);
            ulong bits = _words[word] & ulong.MaxValue << (int)(at % WordLength);
            if (next % WordLength != 0)
                bits &= (1UL << (int)(next % WordLength)) - 1;
            if (bits != 0)
                yield return (word * WordLength, bits);
            at = next;
        }
    }

    private void Grow(int least)
    {
        int length = Math.Max(least, _words.Length + _words.Length / 2);
        budget.Take(length - _words.Length, sizeof(ulong) + sizeof(int));
        Array.Resize(ref _words, length);
    }
}
