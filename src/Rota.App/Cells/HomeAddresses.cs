using Rota.App.Problems;
using Rota.Cell.State;
using Rota.Store.Home;

namespace Rota.App.Cells;

/// <summary>Where the home of a cell is reached: by nodes, by who joins and by who stands by.</summary>
internal static class HomeAddresses
{
    private const string SharedName = "address";

    /// <summary>Reads one, or several with commas.</summary>
    /// <exception cref="ProblemException">One is none.</exception>
    public static IReadOnlyList<Uri> Read(string text) => [.. text.Split(',').Select(One)];

    /// <summary>Where a machine that listens is reached from others.</summary>
    public static string Of(CellSettings home) =>
        "https://" + home.Address.Replace("0.0.0.0", Environment.MachineName, StringComparison.Ordinal);

    /// <summary>Says to the machines that share a home where it is served now.</summary>
    public static void Tell(IHome home, CellSettings settings)
    {
        if (home.Shared is { } shared)
        {
            // Who serves is one at a time: nobody else writes this meanwhile.
            _ = shared.TryWrite(SharedName, Of(settings), shared.Find(SharedName)?.Text);
        }
    }

    /// <summary>Where the machine that serves a home said that it is; null where none did.</summary>
    public static Uri? Told(IHome home) => home.Shared?.Find(SharedName) is { } told ? new Uri(told.Text) : null;

    private static Uri One(string text) =>
        Uri.TryCreate(
            text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}",
            UriKind.Absolute,
            out var url
        )
        && url is { Scheme: "https", PathAndQuery: "/" }
        && url.Host.Length > 0
            ? url.IsDefaultPort
                ? new Uri($"https://{url.Host}:{InitCase.UsualPort}")
                : url
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"{text}: this is no address of a home",
                $"write https://HOST:{InitCase.UsualPort}"
            );
}
