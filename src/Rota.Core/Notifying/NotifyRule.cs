using System.Collections.Immutable;

namespace Rota.Core.Notifying;

/// <summary>Whom to tell of what.</summary>
/// <param name="On">Of what.</param>
/// <param name="Target">Whom.</param>
public sealed record NotifyRule(ImmutableArray<EventKind> On, NotifyTarget Target)
{
    /// <summary>How long what happens to tasks of one job is gathered where nobody said so.</summary>
    public static readonly TimeSpan UsualDigest = TimeSpan.FromMinutes(10);

    /// <summary>How long what happens to tasks of one job is gathered into one message.</summary>
    public TimeSpan Digest { get; init; } = UsualDigest;
}
