using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Memory.Tables;
using Rota.Store.Operations;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Memory.Submissions;

/// <summary>Where operations are accepted, worked off and stopped.</summary>
internal sealed class KeptOperations(Writer writer) : IOperations
{
    public long Accept(OperationRow operation) =>
        writer.Change(tables =>
        {
            var row = operation with { Number = tables.Next.Operation };
            var old = tables.Operations.Values.Where(one =>
                one.State != OperationState.Running && one.Number <= row.Number - OperationRule.KeptMax
            );
            var accepted = tables with
            {
                Next = tables.Next with { Operation = row.Number + 1 },
                Operations = tables.Operations.RemoveRange(old.Select(one => one.Number)).Add(row.Number, row),
            };
            return (accepted, row.Number, OperationRule.Accepted(row));
        });

    public bool Step(OperationRow operation, IReadOnlyList<(JobId Job, Request Asked)> asks) =>
        writer.Write(tables =>
        {
            if (tables.Operations.GetValueOrDefault(operation.Number) is not { State: OperationState.Running })
            {
                return (tables, false);
            }

            var numbers = new List<long>();
            foreach (var (job, asked) in asks)
            {
                tables = tables.With(operation.Author, JobDeeds.Ask(job, tables.Standing(job), asked));
                tables = SubmissionRule.Wants(asked) ? Submitting.Want(tables, job, isWanted: true) : tables;
                (tables, var number) = Submitting.Ask(tables, job, asked);
                numbers.Add(number);
            }

            var stepped = OperationRule.Stepped(operation, numbers is [var first, ..] ? (first, numbers[^1]) : null);
            return (tables with { Operations = tables.Operations.SetItem(stepped.Number, stepped) }, true);
        });

    public bool Stop(long number, Instant now) =>
        writer.Change(tables =>
            tables.Operations.TryGetValue(number, out var row) && OperationRule.Stopped(row, now) is { } stopped
                ? (
                    tables with
                    {
                        Operations = tables.Operations.SetItem(number, stopped),
                    },
                    true,
                    OperationRule.Stopped(row)
                )
                : (tables, false, null)
        );

    public void Dispose() => writer.Dispose();
}
