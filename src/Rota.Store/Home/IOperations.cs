using Rota.Core.Model;
using Rota.Store.Operations;
using Rota.Store.Turns;

namespace Rota.Store.Home;

/// <summary>Where operations are accepted, worked off step by step, and stopped.</summary>
public interface IOperations : IDisposable
{
    /// <summary>Accepts one.</summary>
    /// <returns>Its number.</returns>
    long Accept(OperationRow operation);

    /// <summary>
    /// Notes how far one is, and leaves the requests of its next step for the runners, in one commit: a kill between
    /// two steps neither loses nor repeats one.
    /// </summary>
    /// <param name="operation">As it is after the step.</param>
    /// <param name="asks">What is asked of which job.</param>
    /// <returns>Whether it was taken: not of one that was stopped meanwhile.</returns>
    bool Step(OperationRow operation, IReadOnlyList<(JobId Job, Request Asked)> asks);

    /// <summary>Stops one: what was done stays done, and what is with the runners is carried out.</summary>
    /// <returns>Whether it ran.</returns>
    bool Stop(long number, Instant now);
}
