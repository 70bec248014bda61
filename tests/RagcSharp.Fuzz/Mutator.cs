namespace RagcSharp.Fuzz;

/// <summary>Damages archives, the same way for the same seed.</summary>
internal sealed class Mutator(Random random)
{
    // Where readers meet their limits.
    private static readonly ulong[] Edges =
        [0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, long.MaxValue, ulong.MaxValue];

    /// <summary>Damages an archive: any of its bytes, or a part, before or after compression, so that the rest stays readable.</summary>
    public byte[] Mutate(byte[] bytes, ArchiveImage? image) => image is null || image.Streams.Count == 0 || random.Next(4) == 0
        ? Bytes(bytes)
        : Parts(image);

    private byte[] Parts(ArchiveImage image)
    {
        var copy = new ArchiveImage();
        foreach (var (name, parts) in image.Streams)
            copy.Streams.Add((name, [.. parts]));
        for (int i = random.Next(1, 4); i > 0; i--)
            Part(copy);
        return copy.ToBytes();
    }

    private void Part(ArchiveImage image)
    {
        // Streams of the collection as often as all others together: there are few of them, and much is told there.
        var streams = image.Streams.Where(s => s.Parts.Count > 0).ToList();
        var told = streams.Where(s => s.Name.StartsWith("collection-", StringComparison.Ordinal)).ToList();
        if (told.Count > 0 && random.Next(2) == 0)
            streams = told;
        if (streams.Count == 0)
            return;
        var (name, parts) = streams[random.Next(streams.Count)];
        int number = random.Next(parts.Count);
        var part = parts[number];
        switch (random.Next(8))
        {
            case 0:
                parts[number] = part with { Metadata = Number(part.Metadata) };
                break;
            case 1:
                parts[number] = part with { Payload = Bytes(part.Payload) };
                break;
            case 2:
                parts.RemoveAt(number);
                break;
            case 3:
                parts.Insert(number, parts[random.Next(parts.Count)]);
                break;
            case 4:
                int other = random.Next(image.Streams.Count);
                image.Streams[other] = (image.Streams[other].Name, parts);
                break;
            default:
                parts[number] = Content(name, part);
                break;
        }
    }

    private ImagePart Content(string stream, ImagePart part)
    {
        if (ArchiveImage.Unzip(stream, part) is not { } content)
            return part with { Payload = Bytes(part.Payload) };
        int piece = random.Next(content.Length);
        content[piece] = Bytes(content[piece]);
        return ArchiveImage.Zip(stream, content);
    }

    private ulong Number(ulong number) => random.Next(3) switch
    {
        0 => Edges[random.Next(Edges.Length)],
        1 => number + (ulong)random.Next(-3, 4),
        _ => number ^ 1UL << random.Next(64),
    };

    private byte[] Bytes(byte[] bytes)
    {
        var changed = bytes.ToList();
        for (int i = 1 << random.Next(4); i > 0; i--)
            Change(changed);
        return [.. changed];
    }

    private void Change(List<byte> bytes)
    {
        int at = random.Next(bytes.Count + 1), length = Math.Min(random.Next(1, 17), bytes.Count - at);
        switch (random.Next(6))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, random.Next(8) == 0 ? bytes.Count - at : length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), 1 << random.Next(12)));
                break;
            default:
                byte[] number = BitConverter.GetBytes(Edges[random.Next(Edges.Length)]);
                for (int i = 0; i < Math.Min(number.Length, bytes.Count - at); i++)
                    bytes[at + i] = number[i];
                break;
        }
    }
}
