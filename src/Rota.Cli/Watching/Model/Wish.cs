namespace Rota.Cli.Watching.Model;

/// <summary>What a key asks for beyond the picture.</summary>
internal abstract record Wish
{
    private Wish() { }

    /// <summary>To end.</summary>
    public sealed record Leave : Wish;

    /// <summary>To see the tasks of a job.</summary>
    public sealed record Open(long Job) : Wish;

    /// <summary>To know why a task does not run, or the first of a job that waits.</summary>
    public sealed record Explain(long Job, string? Task) : Wish;

    /// <summary>To read what a task wrote.</summary>
    public sealed record Log(string Task) : Wish;

    /// <summary>To see what something would do.</summary>
    public sealed record Plan(Deed Deed, long Job) : Wish;

    /// <summary>To have it done: somebody saw the plan and said yes.</summary>
    public sealed record Do(Deed Deed, long Job) : Wish;
}
