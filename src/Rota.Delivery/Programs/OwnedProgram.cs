using Rota.Core.Bytes;
using Rota.Core.Jobs;
using Rota.Fabric.Wire;

namespace Rota.Delivery.Programs;

/// <summary>A program of a user's rule: it runs as that user, as their tasks do.</summary>
internal static class OwnedProgram
{
    /// <summary>The program that becomes it; the same where nobody else's it is.</summary>
    /// <param name="order">The program.</param>
    /// <param name="owner">The number of the user; null for who serves the state.</param>
    public static ProgramOrder Of(ProgramOrder order, long? owner)
    {
        if (owner is null)
        {
            return order;
        }

        var launch = new LaunchOrder
        {
            Attempt = 0,
            Job = 0,
            Shape = 0,
            InPlace = false,
            AfterSuccessOnly = false,
            Context = 0,
            Arguments = order.Words,
            Directory = order.Directory ?? "/",
            Environment = order.Environment,
            Start = new() { Owner = owner, Input = new TaskInput(null, ByteText.Of(order.Input)) },
        };
        return order with
        {
            Words = [UserStart.Program, UserStart.Role],
            Environment = [$"{BoundedProgram.Mark}={order.MarkValue}"],
            Directory = "/",
            Input = new UserStart([], null, launch).Bytes(),
        };
    }
}
