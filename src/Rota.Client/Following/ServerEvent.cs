namespace Rota.Client.Following;

/// <summary>An event as a server sends it (WHATWG HTML).</summary>
/// <param name="Number">Its place in the sequence; null where it has none.</param>
/// <param name="Kind">What it is about: <c>task</c>, <c>job</c> or <see cref="Reset"/>.</param>
/// <param name="Json">The event in one line of JSON.</param>
public sealed record ServerEvent(long? Number, string Kind, string Json)
{
    /// <summary>The kind that says that earlier events are not kept any more: look at the whole again.</summary>
    public const string Reset = "reset";
}
