using System.Text.Json.Serialization;

namespace Rota.Web.Api;

/// <summary>Nothing: the path says it all.</summary>
public sealed record NoBody;

/// <summary>A job that is handed in.</summary>
public sealed record SubmitBody
{
    /// <summary>The text of its job file: YAML, hence also JSON.</summary>
    public string File { get; set; } = "";

    /// <summary>How the file is called: it begins each mistake, and names a job without a name.</summary>
    public string FileName { get; set; } = "job.yaml";

    /// <summary>Values of parameters of the file.</summary>
    public IReadOnlyDictionary<string, string> Params { get; set; } = new Dictionary<string, string>();

    /// <summary>Where its tasks start, and its relative paths; null for where the daemon stands.</summary>
    public string? Directory { get; set; }

    /// <summary>The variables that its tasks get; null for those of the daemon.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; set; }

    /// <summary>Whether tasks can be added later.</summary>
    public bool Open { get; set; }

    /// <summary>Whether its schedule is registered, in place of one job that is submitted now.</summary>
    public bool Register { get; set; }

    /// <summary>Whether a different schedule of the same name gives way.</summary>
    public bool Replace { get; set; }
}

/// <summary>Jobs of which something is asked.</summary>
public record JobsBody
{
    /// <summary>Their numbers or names.</summary>
    public IReadOnlyList<string> Jobs { get; set; } = [];

    /// <summary>All open jobs that have these labels too.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; set; } = new Dictionary<string, string>();

    /// <summary>All that this filter means, as one operation; nothing else is named then.</summary>
    public string? Filter { get; set; }
}

/// <summary>How jobs are cancelled.</summary>
public sealed record CancelBody : JobsBody
{
    /// <summary>Whether the tasks of <c>finally</c> are ended too, at once.</summary>
    public bool Now { get; set; }
}

/// <summary>What jobs get; what is left out stays as it is.</summary>
public sealed record SetBody : JobsBody
{
    /// <summary>Higher first.</summary>
    public int? Priority { get; set; }

    /// <summary>Tasks of each that run at a time; 0 for as many as there is room for.</summary>
    public int? MaxParallel { get; set; }

    /// <summary>The longest run of an attempt, in seconds; 0 for as long as it takes.</summary>
    public double? TimeoutSeconds { get; set; }

    /// <summary>The queue of what has not started.</summary>
    public string? Queue { get; set; }

    /// <summary>The entry that gets the timeout and the limit; null for the whole job.</summary>
    public string? Task { get; set; }
}

/// <summary>Tasks of a job that run again.</summary>
public sealed record RerunBody
{
    /// <summary>One entry or task of it, as <c>train</c> or <c>train.3</c>; null for the whole job.</summary>
    public string? Task { get; set; }

    /// <summary>All that did not succeed.</summary>
    public bool Failed { get; set; }

    /// <summary>All of them.</summary>
    public bool All { get; set; }

    /// <summary>Indices as ranges; null for any.</summary>
    public string? Tasks { get; set; }

    /// <summary>Values of parameters, as <c>lr=0.1,seed=3</c>; null for any.</summary>
    public string? Where { get; set; }

    /// <summary>All that failed as this task did: its address; null for any.</summary>
    public string? Like { get; set; }
}

/// <summary>Tasks of a job that are held or released.</summary>
public sealed record HoldBody
{
    /// <summary>One entry or task of it, as <c>train</c> or <c>train.3</c>; null for the whole job.</summary>
    public string? Task { get; set; }

    /// <summary>Indices of the entry as ranges; null for all.</summary>
    public string? Tasks { get; set; }
}

/// <summary>What a queue gets; what is left out stays as it is.</summary>
public sealed record QueueBody
{
    /// <summary>Tasks of it that may run at a time; -1 for no limit.</summary>
    public int? Concurrency { get; set; }

    /// <summary>Whether nothing more of it starts.</summary>
    public bool? Paused { get; set; }

    /// <summary>Hours at which it is open, as <c>22:00-06:00</c>; empty for always.</summary>
    public string? Open { get; set; }

    /// <summary>The time zone of those.</summary>
    public string? Timezone { get; set; }
}

/// <summary>How a schedule is run now.</summary>
public sealed record RunBody
{
    /// <summary>Parameters that are other than registered.</summary>
    public IReadOnlyDictionary<string, string> Params { get; set; } = new Dictionary<string, string>();
}

/// <summary>The bodies as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NoBody))]
[JsonSerializable(typeof(SubmitBody))]
[JsonSerializable(typeof(JobsBody))]
[JsonSerializable(typeof(CancelBody))]
[JsonSerializable(typeof(SetBody))]
[JsonSerializable(typeof(RerunBody))]
[JsonSerializable(typeof(HoldBody))]
[JsonSerializable(typeof(QueueBody))]
[JsonSerializable(typeof(RunBody))]
public sealed partial class BodyJson : JsonSerializerContext;
