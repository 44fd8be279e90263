using Rota.App.Cells;
using Rota.App.Queues;
using Rota.App.Serving;

namespace Rota.App.Watching;

/// <summary>What of a state is looked at once in a while, and when it was.</summary>
internal sealed record Seldom(
    long At,
    Server? Server,
    IReadOnlyList<QueueView> Queues,
    MachineGlance Machine,
    IReadOnlyList<NodeNotice> Notices
);
