using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Model;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Policies.Cells;

/// <summary>Messages, and queues of nodes.</summary>
internal sealed partial class World<TSchedule>
{
    /// <summary>Sends a message on a row.</summary>
    public void Send(int row, EventKind kind, int node, int job, int detail) =>
        Schedule.Send(
            row,
            Now,
            new Event
            {
                Kind = kind,
                Node = node,
                Job = job,
                Detail = detail,
            }
        );

    /// <summary>Sends a task to a node, there and then when messages take no time.</summary>
    public void Place(int row, int node, int job, int task)
    {
        Messages++;
        if (IsInstant)
        {
            Accept(node, job, task);
        }
        else
        {
            Send(row, EventKind.Task, node, job, task);
        }
    }

    /// <summary>A node takes a task: it starts or waits.</summary>
    public void Accept(int node, int job, int task)
    {
        ref var place = ref Nodes[node];
        if (place.Busy < Slots && place.Queued == 0 && !place.IsAway)
        {
            place.Busy++;
            Start(node, job, task);
        }
        else
        {
            backlog.Append(ref place, job, task);
        }
    }

    /// <summary>A node takes a reservation.</summary>
    public void Reserve(int node, int job)
    {
        backlog.Append(ref Nodes[node], job, Backlog.Reservation);
        Advance(node);
    }

    /// <summary>
    /// A node goes on with its queue as far as it has room. Afterwards a free slot means an empty queue.
    /// </summary>
    public void Advance(int node)
    {
        ref var place = ref Nodes[node];
        while (place.Busy < Slots && place.Head != Backlog.None && !place.IsAway)
        {
            backlog.Take(ref place, out var job, out var task);
            if (task != Backlog.Reservation)
            {
                place.Busy++;
                Start(node, job, task);
                continue;
            }

            Messages += 2;
            if (!IsInstant)
            {
                // The slot is held while the node asks.
                place.Busy++;
                Send(OneWay, EventKind.Ask, node, job, 0);
                continue;
            }

            ref var asked = ref Jobs[job];
            asked.References--;
            if (Reservations.TryBind(asked.Tasks, ref asked.Launched, out var bound))
            {
                place.Busy++;
                Start(node, job, bound);
            }
            else
            {
                Jobs.Release(job);
            }
        }
    }

    /// <summary>Carries a message of late binding on.</summary>
    /// <returns>Whether a slot of the node may have become free by it.</returns>
    public bool Bind(in Event message)
    {
        ref var place = ref Nodes[message.Node];
        switch (message.Kind)
        {
            case EventKind.Reservation:
                Reserve(message.Node, message.Job);
                return false;
            case EventKind.Ask:
                ref var job = ref Jobs[message.Job];
                var isBound = Reservations.TryBind(job.Tasks, ref job.Launched, out var task);
                Send(OneWay, isBound ? EventKind.Given : EventKind.NothingLeft, message.Node, message.Job, task);
                return false;
            case EventKind.Given when place.IsAway:
                place.Busy--;
                backlog.Prepend(ref place, message.Job, message.Detail);
                Jobs[message.Job].References--;
                return false;
            case EventKind.Given:
                Jobs[message.Job].References--;
                Start(message.Node, message.Job, message.Detail);
                return false;
            default:
                place.Busy--;
                Jobs[message.Job].References--;
                Jobs.Release(message.Job);
                Advance(message.Node);
                return true;
        }
    }
}
