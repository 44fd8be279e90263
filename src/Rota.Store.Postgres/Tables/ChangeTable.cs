using Rota.Core.Scheduling.Effects;
using Rota.Store.Changes;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Tables;

/// <summary>Writes what a turn changed into the sequence of each partition, inside the turn's transaction.</summary>
internal sealed class ChangeTable(Connection connection)
{
    private readonly Statement number = connection.Prepare(
        "UPDATE rota.partition SET changes = changes + $2 WHERE id = $1 RETURNING changes"
    );

    private readonly Statement insert = connection.Prepare(
        "INSERT INTO rota.change (partition, newest, count, body) VALUES ($1, $2, $3, $4)"
    );

    private readonly Statement trim = connection.Prepare(
        "DELETE FROM rota.change WHERE partition = $1 AND newest <= $2"
    );

    private readonly TurnSequence sequence = new();
    private readonly MemoryStream body = new();

    /// <summary>Appends what the turn changed.</summary>
    public void Write(TurnChanges turn)
    {
        foreach (var (partition, changes) in sequence.Of(turn))
        {
            body.SetLength(0);
            ChangeCodec.Encode(changes, body);
            var newest = number.Bind(1, (long)partition).Bind(2, (long)changes.Count).Scalar()!.Value;
            insert
                .Bind(1, (long)partition)
                .Bind(2, newest)
                .Bind(3, (long)changes.Count)
                .Bind(4, body.GetBuffer().AsSpan(0, (int)body.Length))
                .Run();
            if (SequenceRule.GoneUpTo(newest, changes.Count) is { } gone)
            {
                trim.Bind(1, (long)partition).Bind(2, gone).Run();
            }
        }
    }
}
