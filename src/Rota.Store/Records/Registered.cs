namespace Rota.Store.Records;

/// <summary>What became of a registration.</summary>
public enum RegistrationKind
{
    /// <summary>There was no schedule of that name.</summary>
    New,

    /// <summary>The same is registered already: at most what it captured is renewed.</summary>
    Same,

    /// <summary>It took the place of another one of that name.</summary>
    Replaced,

    /// <summary>Another one of that name is registered, and stays.</summary>
    Refused,
}

/// <summary>A registration, and what is different about the schedule that had the name.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Changes">The differences; empty for a new or the same one.</param>
public sealed record Registered(RegistrationKind Kind, IReadOnlyList<string> Changes);
