using Rota.Core.Model;
using Rota.Store.Changes;
using Rota.Store.Home;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Records;
using Rota.Store.Rows;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Queries;

/// <summary>The sequences of changes.</summary>
internal sealed class ChangeQuery(Connection connection) : IChangeReader
{
    private readonly Statement newest = connection.Prepare("SELECT changes FROM rota.partition WHERE id = $1");

    private readonly Statement after = connection.Prepare(
        "SELECT newest, body FROM rota.change WHERE partition = $1 AND newest > $2 ORDER BY newest"
    );

    /// <inheritdoc/>
    public long Newest(int partition) => newest.Bind(1, (long)partition).Scalar() ?? 0;

    /// <inheritdoc/>
    public ChangesAfter After(int partition, long number) => SequenceRule.After(Rows(partition, number), number);

    /// <inheritdoc/>
    public TaskStates States(JobId job) => connection.Reading(() => new StateQuery(connection, this).All(job));

    /// <inheritdoc/>
    public StatesAfter StatesAfter(JobId job, long number) =>
        connection.Reading(() => new StateQuery(connection, this).After(job, number));

    private IEnumerable<SequenceRow> Rows(int partition, long number)
    {
        using var rows = after.Bind(1, (long)partition).Bind(2, number).Rows();
        while (rows.Read())
        {
            yield return new SequenceRow(rows.Int64(0), ChangeCodec.Decode(rows.Blob(1)));
        }
    }
}
