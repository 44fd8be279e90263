using Rota.App.Problems;
using Rota.Client.Addresses;
using Rota.Client.Calls;
using Rota.Client.Sending;

namespace Rota.Client;

/// <summary>
/// A daemon of Rota over HTTP: the same requests and views as its use cases have, and the same problems. Safe to be
/// used by several threads at once.
/// </summary>
public sealed class RotaClient : IDisposable
{
    private readonly Sender sender;

    /// <summary>One of a server. Nothing is sent yet.</summary>
    /// <param name="server">Where it is.</param>
    /// <param name="options">How it is talked to.</param>
    /// <exception cref="ProblemException">This machine cannot talk to it so.</exception>
    public RotaClient(ServerAddress server, ClientOptions options)
    {
        sender = new Sender(server, options);
        (Jobs, Steering, Submissions) = (new(sender), new(sender), new(sender));
        (Output, Events) = (new(sender), new(sender));
        (Queues, Schedules, Notifications, Machine) = (new(sender), new(sender), new(sender), new(sender));
        Budgets = new(sender);
    }

    /// <summary>Where the server is.</summary>
    public ServerAddress Server => sender.Server;

    /// <summary>Looks at jobs and tasks.</summary>
    public JobCalls Jobs { get; }

    /// <summary>Changes what runs.</summary>
    public SteeringCalls Steering { get; }

    /// <summary>Hands jobs in, and more tasks.</summary>
    public SubmissionCalls Submissions { get; }

    /// <summary>Copies what tasks wrote, and exports.</summary>
    public OutputCalls Output { get; }

    /// <summary>Follows what becomes of jobs.</summary>
    public EventCalls Events { get; }

    /// <summary>Looks at queues, and sets them.</summary>
    public QueueCalls Queues { get; }

    /// <summary>Looks at budgets, and changes them.</summary>
    public BudgetCalls Budgets { get; }

    /// <summary>Looks at schedules, and changes them.</summary>
    public ScheduleCalls Schedules { get; }

    /// <summary>Looks at notifications, and sets whom to tell.</summary>
    public NotificationCalls Notifications { get; }

    /// <summary>Looks at the state as a whole, and at the machine.</summary>
    public MachineCalls Machine { get; }

    /// <inheritdoc/>
    public void Dispose() => sender.Dispose();
}
