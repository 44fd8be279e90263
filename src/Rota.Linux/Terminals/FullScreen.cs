using System.Text;

namespace Rota.Linux.Terminals;

/// <summary>
/// The second screen of a terminal, without cursor and without lines that break: what stood on the first one is there
/// again when it is left.
/// </summary>
internal static class FullScreen
{
    private static readonly byte[] Begin = Encoding.ASCII.GetBytes("\e[?1049h\e[?25l\e[?7l");
    private static readonly byte[] End = Encoding.ASCII.GetBytes("\e[0m\e[?7h\e[?25h\e[?1049l");

    /// <summary>Goes there.</summary>
    public static void Enter() => Write(Begin);

    /// <summary>Comes back.</summary>
    public static void Leave() => Write(End);

    private static void Write(byte[] codes)
    {
        try
        {
            using var output = new StandardStream(StandardStream.Output);
            output.Write(codes);
        }
        catch (IOException)
        {
            // A terminal that has gone: there is nothing to bring back.
        }
    }
}
