namespace RagcSharp.Editing;

/// <summary>A group of a new archive: groups of other ones that are to become one.</summary>
internal sealed class MergedGroup
{
    private readonly List<KeptGroup> _members = [];

    /// <summary>A group of a number in the new archive, with its first member.</summary>
    public MergedGroup(int number, KeptGroup first)
    {
        Number = number;
        Add(first);
    }

    /// <summary>Its number in the new archive.</summary>
    public int Number { get; private set; }

    /// <summary>The groups, in the order of the archives.</summary>
    public IReadOnlyList<KeptGroup> Members => _members;

    public void Add(KeptGroup member)
    {
        member.NewNumber = Number;
        _members.Add(member);
    }

    /// <summary>Gives it another number, and its members with it.</summary>
    public void Renumber(int number)
    {
        Number = number;
        foreach (var member in _members)
            member.NewNumber = number;
    }
}
