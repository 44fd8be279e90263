using Rota.Store.Budgets;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Postgres.Budgets;
using Rota.Store.Postgres.Pruning;
using Rota.Store.Postgres.Schedules;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Proofs;

namespace Rota.Store.Postgres.Queries;

/// <summary>Proves the invariants over what is stored. Each violation is a sentence.</summary>
internal sealed class StoreCheck(StateDirectory state, JobQueries queries) : IHomeProof
{
    private const string DatabasePrefix = "database: ";
    private readonly Connection connection = queries.Connection;

    /// <inheritdoc/>
    public bool HasUnfinishedPrune => OutputProof.HasUnfinished(state, Leftovers);

    /// <inheritdoc/>
    public IReadOnlyList<string> Output() =>
        OutputProof.Violations(state, SegmentUses.Used(connection, state.Node), Leftovers);

    /// <inheritdoc/>
    public bool IsDamage(string violation) => violation.StartsWith(DatabasePrefix, StringComparison.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<string> Run()
    {
        try
        {
            return connection.Reading(Invariants);
        }
        catch (StoreException error) when (error.Failure == StoreFailure.Damaged)
        {
            return [DatabasePrefix + error.Message];
        }
    }

    private string[] Invariants() =>
        [
            .. TaskChecks.All.SelectMany(Rows),
            .. new ResultChecks(connection).Run(),
            .. new FrameChecks(connection).Run(),
            .. ScheduleProof.Violations(new ScheduleTable(connection).AllTimes()),
            .. OutboxProof.Violations(new OutboxTable(connection).Where("ORDER BY id", _ => { })),
            .. RewindProof.Violations(Rewinding.Noted(connection)),
            .. new CounterCheck(queries).Run(),
            .. AccountProof.Violations(AccountTable.All(connection), AccountTable.Held(connection)),
            .. BudgetProof.Violations(BudgetTable.Read(connection), AccountTable.All(connection)),
        ];

    private IReadOnlyList<Leftover> Leftovers() => new JobRows(connection).Leftovers(state);

    private IEnumerable<string> Rows(string sql)
    {
        using var rows = connection.Prepare(sql).Rows();
        while (rows.Read())
        {
            yield return rows.Text(0);
        }
    }
}
