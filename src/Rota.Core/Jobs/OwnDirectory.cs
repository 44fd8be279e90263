namespace Rota.Core.Jobs;

/// <summary>
/// How long the directory stays that each attempt is given, new and empty, to run in. Numbers are on the wire.
/// </summary>
public enum OwnDirectory
{
    /// <summary>Until the attempt is over.</summary>
    Fresh = 1,

    /// <summary>Until the attempt is over where it succeeds; else with the job.</summary>
    KeptWhenFailed = 2,

    /// <summary>With the job.</summary>
    Kept = 3,

    /// <summary>
    /// Until the attempt is over: on a node that does not share the directory of its job. It begins with the inputs,
    /// and the outputs are brought home from it. No job file asks for it by name.
    /// </summary>
    Elsewhere = 4,
}
