using Rota.Core.Model;

namespace Rota.Store.Outbox;

/// <summary>Where messages are written, in the transaction of what causes them.</summary>
public interface IOutboxTables
{
    /// <summary>The rules that were set apart from job files.</summary>
    IReadOnlyList<ScopedRules> Rules();

    /// <summary>Whether the runs of a name stand as failing; null where nobody asked for it before.</summary>
    bool? IsFailing(string name);

    /// <summary>Notes how the runs of a name stand.</summary>
    void Put(string name, bool isFailing);

    /// <summary>How the newest earlier job of a name ended that succeeded or failed; null for none.</summary>
    JobState? Before(string name, JobId job);

    /// <summary>The message about a subject to a target that nobody has taken yet; null for none.</summary>
    OutboxRow? Gathering(string subject, string target);

    /// <summary>When the newest message about a subject to a target was written; null for none.</summary>
    Instant? Newest(string subject, string target);

    /// <summary>Writes a message: a new one, or one that grew.</summary>
    void Put(OutboxRow row);
}
