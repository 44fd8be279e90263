namespace Rota.Cli.Progress;

/// <summary>How a job is followed.</summary>
internal sealed class FollowOptions
{
    /// <summary>Slots of the node, or null for one a core.</summary>
    public int? Slots { get; init; }

    /// <summary>Where each change is written as a line of JSON, or null.</summary>
    public EventFile? Events { get; init; }

    /// <summary>What is written of each task when it has ended, or null.</summary>
    public TaskRecords? Records { get; init; }

    /// <summary>How tasks' output is printed, or null for not at all.</summary>
    public PrintOptions? Print { get; init; }

    /// <summary>Whether the job was accepted for this; null where it had been before.</summary>
    public bool? IsNew { get; init; }

    /// <summary>A request that makes the job go on: until it is carried out, the job's end is an old one.</summary>
    public long? Request { get; init; }
}

/// <summary>How tasks' output is printed as they end.</summary>
/// <param name="WithTag">Whether each line begins with its task.</param>
/// <param name="KeepOrder">Whether in the order of the inputs.</param>
internal sealed record PrintOptions(bool WithTag, bool KeepOrder);
