using Rota.Core.Jobs;

namespace Rota.Fabric.Wire;

/// <summary>Everything a keeper needs to start an attempt.</summary>
public sealed record LaunchOrder
{
    /// <summary>The attempt.</summary>
    public required long Attempt { get; init; }

    /// <summary>Its job: where its output is packed.</summary>
    public required long Job { get; init; }

    /// <summary>Number of its shape: attempts of one shape can take each other's place.</summary>
    public required int Shape { get; init; }

    /// <summary>Whether it waits for an attempt of its shape to end.</summary>
    public required bool InPlace { get; init; }

    /// <summary>Whether it may take the place only of one that succeeded.</summary>
    public required bool AfterSuccessOnly { get; init; }

    /// <summary>Number of the environment it starts from.</summary>
    public required int Context { get; init; }

    /// <summary>Program and arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Where it runs.</summary>
    public required string Directory { get; init; }

    /// <summary>Environment on top of the context's, as NAME=VALUE.</summary>
    public required IReadOnlyList<string> Environment { get; init; }

    /// <summary>Files that must exist when it succeeded, absolute.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Memory its processes may take together, in bytes; 0 for no limit.</summary>
    public long MemoryMax { get; init; }

    /// <summary>How its processes are asked to end.</summary>
    public StopPolicy Stop { get; init; } = StopPolicy.Default;

    /// <summary>Variables that are stored nowhere.</summary>
    public LaunchSecrets Secrets { get; init; } = LaunchSecrets.None;

    /// <summary>Whether it was sent on this line before: then it is about an attempt that came, or none.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Files that its output is copied to at its end, absolute, or null.</summary>
    public OutputCopies? Copies { get; init; }

    /// <summary>What its process starts with beyond what most do.</summary>
    public ProcessStart Start { get; init; } = ProcessStart.Usual;

    /// <summary>Whether standard error goes where standard output goes.</summary>
    public bool RedirectsErrors { get; init; }

    /// <summary>What is said to nodes that are not the home's own machine.</summary>
    public NodeTerms Terms { get; init; } = NodeTerms.None;

    /// <summary>Writes the order as a frame.</summary>
    public void Write(FrameWriter writer)
    {
        writer
            .Begin(FrameKind.Launch)
            .Int64(Attempt)
            .Int64(Job)
            .Int32(Shape)
            .Boolean(InPlace)
            .Boolean(AfterSuccessOnly)
            .Int32(Context)
            .Texts(Arguments)
            .Text(Directory)
            .Texts(Environment)
            .Texts(Outputs)
            .Int64(MemoryMax)
            .Stop(Stop);
        Secrets.Write(writer);
        writer.Boolean(IsRepeated);
        var hasTerms = Terms != NodeTerms.None;
        var hasStart = hasTerms || Start != ProcessStart.Usual;
        writer.Goals(Copies, RedirectsErrors, hasMore: hasStart);
        if (hasStart)
        {
            Start.Write(writer);
        }

        if (hasTerms)
        {
            Terms.Write(writer);
        }

        writer.End();
    }

    /// <summary>Reads an order.</summary>
    public static LaunchOrder Read(ref FrameReader reader)
    {
        var order = new LaunchOrder
        {
            Attempt = reader.Int64(),
            Job = reader.Int64(),
            Shape = reader.Int32(),
            InPlace = reader.Boolean(),
            AfterSuccessOnly = reader.Boolean(),
            Context = reader.Int32(),
            Arguments = reader.Texts(),
            Directory = reader.Text(),
            Environment = reader.Texts(),
            Outputs = reader.Texts(),
            MemoryMax = reader.Int64(),
            Stop = reader.Stop(),
            Secrets = reader.IsAtEnd ? LaunchSecrets.None : LaunchSecrets.Read(ref reader),
            IsRepeated = !reader.IsAtEnd && reader.Boolean(),
        };
        var (copies, redirectsErrors) = OutputFrames.ReadGoals(ref reader);
        return order with
        {
            Copies = copies,
            RedirectsErrors = redirectsErrors,
            Start = reader.IsAtEnd ? ProcessStart.Usual : ProcessStart.Read(ref reader),
            Terms = NodeTerms.Read(ref reader),
        };
    }
}
