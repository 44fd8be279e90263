using Rota.Core.Scheduling.State;
using Rota.Store.Records;

namespace Rota.Store.Home;

/// <summary>The queues that were set, or that open jobs name, and how full they are.</summary>
public interface IQueueReader
{
    /// <summary>All of them, by name.</summary>
    IReadOnlyList<QueueRow> All();

    /// <summary>What is used of shared accounts, and the limits that were set.</summary>
    IReadOnlyList<AccountUse> Accounts();
}
