using Rota.Core.Jobs;

namespace Rota.Fabric.Wire;

/// <summary>What a process starts with beyond what most do.</summary>
public sealed record ProcessStart
{
    /// <summary>Nothing.</summary>
    public static readonly ProcessStart Usual = new();

    /// <summary>No niceness is so low.</summary>
    private const int NoNice = int.MinValue;

    /// <summary>What it reads on standard input, its file absolute; null for nothing.</summary>
    public TaskInput? Input { get; init; }

    /// <summary>How long the directory stays that is made for it to run in; null where none is.</summary>
    public OwnDirectory? Directory { get; init; }

    /// <summary>Niceness; null for that of its job.</summary>
    public int? Nice { get; init; }

    /// <summary>The CPUs that it is pinned to, as <c>0,3</c>; null where it is not.</summary>
    public string? Cpus { get; init; }

    /// <summary>The number of the user that it runs as; null for that of its keeper.</summary>
    public long? Owner { get; init; }

    /// <summary>Writes it as fields of a frame.</summary>
    public void Write(FrameWriter writer) =>
        writer
            .Boolean(Input?.Text is not null)
            .Text(Input?.Text ?? Input?.File ?? "")
            .Int32(Directory is { } rule ? (int)rule : 0)
            .Int32(Nice ?? NoNice)
            .Text(Cpus ?? "")
            .Int64(Owner);

    /// <summary>Reads it.</summary>
    public static ProcessStart Read(ref FrameReader reader)
    {
        var (isText, input) = (reader.Boolean(), reader.Text());
        var (directory, nice, cpus) = (reader.Int32(), reader.Int32(), reader.Text());
        return new()
        {
            Input =
                isText ? new(null, input)
                : input.Length > 0 ? new(input, null)
                : null,
            Directory = directory == 0 ? null : (OwnDirectory)directory,
            Nice = nice == NoNice ? null : nice,
            Cpus = cpus.Length == 0 ? null : cpus,
            Owner = reader.IsAtEnd ? null : reader.Int64OrNull(),
        };
    }
}
