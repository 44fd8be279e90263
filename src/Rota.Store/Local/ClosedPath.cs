using Rota.Linux.Files;

namespace Rota.Store.Local;

/// <summary>Says where a path is closed to this user, whose that is, and what to do.</summary>
internal static class ClosedPath
{
    /// <summary>What stands in the way of a state, after the system has denied it.</summary>
    public static StoreException Of(string path)
    {
        var at = "/";
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(at, name);
            try
            {
                if (FileRights.Of(next) is null)
                {
                    return Refusal(
                        $"no state can be made in {at}, which belongs to {Owner(at)}: "
                            + $"{Account.Describe(Account.Me)} may not write there. Name another place with --state DIR"
                    );
                }
            }
            catch (UnauthorizedAccessException)
            {
                return Closed(at);
            }

            at = next;
        }

        return Closed(at);
    }

    private static StoreException Closed(string at) =>
        Refusal(
            FileRights.Of(at)?.Owner == Account.Me
                ? $"permission denied: {at} is yours, and it is closed to yourself, or something in it is. "
                    + $"Open it: chmod -R u+rwX {at}"
                : $"permission denied: {at} belongs to {Owner(at)} and is closed to {Account.Describe(Account.Me)}. "
                    + "Run as its owner: sudo -u USER rota ..., or name a state of yours with --state DIR"
        );

    private static string Owner(string at) => FileRights.Of(at) is { } facts ? Account.Describe(facts.Owner) : "nobody";

    private static StoreException Refusal(string message) => new(StoreFailure.Unreachable, message);
}
