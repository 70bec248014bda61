namespace RagcSharp.Compressing;

/// <summary>Counts how far a compression is. Any thread may count and ask, at any time.</summary>
internal sealed class ProgressCounter(CompressionPhase phase)
{
    private int _phase = (int)phase;
    private int _inputs;
    private int _inputsRead;
    private string? _currentInput;
    private long _inputBytes;
    private long _inputSize;
    private int _inputsOfUnknownSize;
    private long _basesRead;
    private long _bases;
    private int _samples;
    private int _partsLeft;

    /// <summary>Enters a phase.</summary>
    public void Enter(CompressionPhase phase) => Volatile.Write(ref _phase, (int)phase);

    /// <summary>An input is handed in; its size in bytes, null if that is unknown.</summary>
    public void AddInput(long? size)
    {
        Interlocked.Increment(ref _inputs);
        if (size is { } bytes)
            Interlocked.Add(ref _inputSize, bytes);
        else
            Interlocked.Increment(ref _inputsOfUnknownSize);
    }

    public void BeginInput(string name) => Volatile.Write(ref _currentInput, name);

    public void EndInput() => Interlocked.Increment(ref _inputsRead);

    public void AddInputBytes(int count) => Interlocked.Add(ref _inputBytes, count);

    public void AddBasesRead(long count) => Interlocked.Add(ref _basesRead, count);

    public void AddBases(long count) => Interlocked.Add(ref _bases, count);

    public void AddSamples(int count) => Interlocked.Add(ref _samples, count);

    /// <summary>Parts are promised to the archive.</summary>
    public void AddParts(int count) => Interlocked.Add(ref _partsLeft, count);

    /// <summary>One of them is written.</summary>
    public void EndPart() => Interlocked.Decrement(ref _partsLeft);

    /// <summary>All of it at this moment; what is coded is asked before what is read, so that it is never more.</summary>
    public CompressionProgress Snapshot(long bytesWritten)
    {
        long bases = Interlocked.Read(ref _bases);
        return new CompressionProgress
        {
            Phase = (CompressionPhase)Volatile.Read(ref _phase),
            Inputs = Volatile.Read(ref _inputs),
            InputsRead = Volatile.Read(ref _inputsRead),
            CurrentInput = Volatile.Read(ref _currentInput),
            InputBytes = Interlocked.Read(ref _inputBytes),
            InputSize = Volatile.Read(ref _inputsOfUnknownSize) > 0 ? null : Interlocked.Read(ref _inputSize),
            BasesRead = Interlocked.Read(ref _basesRead),
            Bases = bases,
            Samples = Volatile.Read(ref _samples),
            PartsLeft = Volatile.Read(ref _partsLeft),
            BytesWritten = bytesWritten,
        };
    }
}
