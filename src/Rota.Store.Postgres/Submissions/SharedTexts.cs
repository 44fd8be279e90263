using Rota.Store.Local;
using Rota.Store.Machines;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Submissions;

/// <summary>Texts that the machines of a home share: of two who write at once, one is refused.</summary>
internal sealed class SharedTexts(StateDirectory state, Server server) : ISharedTexts
{
    /// <inheritdoc/>
    public SharedText? Find(string name)
    {
        using var connection = new Connection(server);
        return connection.Reading(() =>
        {
            using var rows = connection
                .Prepare("SELECT body, version FROM rota.shared_text WHERE name = $1")
                .Bind(1, name)
                .Rows();
            return rows.Read() ? new SharedText(rows.Text(0), rows.Int64(1)) : null;
        });
    }

    /// <inheritdoc/>
    public bool TryWrite(string name, string text, string? before)
    {
        using var writer = new Writer(state, server);
        return writer.Write(() =>
            writer
                .Connection.Prepare(
                    """
                    INSERT INTO rota.shared_text (name, body, version) VALUES ($1, $2, 1)
                    ON CONFLICT (name) DO UPDATE SET body = excluded.body, version = shared_text.version + 1
                    WHERE shared_text.body = $3
                    """
                )
                .Bind(1, name)
                .Bind(2, text)
                .Bind(3, before ?? "")
                .RunNow() > 0
        );
    }
}
