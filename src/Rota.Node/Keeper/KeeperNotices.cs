using Microsoft.Extensions.Logging;
using Rota.Node.Machine;

namespace Rota.Node.Keeper;

/// <summary>
/// What a keeper has to complain of, as its log is told: the same only once a minute, for a full disk or a lack of
/// processes is met with every try.
/// </summary>
internal sealed class KeeperNotices(ILogger log, IKernel kernel)
{
    private const long Silence = 60_000_000;
    private const int KnownMax = 100;
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> said = [];

    /// <summary>Logs it, unless it was said just now.</summary>
    public void Hear(string sentence)
    {
        lock (gate)
        {
            var now = kernel.Monotonic;
            if (said.TryGetValue(sentence, out var at) && now - at < Silence)
            {
                return;
            }

            if (said.Count >= KnownMax)
            {
                said.Clear();
            }

            said[sentence] = now;
        }

        log.Noticed(sentence);
    }
}
