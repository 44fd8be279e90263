using System.Text.Json.Serialization;

namespace Rota.Web.Client;

/// <summary>A job that a client has read, with all that its files held.</summary>
public sealed record SpecBody
{
    /// <summary>The job as bytes: their form belongs to one version of Rota.</summary>
    public byte[] Spec { get; set; } = [];

    /// <summary>The moments of its schedule; null without one.</summary>
    public string? Cron { get; set; }

    /// <summary>Whose clock they are read on.</summary>
    public string? Timezone { get; set; }

    /// <summary>What happens while an earlier run is open.</summary>
    public string? Overlap { get; set; }

    /// <summary>How far back instants are made up for.</summary>
    public double CatchUpSeconds { get; set; }

    /// <summary>Whether its schedule is registered, in place of one job that is submitted now.</summary>
    public bool Register { get; set; }

    /// <summary>Whether a different schedule of the same name gives way.</summary>
    public bool Replace { get; set; }

    /// <summary>Tasks at a time, against which the plan is made; null for those of the daemon.</summary>
    public int? Slots { get; set; }

    /// <summary>Whether it is accepted though a task can never run there.</summary>
    public bool MayNeverFit { get; set; }
}

/// <summary>Tasks for an open job.</summary>
public sealed record AddBody
{
    /// <summary>The entry that grows; null for the only one that can.</summary>
    public string? Task { get; set; }

    /// <summary>What they are made of, as bytes: their form belongs to one version of Rota.</summary>
    public byte[] Tasks { get; set; } = [];
}

/// <summary>A job as it is to be.</summary>
public sealed record EditBody
{
    /// <summary>The job as bytes: their form belongs to one version of Rota.</summary>
    public byte[] Wanted { get; set; } = [];

    /// <summary>The job as it was when that was made of it; null to hold it against the job as it is.</summary>
    public byte[]? Since { get; set; }
}

/// <summary>Tasks that are held or released, of any jobs.</summary>
public sealed record TasksBody
{
    /// <summary>A job, an entry of it, or one task, each: <c>42</c>, <c>42.train</c>, <c>42.train.3</c>.</summary>
    public IReadOnlyList<string> Addresses { get; set; } = [];

    /// <summary>Indices of the entry as ranges; null for all.</summary>
    public string? Tasks { get; set; }
}

/// <summary>Tasks that run again.</summary>
public sealed record AgainBody
{
    /// <summary>The job, or one entry or task of it.</summary>
    public string Address { get; set; } = "";

    /// <summary>All that did not succeed.</summary>
    public bool Failed { get; set; }

    /// <summary>All of them.</summary>
    public bool All { get; set; }

    /// <summary>Indices as ranges; null for any.</summary>
    public string? Tasks { get; set; }

    /// <summary>Values of parameters, as <c>lr=0.1,seed=3</c>; null for any.</summary>
    public string? Where { get; set; }

    /// <summary>Only those that failed as this task did: its address; null for any.</summary>
    public string? Like { get; set; }
}

/// <summary>Instants of a schedule to make up for.</summary>
public sealed record BackfillBody
{
    /// <summary>The first day or instant.</summary>
    public string From { get; set; } = "";

    /// <summary>The last one, included.</summary>
    public string To { get; set; } = "";

    /// <summary>How far apart they are; null for the instants of the schedule itself.</summary>
    public string? Every { get; set; }

    /// <summary>How many of the jobs run at a time.</summary>
    public int Parallel { get; set; } = 1;

    /// <summary>Whether those get another job that have one.</summary>
    public bool Again { get; set; }

    /// <summary>Parameters that are other than registered.</summary>
    public IReadOnlyDictionary<string, string> Params { get; set; } = new Dictionary<string, string>();
}

/// <summary>Whom to tell, or for what.</summary>
public sealed record RulesBody
{
    /// <summary>The jobs of a queue; null where it is not meant.</summary>
    public string? Queue { get; set; }

    /// <summary>A schedule; null where it is not meant.</summary>
    public string? Schedule { get; set; }

    /// <summary>The rules as a client has read them, in a form of one version of Rota; null for none.</summary>
    public string? Rules { get; set; }
}

/// <summary>Slots of who serves the state.</summary>
public sealed record SlotsBody
{
    /// <summary>How many tasks that state no resources run at a time in all.</summary>
    public int Slots { get; set; }
}

/// <summary>The bodies as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SpecBody))]
[JsonSerializable(typeof(AddBody))]
[JsonSerializable(typeof(EditBody))]
[JsonSerializable(typeof(TasksBody))]
[JsonSerializable(typeof(AgainBody))]
[JsonSerializable(typeof(BackfillBody))]
[JsonSerializable(typeof(RulesBody))]
[JsonSerializable(typeof(SlotsBody))]
public sealed partial class SentJson : JsonSerializerContext;
