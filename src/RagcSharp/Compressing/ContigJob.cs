using System.Text;

using RagcSharp.Archive;
using RagcSharp.Grouping;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;

namespace RagcSharp.Compressing;

/// <summary>
/// A contig on its way from the reader to its registration. One worker cuts it, all of them take batches of its segments; the last
/// one frees the symbols.
/// </summary>
internal sealed class ContigJob(byte[] name, NativeBuffer symbols, CompressionState state)
{
    /// <summary>Symbols that make a batch worth handing over.</summary>
    private const long BatchSymbols = 1 << 16;

    private readonly List<Batch> _batches = [];
    private NativeBuffer _symbols = symbols;

    // Bytes of the queue's budget that are to be given back.
    private long _queued = symbols.Length;

    // Who still needs the symbols: the cutting, and each batch not yet done.
    private int _users;

    public byte[] Name => name;

    /// <summary>Bytes that the contig takes in the queue.</summary>
    public long Bytes { get; } = symbols.Length;

    /// <summary>The contig, when it was put aside: in adaptive mode, when it holds no splitter.</summary>
    public PackedContig? Aside { get; private set; }

    /// <summary>Cuts the contig. Other workers may be given batches meanwhile.</summary>
    public void Cut(Worker worker)
    {
        using var visit = state.Stages.Enter(PipelineStage.Cut);
        Cut(worker, mayPutAside: state.Modes.IsAdaptive);
    }

    /// <summary>Cuts a contig that was put aside, whatever it holds by now.</summary>
    public void CutAgain(Worker worker)
    {
        _symbols = Aside!.Unpack();
        Aside.Dispose();
        Aside = null;
        Cut(worker, mayPutAside: false);
    }

    private void Cut(Worker worker, bool mayPutAside)
    {
        _users = 1;
        var batch = new Batch();
        try
        {
            foreach (var piece in state.Cutter.Cut(_symbols))
            {
                if (mayPutAside && !piece.Front.Exists && !piece.Back.Exists)
                {
                    Aside = new PackedContig(_symbols);
                    continue;
                }

                if (batch.Symbols >= BatchSymbols)
                {
                    HandOver(batch);
                    batch = new Batch();
                }

                batch.Add(piece, newBases: piece.Length - (piece.Front.Exists ? state.Parameters.KmerLength : 0));
            }
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"contig {Encoding.UTF8.GetString(name)}: {e.Message}", e);
        }

        _batches.Add(batch);
        Place(batch, worker);
    }

    /// <summary>The contig with all its segments; once they are all done.</summary>
    public PlacedContig ToPlaced() => new(name, [.. _batches.SelectMany(batch => batch.Placed)]);

    private void HandOver(Batch batch)
    {
        _batches.Add(batch);
        Interlocked.Increment(ref _users);
        state.Queue.AddShared(worker => Place(batch, worker));
    }

    private void Place(Batch batch, Worker worker)
    {
        using var visit = state.Stages.Enter(PipelineStage.Place);
        foreach (var piece in batch.Pieces)
        {
            var strands = worker.Placer.StrandsOf(_symbols.AsSpan(piece.Start, piece.Length));
            worker.Placements.Clear();
            worker.Placer.Place(ref strands, piece.Front, piece.Back, worker.Placements);
            foreach (var placement in worker.Placements)
                batch.Placed.Add(Encode(strands.Part(placement.Start, placement.Length, placement.Flipped), placement, worker));
        }

        batch.ForgetPieces();
        state.Progress.AddBases(batch.Bases);
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _symbols.Dispose();
            state.Queue.Release(Interlocked.Exchange(ref _queued, 0));
        }
    }

    private PlacedSegment Encode(ReadOnlySpan<byte> segment, Placement placement, Worker worker) => new()
    {
        Pair = placement.Pair,
        Group = placement.Group,
        IsFlipped = placement.Flipped,
        Length = placement.Length,
        Item = placement.Group < 0 ? null : Item(segment, placement.Group, worker),
        Symbols = placement.Group < 0 ? new PackedSymbols(segment) : null,
    };

    private PackItem? Item(ReadOnlySpan<byte> segment, int group, Worker worker)
    {
        if (group < StreamNames.RawGroups)
            return PackItem.Of(segment, worker.QuickZstd);
        using var lease = state.References.Rent(group);
        lease.Reference.Encode(segment, worker.Delta);
        return worker.Delta.Length == 0 ? null : PackItem.Of(worker.Delta.AsSpan(), worker.QuickZstd);
    }

    private sealed class Batch
    {
        public List<Piece> Pieces { get; private set; } = [];

        public long Symbols { get; private set; }

        /// <summary>Symbols without those that a piece shares with the one before it.</summary>
        public long Bases { get; private set; }

        public List<PlacedSegment> Placed { get; } = [];

        /// <summary>They are placed. With a million contigs in a sample they would be a third of its memory.</summary>
        public void ForgetPieces() => Pieces = [];

        public void Add(Piece piece, long newBases)
        {
            Bases += newBases;
            Pieces.Add(piece);
            Symbols += piece.Length;
        }
    }
}
