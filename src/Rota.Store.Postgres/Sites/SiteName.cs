using Rota.Store.Local;

namespace Rota.Store.Postgres.Sites;

/// <summary>The name that a state directory has at a home elsewhere: made once, and kept in a file of it.</summary>
internal sealed class SiteName(StateDirectory state)
{
    private readonly Lazy<string> text = new(() => Of(state));

    /// <summary>The name.</summary>
    public string Text => text.Value;

    private static string Of(StateDirectory state)
    {
        var path = Path.Combine(state.Path, "site");
        if (!File.Exists(path))
        {
            var made = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}";
            File.WriteAllText(made, Guid.NewGuid().ToString("n"));
            try
            {
                File.Move(made, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process was quicker: its name holds.
                File.Delete(made);
            }
        }

        return File.ReadAllText(path);
    }
}
