using Rota.App.Problems;

namespace Rota.Web.Serving;

/// <summary>The certificate of a server, and its key: files in PEM.</summary>
/// <param name="Certificate">The certificate, with those that lead to a known authority behind it.</param>
/// <param name="Key">Its private key.</param>
public sealed record TlsFiles(string Certificate, string Key)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>When either was written last, by which a renewal is seen.</summary>
    public (DateTime, DateTime) Written => (File.GetLastWriteTimeUtc(Certificate), File.GetLastWriteTimeUtc(Key));

    /// <summary>Refuses files that are not there, and a key that others can read.</summary>
    /// <exception cref="ProblemException">They are so.</exception>
    public void Check()
    {
        foreach (var path in (string[])[Certificate, Key])
        {
            if (!File.Exists(path))
            {
                throw new ProblemException(ProblemCodes.File, $"{path} is not there", "name the files in PEM");
            }
        }

        if ((File.GetUnixFileMode(Key) & Others) != UnixFileMode.None)
        {
            throw new ProblemException(
                ProblemCodes.File,
                $"{Key} is the private key of the server, and others than its owner can read or write it",
                $"close it: chmod 600 {Key}"
            );
        }
    }
}
