namespace RagcSharp.Verification;

/// <summary>
/// What is wrong with an archive. A fault that may concern many samples is told at the end, once, with all of them. Used by one thread.
/// </summary>
internal sealed class Faults(string archive, Action<VerificationFinding>? found)
{
    private readonly List<Cause> _causes = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _affected = [];

    /// <summary>Faults so far.</summary>
    public long Count { get; private set; }

    /// <summary>Samples that faults which were told concern.</summary>
    public IReadOnlyList<string> AffectedSamples => _affected;

    /// <summary>Adds a fault that is told with <see cref="Complete"/>; samples may be added to it until then.</summary>
    public Cause Add(string what)
    {
        var cause = new Cause(Plain(what));
        _causes.Add(cause);
        Count++;
        return cause;
    }

    /// <summary>Adds a fault that concerns one sample at most, and tells it.</summary>
    public void Tell(string what, string? sample = null)
    {
        Count++;
        Tell(Plain(what), sample is null ? [] : [sample]);
    }

    /// <summary>Takes an error that the archive gave: it may be the consequence of a fault that is known.</summary>
    public void Take(InvalidDataException error, string? sample = null)
    {
        var cause = _causes.Find(cause => error.Message.Contains(cause.What, StringComparison.Ordinal));
        if (cause is null)
            Tell(error.Message, sample);
        else if (sample is not null)
            cause.Blame(sample);
    }

    /// <summary>Tells what was not told yet.</summary>
    public void Complete()
    {
        foreach (var cause in _causes)
            Tell(cause.What, cause.Samples);
        _causes.Clear();
    }

    private void Tell(string what, IReadOnlyList<string> samples)
    {
        string message = $"{archive}: {what}";
        _affected.AddRange(samples.Where(_seen.Add));
        found?.Invoke(new VerificationFinding(message, samples));
    }

    private string Plain(string what) => what.Replace($"{archive}: ", "", StringComparison.Ordinal);

    /// <summary>A fault, with the samples that it concerns so far.</summary>
    internal sealed class Cause(string what)
    {
        private readonly List<string> _samples = [];
        private readonly HashSet<string> _blamed = new(StringComparer.Ordinal);

        public string What => what;

        public IReadOnlyList<string> Samples => _samples;

        /// <summary>Adds a sample, unless it was added before.</summary>
        public void Blame(string sample)
        {
            if (_blamed.Add(sample))
                _samples.Add(sample);
        }
    }
}
